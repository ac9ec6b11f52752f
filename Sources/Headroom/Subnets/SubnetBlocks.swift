/// The /28 blocks of a subnet from which prefixes can still be taken.
///
/// EC2 takes a prefix only from a block with no address in use, and does not document where it places single addresses.
/// So there are two answers. At best the single addresses fill the first and last block and blocks that are already
/// partly used; at worst each of them makes another block unusable. CIDR reservations of type prefix keep their blocks
/// free of single addresses.
struct SubnetBlocks: Hashable, Sendable {
  /// An assumption about where single addresses lie.
  enum Placement: Hashable, Sendable {
    case best, worst
  }

  /// The number of untouched blocks inside reservations of type prefix, and outside them.
  let reserved: Int, open: Int
  /// The number of single addresses that fit without making another block unusable: in the first and last block and in
  /// blocks that are already partly used.
  let room: Int
  /// The number of single addresses that EC2 may still assign. Occupied addresses and all CIDR reservations are
  /// excluded.
  let singleAddresses: Int

  init(_ subnet: Subnet, block: IPv4CIDR) {
    let explicit = subnet.cidrReservations.filter { $0.kind == .explicit }.map(\.block)
    let kept = subnet.cidrReservations.filter { $0.kind == .prefix }.map(\.block)
    let occupied = Self.usedByBlock(
      subnet.occupied.filter { part in !explicit.contains { $0.contains(part) } }
        + explicit.filter { part in !subnet.occupied.contains { $0.contains(part) && $0 != part } }, of: subnet)
    // A subnet smaller than /28 is a part of one block, which may begin before the subnet.
    let blockCount = max(1, block.addressCount / 16)
    func index(_ address: IPv4Address) -> Int { max(0, Int(address.rawValue) - Int(block.network.rawValue)) / 16 }
    let isInside = { (number: Int) in
      let address = IPv4Address(rawValue: block.network.rawValue + UInt32(number * 16))
      return kept.contains { $0.prefixLength <= 28 && $0.contains(address) }
    }
    // In a /27 or /28 every block contains an address that AWS reserves, so none of them can become a prefix.
    let hasInterior = block.prefixLength <= 26
    var touchedInside = 0
    var touchedOutside = 0
    // AWS reserves four addresses of the first block and one of the last, so 12 and 15 can be assigned.
    let edges = (isInside(0) ? 0 : 12) + (isInside(blockCount - 1) ? 0 : 15)
    var room = hasInterior ? edges : block.usableAddresses
    for (network, used) in occupied {
      let number = index(IPv4Address(rawValue: network))
      if hasInterior, number == 0 || number == blockCount - 1, isInside(number) {
        continue
      } else if !hasInterior || number == 0 || number == blockCount - 1 {
        room -= used
      } else if isInside(number) {
        touchedInside += 1
      } else {
        // A block with a single address in use cannot become a prefix; the rest of it takes more single addresses.
        touchedOutside += 1
        room += 16 - min(16, used)
      }
    }
    let inside = kept.filter { $0.prefixLength <= 28 }.reduce(0) { sum, part in
      let first = index(part.network)
      let last = index(part.lastAddress)
      let edges = (first == 0 ? 1 : 0) + (last == blockCount - 1 ? 1 : 0)
      return sum + max(0, last - first + 1 - edges)
    }
    reserved = hasInterior ? max(0, inside - touchedInside) : 0
    open = max(0, block.prefixBlocks - (hasInterior ? inside : 0) - touchedOutside)
    self.room = max(0, room)
    let closed = subnet.cidrReservations.map(\.block)
    let elsewhere = subnet.occupied.filter { part in !closed.contains { $0.contains(part) } }
    singleAddresses = block.usableAddresses - (closed + elsewhere).reduce(0) { $0 + subnet.assignableAddresses(in: $1) }
  }

  /// Returns the number of used addresses by the first address of their /28 block, without those that AWS keeps.
  private static func usedByBlock(_ parts: [IPv4CIDR], of subnet: Subnet) -> [UInt32: Int] {
    var used: [UInt32: Int] = [:]
    for part in parts {
      guard part.prefixLength < 28 else {
        used[part.network.rawValue & ~15, default: 0] += subnet.assignableAddresses(in: part)
        continue
      }
      for block in part.split(into: 28) { used[block.network.rawValue] = subnet.assignableAddresses(in: block) }
    }
    return used
  }

  /// Returns the number of blocks left for prefixes when a number of single addresses is in use.
  func free(singles: Int, _ placement: Placement) -> Int {
    let spoiled = placement == .worst ? singles : max(0, singles - room).dividedRoundingUp(by: 16)
    return reserved + max(0, open - spoiled)
  }
}
