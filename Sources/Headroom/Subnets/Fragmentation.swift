/// The number of /28 blocks of a subnet that stay free when single addresses may be anywhere in it.
///
/// EC2 does not document where it places single addresses. The best and the worst case bound what can happen. This type
/// estimates what is likely: it draws random places, with every usable address equally likely, and counts the free
/// blocks. Equal inputs and seeds give equal results.
package struct Fragmentation: Hashable, Sendable {
  /// The CIDR of the subnet.
  package let block: IPv4CIDR
  /// The number of single addresses in use whose place is not known.
  package let singles: Int
  /// The number of draws by the number of blocks that stayed free; the element with index 0 counts the draws with no
  /// free block.
  package let outcomes: [Int]
  /// The mean number of blocks that stay free, computed exactly instead of drawn.
  package let expectedBlocks: Double

  /// The total number of draws.
  package var draws: Int { outcomes.reduce(0, +) }

  /// Draws places for single addresses in an otherwise empty subnet.
  ///
  /// On average 20 addresses anywhere in a /24 leave 3.6 of its 14 blocks free, and 60 addresses leave 0.15.
  ///
  /// - Parameters:
  ///   - block: The CIDR of the subnet.
  ///   - singles: The number of single addresses in use. A number above what the subnet can assign is lowered to that.
  ///   - draws: The number of draws, at least 1.
  ///   - seed: The seed of the random numbers.
  package init(of block: IPv4CIDR, singles: Int, draws: Int = 2000, seed: UInt64 = 1) {
    self.init(
      block, open: block.prefixBlocks, reserved: 0, usable: block.usableAddresses, singles: singles, draws: draws,
      seed: seed)
  }

  /// Draws places for single addresses next to addresses whose places are known; `nil` if the subnet's CIDR is not
  /// known.
  ///
  /// Occupied addresses stay where they are, and no address is placed in a CIDR reservation.
  ///
  /// - Parameters:
  ///   - subnet: The subnet. Its used addresses without known places are not counted; include them in `singles`.
  ///   - singles: The number of single addresses in use in addition to the occupied ones that the subnet lists.
  ///   - draws: The number of draws, at least 1.
  ///   - seed: The seed of the random numbers.
  package init?(of subnet: Subnet, singles: Int, draws: Int = 2000, seed: UInt64 = 1) {
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
    // A block stays free if none of its sixteen addresses is drawn (draws without replacement).
    expectedBlocks =
      (0..<16).reduce(Double(blocks)) { chance, taken in
        usable - taken > 0 ? chance * Double(max(0, usable - singles - taken)) / Double(usable - taken) : 0
      } + Double(reserved)
    var random = SplitMix64(seed: seed)
    var outcomes = Array(repeating: 0, count: reserved + blocks + 1)
    for _ in 0..<max(1, draws) {
      var addresses = usable
      var used = singles
      /// Returns how many of the next addresses are in use.
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

  /// Returns the share of draws that left fewer free blocks than a number.
  ///
  /// This estimates how likely EC2 answers `InsufficientCidrBlocks` when that number of blocks is needed.
  package func chance(ofFewerThan blocks: Int) -> Double {
    Double(outcomes.prefix(max(0, blocks)).reduce(0, +)) / Double(draws)
  }
}

extension IPv4CIDR {
  /// Returns the smallest part of a subnet that keeps a number of /28 blocks free for prefixes if it is reserved for
  /// them; `nil` if there is none. Of several parts of that size it is the last one.
  ///
  /// Seven blocks of 10.0.0.0/24 fit into 10.0.0.128/25. It has eight, but the last one contains the broadcast address.
  ///
  /// - Parameters:
  ///   - blocks: The number of blocks that are needed.
  ///   - occupied: The addresses and CIDRs that are in use. The blocks that they touch do not count.
  package func prefixReservation(blocks: Int, beside occupied: [IPv4CIDR] = []) -> IPv4CIDR? {
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
  /// The number of /28 blocks that stay free next to the used addresses, if the single addresses lie as favorably and
  /// as unfavorably as possible; `nil` if the subnet's CIDR is not known.
  package var freePrefixBlocks: (best: Int, worst: Int)? {
    block.map { block in
      let blocks = SubnetBlocks(self, block: block)
      return (blocks.free(singles: usedAddressCount, .best), blocks.free(singles: usedAddressCount, .worst))
    }
  }
}

/// A generator of repeatable random numbers: SplitMix64, as published by Sebastiano Vigna.
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

  /// Returns a random number from 0 up to, but not including, a bound.
  ///
  /// Its bias is negligible, because the bounds are small compared with 2^64.
  mutating func next(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
  }
}
