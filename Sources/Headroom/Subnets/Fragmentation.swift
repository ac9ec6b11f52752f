/// How many /28 blocks of a subnet stay free when single addresses lie anywhere in it.
///
/// EC2 does not say where it puts single addresses. Best and worst case bound what can happen; this draws places at
/// random, every usable address as likely as any, and counts. Equal input and seed give equal numbers.
public struct Fragmentation: Hashable, Sendable {
  /// The subnet's block.
  public let block: IPv4CIDR
  /// Single addresses in use whose place is not known.
  public let singles: Int
  /// Draws by the number of blocks that stayed free: the first is for none.
  public let outcomes: [Int]
  /// The mean number of blocks that stay free, exact.
  public let expectedBlocks: Double

  /// The draws.
  public var draws: Int { outcomes.reduce(0, +) }

  /// Draws places for single addresses.
  ///
  /// Twenty addresses anywhere in a /24 leave 3.6 of its 14 blocks free on average, sixty hardly any: 0.15.
  ///
  /// - Parameters:
  ///   - block: The subnet's block.
  ///   - singles: Single addresses in use; cut to those that the block can give out.
  ///   - draws: How often places are drawn, at least once.
  ///   - seed: Where the random numbers start.
  public init(of block: IPv4CIDR, singles: Int, draws: Int = 2000, seed: UInt64 = 1) {
    self.init(
      block, open: block.prefixBlocks, reserved: 0, usable: block.usableAddresses, singles: singles, draws: draws,
      seed: seed)
  }

  /// Draws places for single addresses beside those whose place is known; `nil` if the subnet's block is not.
  ///
  /// Occupied addresses stay where they are, and nothing is drawn in CIDR reservations.
  ///
  /// - Parameters:
  ///   - subnet: The subnet. Addresses of which only the number is known are not counted: they are among `singles`.
  ///   - singles: Single addresses in use beside those that the subnet lists.
  ///   - draws: How often places are drawn, at least once.
  ///   - seed: Where the random numbers start.
  public init?(of subnet: Subnet, singles: Int, draws: Int = 2000, seed: UInt64 = 1) {
    var known = subnet
    known.usedAddressCount = 0
    guard let space = SubnetSpace(known, placement: .firstFit) else { return nil }
    self.init(
      space.block, open: space.openBlocks, reserved: space.freeBlocks - space.openBlocks, usable: space.freeSingles,
      singles: singles, draws: draws, seed: seed)
  }

  private init(
    _ block: IPv4CIDR, open blocks: Int, reserved: Int, usable: Int, singles: Int, draws: Int, seed: UInt64
  ) {
    self.block = block
    let singles = min(max(0, singles), usable)
    self.singles = singles
    // A block stays free if all of its sixteen addresses do.
    expectedBlocks =
      (0..<16).reduce(Double(blocks)) { chance, taken in
        usable - taken > 0 ? chance * Double(max(0, usable - singles - taken)) / Double(usable - taken) : 0
      } + Double(reserved)
    var random = SplitMix64(seed: seed)
    var outcomes = Array(repeating: 0, count: reserved + blocks + 1)
    for _ in 0..<max(1, draws) {
      var addresses = usable
      var used = singles
      /// How many of the next addresses are in use.
      func draw(_ count: Int) -> Int {
        var found = 0
        for _ in 0..<count {
          if random.next(below: addresses) < used {
            found += 1
            used -= 1
          }
          addresses -= 1
        }
        return found
      }
      var free = reserved
      for _ in 0..<blocks where draw(16) == 0 { free += 1 }
      outcomes[free] += 1
    }
    self.outcomes = outcomes
  }

  /// The share of draws that left fewer blocks than are needed: how likely InsufficientCidrBlocks is.
  public func chance(ofFewerThan blocks: Int) -> Double {
    Double(outcomes.prefix(max(0, blocks)).reduce(0, +)) / Double(draws)
  }
}

extension IPv4CIDR {
  /// The smallest part of a subnet that, reserved for prefixes, keeps so many /28 blocks clean; the last of several.
  ///
  /// Seven blocks of 10.0.0.0/24 are in 10.0.0.128/25, whose last block holds the broadcast address.
  ///
  /// - Parameters:
  ///   - blocks: Blocks that are wanted.
  ///   - occupied: Addresses and blocks that are in use: the blocks that they touch are not clean.
  public func prefixReservation(blocks: Int, beside occupied: [IPv4CIDR] = []) -> IPv4CIDR? {
    guard blocks > 0, prefixLength < 28 else { return nil }
    let touched = Set(
      occupied.flatMap { part in
        part.prefixLength > 28 ? [IPv4CIDR(containing: part.network, prefixLength: 28)] : Array(part.split(into: 28))
      })
    let spoiled = touched.filter { $0.network != network && $0.lastAddress != lastAddress }
    for length in stride(from: 28, through: prefixLength + 1, by: -1) {
      let clean = { (part: IPv4CIDR) in
        part.addressCount / 16 - (part.network == network ? 1 : 0) - (part.lastAddress == lastAddress ? 1 : 0)
          - spoiled.count { part.contains($0) }
      }
      if let part = split(into: length).last(where: { clean($0) >= blocks }) { return part }
    }
    return nil
  }
}

extension Subnet {
  /// The /28 blocks that stay free beside what is used, if single addresses lie at their best and at their worst; `nil`
  /// if the block is not known.
  public var freePrefixBlocks: (best: Int, worst: Int)? {
    block.map { block in
      let blocks = SubnetBlocks(self, block: block)
      return (blocks.free(singles: usedAddressCount, .best), blocks.free(singles: usedAddressCount, .worst))
    }
  }
}

/// Random numbers that can be had again: SplitMix64, as Sebastiano Vigna published it.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0, below another; for numbers as small as these its tilt is far below any draw's noise.
  mutating func next(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
  }
}
