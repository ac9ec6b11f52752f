/// A subnet of a simulated node, reduced to the numbers of its free addresses and blocks.
package struct NodeSubnet: Hashable, Sendable {
  /// The number of free addresses, including those in free blocks.
  package private(set) var freeAddresses: Int
  /// The number of free /28 blocks.
  package private(set) var freeBlocks: Int

  /// Creates a subnet. The number of free blocks is limited to what fits into the free addresses.
  package init(freeAddresses: Int, freeBlocks: Int) {
    self.freeAddresses = max(0, freeAddresses)
    self.freeBlocks = min(max(0, freeBlocks), self.freeAddresses / 16)
  }

  /// An empty /16: 65,536 addresses without the five that AWS reserves, and 4,096 /28 blocks without the first and the
  /// last one, in which these five lie.
  package static let empty = NodeSubnet(freeAddresses: 65_531, freeBlocks: 4094)

  /// Takes addresses and blocks, all or none. Single addresses come from outside free blocks while there are any.
  mutating func take(addresses: Int, blocks: Int) -> Bool {
    guard blocks <= freeBlocks, addresses + 16 * blocks <= freeAddresses else { return false }
    freeAddresses -= addresses + 16 * blocks
    freeBlocks = min(freeBlocks - blocks, freeAddresses / 16)
    return true
  }

  /// Releases addresses and blocks. A released single address does not make a block free again.
  mutating func give(addresses: Int, blocks: Int) {
    freeAddresses += addresses + 16 * blocks
    freeBlocks += blocks
  }
}

/// The subnets of a node that is simulated on its own: that of the node and that of its pods.
struct NodeSubnets: AddressSource {
  /// The subnet of the node and, with custom networking, the pod subnet.
  var subnets: [NodeSubnet]
  /// The time in seconds since the start, and the time until which EC2 refuses all calls.
  var clock = 0, refusesUntil = Int.min / 2
  /// The number of EC2 API calls that changed something or were refused.
  private(set) var calls = 0
  private(set) var places: [UInt32] = []

  var isRefusing: Bool { clock < refusesUntil }

  mutating func take(slots: Int, prefixes: Bool, from subnet: Int) -> Refusal? {
    calls += 1
    return take(slots: slots, prefixes: prefixes, addresses: 0, from: subnet)
  }

  private mutating func take(slots: Int, prefixes: Bool, addresses: Int, from subnet: Int) -> Refusal? {
    if isRefusing { return .other }
    let singles = addresses + (prefixes ? 0 : slots)
    guard subnets[subnet].take(addresses: singles, blocks: prefixes ? slots : 0) else { return .insufficient }
    places = Array(repeating: 0, count: slots)
    return nil
  }

  mutating func takeInterface(
    _ kind: InterfaceKind, slots: Int, prefixes: Bool
  ) -> Result<InterfacePlace, Refusal> {
    let subnet = kind == .podSubnet && subnets.count > 1 ? 1 : 0
    if let refusal = take(slots: slots, prefixes: prefixes, addresses: 1, from: subnet) {
      calls += 1
      return .failure(refusal)
    }
    calls += EC2Calls.attach
    return .success(InterfacePlace(subnet: subnet, address: 0))
  }

  mutating func give(slot place: UInt32, isPrefix: Bool, to subnet: Int) {
    subnets[subnet].give(addresses: isPrefix ? 0 : 1, blocks: isPrefix ? 1 : 0)
  }

  mutating func give(_ interface: InterfacePlace) {
    subnets[interface.subnet].give(addresses: 1, blocks: 0)
  }

  mutating func count(calls: Int, on subnet: Int) { self.calls += calls }
}

/// The numbers of EC2 API calls that the agent makes for a change. Calls that only describe resources are not counted.
///
/// Source: `AllocENI`, `FreeENI` in `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
enum EC2Calls {
  /// `CreateNetworkInterface`, `AttachNetworkInterface` and `ModifyNetworkInterfaceAttribute`.
  static let attach = 3
  /// `DetachNetworkInterface` and `DeleteNetworkInterface`.
  static let detach = 2
  /// `UnassignPrivateIpAddresses`.
  static let release = 1
}
