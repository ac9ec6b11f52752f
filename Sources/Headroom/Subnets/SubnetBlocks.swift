/// The /28 blocks of a subnet that prefixes can still come from.
///
/// EC2 gives a prefix only from a block in which nothing is used, and does not say where it puts single addresses. So
/// there are two answers: at best they fill the edge blocks and blocks that are spoiled already, at worst each of them
/// spoils a block of its own. Reservations of type prefix keep their blocks clean.
struct SubnetBlocks: Hashable, Sendable {
  /// Where single addresses come to lie.
  enum Placement: Hashable, Sendable {
    case best, worst
  }

  /// Untouched blocks inside reservations of type prefix, and outside.
  let reserved: Int, open: Int
  /// Single addresses that fit without spoiling a block: in the edge blocks and in those that are spoiled already.
  let room: Int
  /// Single addresses that EC2 may still give out: what is occupied and all reservations are closed to them.
  let singleAddresses: Int

  init(_ subnet: Subnet, block: IPv4CIDR) {
    let explicit = subnet.cidrReservations.filter { $0.kind == .explicit }.map(\.block)
    let kept = subnet.cidrReservations.filter { $0.kind == .prefix }.map(\.block)
    let occupied = Self.usedByBlock(
      subnet.occupied.filter { part in !explicit.contains { $0.contains(part) } } + explicit)
    let blockCount = block.addressCount / 16
    func index(_ address: IPv4Address) -> Int { Int(address.rawValue - block.network.rawValue) / 16 }
    let isInside = { (number: Int) in
      let address = IPv4Address(rawValue: block.network.rawValue + UInt32(number * 16))
      return kept.contains { $0.prefixLength <= 28 && $0.contains(address) }
    }
    let hasInterior = block.prefixLength <= 26
    var touchedInside = 0
    var touchedOutside = 0
    // Four addresses at the front and one at the back are AWS' own.
    let edges = (isInside(0) ? 0 : 12) + (isInside(blockCount - 1) ? 0 : 15)
    var room = hasInterior ? edges : block.usableAddresses
    for (network, used) in occupied {
      let number = index(IPv4Address(rawValue: network))
      if hasInterior, number == 0 || number == blockCount - 1, isInside(number) {
        continue
      } else if !hasInterior || number == 0 || number == blockCount - 1 {
        let own = number == 0 ? 4 : 1
        room -= min(used, hasInterior ? 16 - own : used)
      } else if isInside(number) {
        touchedInside += 1
      } else {
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

  /// Used addresses by the first address of their /28 block.
  private static func usedByBlock(_ parts: [IPv4CIDR]) -> [UInt32: Int] {
    var used: [UInt32: Int] = [:]
    for part in parts {
      guard part.prefixLength < 28 else {
        used[part.network.rawValue & ~15, default: 0] += part.addressCount
        continue
      }
      for block in part.split(into: 28) { used[block.network.rawValue] = 16 }
    }
    return used
  }

  /// Blocks left for prefixes once so many single addresses are used.
  func free(singles: Int, _ placement: Placement) -> Int {
    let spoiled = placement == .worst ? singles : max(0, singles - room).dividedRoundingUp(by: 16)
    return reserved + max(0, open - spoiled)
  }
}
