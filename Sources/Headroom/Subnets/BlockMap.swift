/// The /28 blocks of a subnet and what each holds: the values of a picture.
public struct BlockMap: Hashable, Sendable {
  /// What a block holds.
  public enum State: Hashable, Sendable {
    /// Nothing: a prefix can come from it.
    case free
    /// Nothing, and only prefixes come from it.
    case reserved
    /// A prefix.
    case prefix
    /// So many of its sixteen addresses are in use or kept by AWS, one at the least.
    case used(Int)
  }

  /// The subnet's name.
  public let subnet: String
  /// The subnet's block.
  public let block: IPv4CIDR
  /// The blocks, lowest address first; the single one of a /28 or a longer block is all of it.
  public let states: [State]

  /// The map of what a plan says is in use in a subnet; `nil` if its block is not known. Addresses of which only the
  /// number is known lie where a model puts them.
  public init?(of subnet: Subnet, placement: AddressPlacement = .firstFit, seed: UInt64 = 1) {
    guard let space = SubnetSpace(subnet, placement: placement, seed: seed) else { return nil }
    self.init(subnet.name, space)
  }

  init(_ name: String, _ space: SubnetSpace) {
    subnet = name
    block = space.block
    states = space.masks.indices.map { index in
      if space.held.contains(index) { return .prefix }
      let used = space.masks[index].nonzeroBitCount
      return used > 0 ? .used(used) : space.closed[index] == .max ? .reserved : .free
    }
  }

  /// Blocks that a prefix can come from.
  public var freeBlocks: Int { states.count { $0 == .free || $0 == .reserved } }

  /// The block of addresses at a place in the map.
  public func address(of index: Int) -> IPv4CIDR {
    let address = IPv4Address(rawValue: block.network.rawValue + UInt32(index * 16))
    return IPv4CIDR(containing: address, prefixLength: max(28, block.prefixLength))
  }
}
