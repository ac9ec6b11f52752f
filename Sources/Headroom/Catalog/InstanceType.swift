/// An EC2 instance type with its limits and other facts.
///
/// A fact that is `nil` is not known from any source; it never stands for zero or none.
public struct InstanceType: Hashable, Sendable {
  /// The name, such as `m5.large`.
  public let name: String
  /// The number of network interfaces of the default network card, the only card that pods use by default: 3 for
  /// `m5.large`.
  ///
  /// `p5.48xlarge` can have 64 interfaces on 32 cards, but only 2 on its default card.
  public let interfaces: Int
  /// The number of IPv4 addresses of one interface, including its primary address: 10 for `m5.large`.
  public let addressesPerInterface: Int
  /// The number of virtual CPUs.
  public private(set) var vcpus: Int?
  /// The memory as EC2 states it. The operating system sees less.
  public private(set) var memory: MemoryAmount?

  /// The hypervisor; ``Hypervisor/none`` for bare metal.
  public var hypervisor: Hypervisor?
  /// Whether the type is bare metal.
  public var isBareMetal = false
  /// The processor architectures in EC2's notation, such as `x86_64` and `arm64`.
  public var architectures: [String] = []
  /// Whether the type supports a trunk interface, which security groups for pods need.
  public var supportsTrunking: Bool?
  /// The number of branch interfaces of the trunk, and so of pods with security groups.
  public var branchInterfaces: Int?
  /// Whether the type supports IPv6 addresses.
  public var supportsIPv6: Bool?
  /// The number of IPv6 addresses of one interface.
  public var ipv6AddressesPerInterface: Int?
  /// The interfaces of all network cards.
  package var networkCards: NetworkCards
  /// Facts that no calculation uses.
  package var details = Details()

  /// Creates an instance type from its limits.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - interfaces: The number of interfaces of the default network card, 1 to 200.
  ///   - addressesPerInterface: The number of IPv4 addresses of each, including the primary one, 2 to 1,000.
  ///   - vcpus: The number of virtual CPUs, 1 to 100,000.
  ///   - memory: The memory, at least 1 MiB.
  /// - Throws: ``LimitError`` if a number is out of range, because no number of pods could be computed from it.
  public init(
    name: String, interfaces: Int, addressesPerInterface: Int, vcpus: Int? = nil, memory: MemoryAmount? = nil
  ) throws(LimitError) {
    try Self.check(interfaces, 1...200, "interfaces", of: name)
    try Self.check(addressesPerInterface, 2...1000, "IPv4 addresses per interface", of: name)
    if let vcpus { try Self.check(vcpus, 1...100_000, "vCPUs", of: name) }
    if let memory { try Self.check(memory.mebibytes, 1...(1 << 30), "MiB of memory", of: name) }
    self.name = name
    self.interfaces = interfaces
    self.addressesPerInterface = addressesPerInterface
    self.vcpus = vcpus
    self.memory = memory
    networkCards = NetworkCards(total: interfaces)
  }

  private static func check(
    _ value: Int, _ range: ClosedRange<Int>, _ quantity: String, of name: String
  ) throws(LimitError) {
    guard range.contains(value) else {
      throw LimitError(
        description: "\(name) has \(value) \(quantity); expected \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// An error about a limit that is out of range.
  public struct LimitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence with the type, the number and the accepted range.
    public let description: String
  }

  /// The hypervisor of an instance type.
  public enum Hypervisor: String, Hashable, Sendable {
    /// Nitro, which supports prefix delegation.
    case nitro
    /// Xen, which does not support prefix delegation.
    case xen
    /// No hypervisor, as on bare metal.
    case none
  }
}

extension InstanceType {
  /// Whether the interfaces can have /28 prefixes, which is the case on Nitro and bare metal.
  ///
  /// Source: `isPrefixDelegationSupported` of `pkg/awsutils/awsutils.go` in aws/amazon-vpc-cni-k8s v1.23.1.
  public var supportsPrefixDelegation: Bool { hypervisor == .nitro || isBareMetal }

  /// Whether it is not known if the interfaces can have prefixes. In this case, calculations assume that they cannot.
  package var isPrefixDelegationUnknown: Bool { hypervisor == nil && !isBareMetal }

  /// Whether the CNI reserves an interface for a trunk.
  ///
  /// It does so unless it knows that the type does not support a trunk.
  ///
  /// Source: `IsTrunkingCompatible` in aws/amazon-vpc-cni-k8s v1.23.1, which assumes that an unlisted type supports it.
  package var reservesTrunk: Bool { supportsTrunking != false }

  /// The number of addresses of one interface that can serve pods: all except its primary address.
  package var podSlotsPerInterface: Int { addressesPerInterface - 1 }

  /// The number of interfaces of each network card other than the default one.
  package var furtherCards: [Int] {
    networkCards.cards.filter { $0.index != networkCards.defaultIndex && $0.interfaces > 0 }.map(\.interfaces)
  }

  /// Whether the type has 64-bit Arm processors.
  public var isARM: Bool { architectures.contains("arm64") }

  /// Whether EC2 sells the type, which is the case if the newest dump of its API contains it; `nil` for a type that the
  /// plan defines.
  public var isOnSale: Bool? {
    details.sources.isEmpty ? nil : details.apiLastSeen.map { $0 >= Self.newestFullDump } ?? false
  }

  /// The date of the newest dump of all types.
  private static let newestFullDump = CalendarDate("2026-08-02")!

  /// Returns the type with the facts that it does not give taken from another type.
  func completed(from other: InstanceType) -> InstanceType {
    var type = self
    type.vcpus = vcpus ?? other.vcpus
    type.memory = memory ?? other.memory
    if hypervisor == nil, !isBareMetal { (type.hypervisor, type.isBareMetal) = (other.hypervisor, other.isBareMetal) }
    if architectures.isEmpty { type.architectures = other.architectures }
    type.supportsTrunking = supportsTrunking ?? other.supportsTrunking
    type.branchInterfaces = branchInterfaces ?? other.branchInterfaces
    type.supportsIPv6 = supportsIPv6 ?? other.supportsIPv6
    type.ipv6AddressesPerInterface = ipv6AddressesPerInterface ?? other.ipv6AddressesPerInterface
    return type
  }

  /// The interfaces of all network cards.
  package struct NetworkCards: Hashable, Sendable {
    /// The number of interfaces of all cards together, `MaximumNetworkInterfaces` in the EC2 API.
    package var total: Int
    /// The number of cards.
    package var count = 1
    /// The index of the default card, which pods use.
    package var defaultIndex = 0
    /// The cards; empty if they are not known.
    package var cards: [Card] = []

    /// A network card.
    package struct Card: Hashable, Sendable {
      /// The index of the card.
      package let index: Int
      /// The number of interfaces of the card.
      package let interfaces: Int
    }
  }

  /// Facts that no calculation uses; `headroom catalog show` prints them.
  package struct Details: Hashable, Sendable {
    /// The baseline network bandwidth of the whole instance, in megabits per second.
    package var baselineBandwidthMbps: Int?
    /// The number of physical GPUs; 0 for types that have only a share of one.
    package var gpuCount: Int?
    /// The number of GPUs that the operating system sees.
    package var logicalGPUCount: Int?
    /// The model of the GPUs.
    package var gpuName: String?
    /// The memory of all GPUs together, in MiB.
    package var gpuMemoryMiB: Int?
    /// The number of Neuron devices (Inferentia, Trainium).
    package var neuronDevices: Int?
    /// The number of interfaces that can be Elastic Fabric Adapters.
    package var efaMaxInterfaces: Int?
    /// Whether the type is burstable, so that it earns and spends CPU credits.
    package var isBurstable: Bool?
    /// Whether EC2 lists the type as current generation.
    package var isCurrentGeneration: Bool?
    /// The purchasing options: `on-demand`, `spot`, `capacity-block`.
    package var usageClasses: [String] = []
    /// The instance storage in GB.
    package var instanceStorageGB: Int?
    /// The date of the newest EC2 API dump that contains the type.
    package var apiLastSeen: CalendarDate?
    /// The short names of the sources, which `data/README.md` explains.
    package var sources: [String] = []
    /// The names of the columns that were filled by a rule instead of a source.
    package var derived: [String] = []
    /// Contradictions between the sources, and other remarks.
    package var notes: String?
  }
}
