/// A map of the /28 blocks of a subnet and of what each block contains, for drawings.
package struct BlockMap: Hashable, Sendable {
  /// The content of a block.
  package enum State: Hashable, Sendable {
    /// The block is empty, so a prefix can be taken from it.
    case free
    /// The block is empty and lies in a CIDR reservation for prefixes, so only prefixes are taken from it.
    case reserved
    /// The block is a prefix of a network interface.
    case prefix
    /// The block contains this number of addresses that are in use or reserved by AWS, 1 to 16.
    case used(Int)
  }

  /// The name of the subnet.
  package let subnet: String
  /// The CIDR of the subnet.
  package let block: IPv4CIDR
  /// The content of each block, lowest address first. A subnet of /28 or smaller has a single block, the whole subnet.
  package let states: [State]

  /// Creates the map of a subnet with the addresses that the plan lists as used; `nil` if the subnet's CIDR is not
  /// known.
  ///
  /// If the plan gives only the number of used addresses, the placement model decides where they are.
  package init?(of subnet: Subnet, placement: AddressPlacement = .firstFit, seed: UInt64 = 1) {
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

  /// The number of blocks that a prefix can be taken from.
  package var freeBlocks: Int { states.count { $0 == .free || $0 == .reserved } }

  /// Returns the CIDR of the block with an index in the map.
  package func address(of index: Int) -> IPv4CIDR {
    let address = IPv4Address(rawValue: block.network.rawValue + UInt32(index * 16))
    return IPv4CIDR(containing: address, prefixLength: max(28, block.prefixLength))
  }
}
