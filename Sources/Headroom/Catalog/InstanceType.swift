/// What EC2 and its tools say about one instance type.
///
/// `nil` means that no source tells; it never stands for "none".
public struct InstanceType: Hashable, Sendable {
  /// The name: `m5.large`.
  public let name: String
  /// Interfaces of the default network card, the only card that pods use: 3 for an `m5.large`.
  ///
  /// `p5.48xlarge` takes 64 interfaces over 32 cards, but 2 on this one.
  public let interfaces: Int
  /// IPv4 addresses that one interface takes, its primary address included: 10 for an `m5.large`.
  public let addressesPerInterface: Int
  /// Virtual CPUs.
  public private(set) var vcpus: Int?
  /// Memory, in full as EC2 states it; the operating system sees less.
  public private(set) var memory: MemoryAmount?

  /// The virtualisation; ``Hypervisor/none`` is bare metal.
  public var hypervisor: Hypervisor?
  /// Whether the type is a whole machine.
  public var isBareMetal = false
  /// The processor architectures, as EC2 writes them: `x86_64`, `arm64`.
  public var architectures: [String] = []
  /// Whether the type takes a trunk interface, which security groups for pods need.
  public var supportsTrunking: Bool?
  /// Branch interfaces that the trunk carries: pods with security groups of their own.
  public var branchInterfaces: Int?
  /// Whether the type can have IPv6 addresses.
  public var supportsIPv6: Bool?
  /// IPv6 addresses that one interface takes.
  public var ipv6AddressesPerInterface: Int?
  /// The network cards.
  public var networkCards: NetworkCards
  /// What the catalogue knows beyond what the calculators use.
  public var details = Details()

  /// Makes a type from its limits.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - interfaces: Interfaces of the default network card, 1 to 200.
  ///   - addressesPerInterface: IPv4 addresses of each, the primary one included, 2 to 1,000.
  ///   - vcpus: Virtual CPUs, 1 to 100,000.
  ///   - memory: More than nothing.
  /// - Throws: ``LimitError`` when a number is outside its range, since no pod could be counted then.
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

  /// Why a type's limits make no sense.
  public struct LimitError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence: type, number, what was expected.
    public let description: String
  }

  /// The virtualisation of a type.
  public enum Hypervisor: String, Hashable, Sendable {
    /// Nitro: takes prefixes.
    case nitro
    /// Xen: takes no prefixes.
    case xen
    /// No hypervisor: bare metal.
    case none
  }
}

extension InstanceType {
  /// Whether an interface takes /28 prefixes: Nitro and bare metal do.
  ///
  /// Source: `isPrefixDelegationSupported` of `pkg/awsutils/awsutils.go` in aws/amazon-vpc-cni-k8s v1.23.1.
  public var supportsPrefixDelegation: Bool { hypervisor == .nitro || isBareMetal }

  /// Whether no source tells if an interface takes prefixes; it counts as if not.
  public var isPrefixDelegationUnknown: Bool { hypervisor == nil && !isBareMetal }

  /// Whether the CNI keeps an interface free for a trunk: it does unless it knows that the type cannot have one.
  ///
  /// Source: `IsTrunkingCompatible` in aws/amazon-vpc-cni-k8s v1.23.1, which takes an unlisted type for compatible.
  public var reservesTrunk: Bool { supportsTrunking != false }

  /// Addresses of one interface that can serve pods: all but its primary one.
  public var podSlotsPerInterface: Int { addressesPerInterface - 1 }

  /// Interfaces of each network card beside the default one.
  public var furtherCards: [Int] {
    let cards = (networkCards.detail ?? "").split(separator: ";").compactMap { item -> (index: Int, interfaces: Int)? in
      let numbers = item.split(separator: ":").compactMap { Int(decimalDigits: $0.utf8) }
      return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
    return cards.filter { $0.index != networkCards.defaultIndex && $0.interfaces > 0 }.map(\.interfaces)
  }

  /// Whether the type has 64-bit Arm processors.
  public var isARM: Bool { architectures.contains("arm64") }

  /// The type with what it does not know itself taken from another.
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
  public struct NetworkCards: Hashable, Sendable {
    /// Interfaces of all cards together, `MaximumNetworkInterfaces` in the EC2 API.
    public var total: Int
    /// The number of cards.
    public var count = 1
    /// The index of the card that pods use.
    public var defaultIndex = 0
    /// Index and interfaces of every card, as the catalogue writes them: `0:8;1:8`.
    public var detail: String?
  }

  /// Facts that no calculator uses today; `catalog show` prints them.
  public struct Details: Hashable, Sendable {
    /// Baseline network bandwidth of the whole instance, in megabits per second.
    public var baselineBandwidthMbps: Int?
    /// Physical GPUs; 0 for types that get a share of one.
    public var gpuCount: Int?
    /// GPUs that the operating system sees.
    public var logicalGPUCount: Int?
    /// The GPU's model.
    public var gpuName: String?
    /// Memory of all GPUs, in MiB.
    public var gpuMemoryMiB: Int?
    /// Neuron devices (Inferentia, Trainium).
    public var neuronDevices: Int?
    /// Interfaces that can be elastic fabric adapters.
    public var efaMaxInterfaces: Int?
    /// Whether CPU is earned in credits.
    public var isBurstable: Bool?
    /// Whether EC2 lists the type as of the current generation.
    public var isCurrentGeneration: Bool?
    /// How the type can be bought: `on-demand`, `spot`, `capacity-block`.
    public var usageClasses: [String] = []
    /// Instance storage, in GB.
    public var instanceStorageGB: Int?
    /// The newest API dump that has the type.
    public var apiLastSeen: CalendarDate?
    /// Short names of the sources, explained in `data/README.md`.
    public var sources: [String] = []
    /// Columns that were filled by a rule instead of a source.
    public var derived: [String] = []
    /// Disagreements of the sources and other remarks.
    public var notes: String?
  }
}
