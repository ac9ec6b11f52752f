import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct FragmentationTests {
  private func block(_ text: String) -> IPv4CIDR { try! IPv4CIDR(parsing: text) }

  @Test func nothingInUseLeavesAllBlocks() {
    let empty = Fragmentation(of: block("10.0.0.0/24"), singles: 0)
    #expect(empty.expectedBlocks == 14 && empty.outcomes[14] == empty.draws && empty.chance(ofFewerThan: 14) == 0)
    #expect(Fragmentation(of: block("10.0.0.0/27"), singles: 5).outcomes == [2000])  // a /27 has no block at all
  }

  @Test func fullSubnetsLeaveNone() {
    let full = Fragmentation(of: block("10.0.0.0/24"), singles: 251)
    #expect(full.expectedBlocks == 0 && full.outcomes[0] == full.draws && full.chance(ofFewerThan: 1) == 1)
  }

  /// The mean of the draws is the exact one; outcomes lie between best and worst.
  @Test func drawsAgreeWithTheExactMean() {
    var random = SeededGenerator()
    for _ in 0..<8 {
      let length = Int.random(in: 20...26, using: &random)
      let cidr = IPv4CIDR(containing: IPv4Address("10.0.0.0")!, prefixLength: length)
      let singles = Int.random(in: 1...cidr.usableAddresses / 4, using: &random)
      let drawn = Fragmentation(of: cidr, singles: singles, seed: .random(in: 0 ... .max, using: &random))
      let mean = drawn.outcomes.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) } / Double(drawn.draws)
      // Four standard errors of a number of blocks whose spread is below the square root of half of them.
      let tolerance = 4 * (Double(cidr.prefixBlocks) / 2).squareRoot() / Double(drawn.draws).squareRoot() + 0.01
      #expect(abs(mean - drawn.expectedBlocks) < tolerance, "\(cidr) \(singles)")
      var subnet = Subnet(name: "a", zone: "us-east-1a", block: cidr)
      subnet.usedAddressCount = singles
      let bounds = subnet.freePrefixBlocks!
      let seen = drawn.outcomes.indices.filter { drawn.outcomes[$0] > 0 }
      #expect(seen.allSatisfy { bounds.worst...bounds.best ~= $0 })
    }
  }

  @Test func aFewAddressesSpoilMostBlocks() {
    func mean(_ singles: Int) -> Double { Fragmentation(of: block("10.0.0.0/24"), singles: singles).expectedBlocks }
    #expect(abs(mean(20) - 3.55) < 0.01 && abs(mean(60) - 0.15) < 0.005)
  }

  /// What is known to be in use stays where it is; only the rest is drawn, and never in a reservation for prefixes.
  @Test func knownAddressesAreNotDrawn() throws {
    var subnet = Subnet(name: "a", zone: "us-east-1a", block: block("10.0.0.0/24"))
    subnet.occupied = [block("10.0.0.20/32"), block("10.0.0.64/28")]
    let known = try #require(Fragmentation(of: subnet, singles: 0))
    #expect(known.expectedBlocks == 12 && known.outcomes[12] == known.draws)
    subnet.cidrReservations = [.init(block: block("10.0.0.128/25"), kind: .prefix)]
    let kept = try #require(Fragmentation(of: subnet, singles: 60))
    #expect(kept.chance(ofFewerThan: 7) == 0 && kept.chance(ofFewerThan: 12) == 1)
    #expect(Fragmentation(of: Subnet(name: "a", zone: "us-east-1a"), singles: 1) == nil)
    let map = try #require(BlockMap(of: subnet))
    #expect(
      map.freeBlocks == 12 && map.states[0] == .used(4) && map.states[1] == .used(1) && map.states[4] == .used(16))
    #expect(map.states[8] == .reserved && map.states[2] == .free && map.address(of: 4) == block("10.0.0.64/28"))
  }

  @Test func equalSeedsGiveEqualNumbers() {
    func drawn(_ seed: UInt64) -> Fragmentation { Fragmentation(of: block("10.0.0.0/22"), singles: 90, seed: seed) }
    #expect(drawn(7) == drawn(7) && drawn(7) != drawn(8))
  }

  @Test(
    arguments: [
      // subnet, blocks → reservation
      ("10.0.0.0/24", 7, "10.0.0.128/25"), ("10.0.0.0/24", 1, "10.0.0.224/28"), ("10.0.0.0/24", 4, "10.0.0.128/26"),
      ("10.0.0.0/24", 14, nil), ("10.0.0.0/22", 30, "10.0.2.0/23"), ("10.0.0.0/27", 1, nil), ("10.0.0.0/24", 0, nil),
    ] as [(String, Int, String?)])
  func theReservationThatKeepsBlocksClean(subnet: String, blocks: Int, part: String?) {
    #expect(block(subnet).prefixReservation(blocks: blocks)?.description == part)
  }

  @Test func aReservationKeepsClearOfWhatIsInUse() {
    let half = [block("10.0.0.128/25")]
    #expect(block("10.0.0.0/24").prefixReservation(blocks: 3, beside: half)?.description == "10.0.0.64/26")
    #expect(block("10.0.0.0/24").prefixReservation(blocks: 1, beside: [block("10.0.0.0/24")]) == nil)
  }

  /// 113 nodes that want two prefixes each in a /20: the draws centre where a node-by-node model does, at 184 to 197 of
  /// 226, and not at the 162 blocks that 113 addresses anywhere leave. A measured cluster got 203.
  @Test func nodesStartOneAfterTheOther() throws {
    let subnet = Subnet(name: "a", zone: "us-east-1a", block: block("10.0.0.0/20"))
    let nodes = BlockDraws.Nodes(count: 113, total: SubnetShare(singles: 113, blocks: 226))
    let drawn = try #require(BlockDraws(of: subnet, singles: 0, nodes: [nodes], draws: 2000))
    let mean = drawn.outcomes.enumerated().reduce(0) { $0 + $1.offset * $1.element } / drawn.draws
    #expect(184...197 ~= mean && drawn.chance(ofFewerThan: 226) == 1)
    #expect(drawn.chance(ofFewerThan: 180) < 0.01 && drawn.chance(ofFewerThan: 200) > 0.99)
    #expect(Fragmentation(of: subnet.block!, singles: 113).expectedBlocks.rounded() == 162)
  }

  /// The model of counts agrees with a simulation of every single address, and the mean with its mean.
  @Test func drawsAgreeWithEveryAddress() throws {
    var random = SeededGenerator()
    for _ in 0..<10 {
      let subnet = Subnet(name: "a", zone: "us-east-1a", block: block("10.0.0.0/22"))
      let (count, blocks) = (Int.random(in: 1...25, using: &random), Int.random(in: 1...3, using: &random))
      let before = Int.random(in: 0...30, using: &random)
      let nodes = BlockDraws.Nodes(count: count, total: SubnetShare(singles: count, blocks: count * blocks))
      let drawn = try #require(BlockDraws(of: subnet, singles: before, nodes: [nodes], draws: 2000))
      let mean = drawn.outcomes.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) } / Double(drawn.draws)
      var sum = 0
      for seed in 0..<300 {
        var space = try #require(SubnetSpace(subnet, placement: .random, seed: UInt64(seed)))
        for _ in 0..<before { _ = space.takeSingle() }
        var taken = 0
        for _ in 0..<count {
          _ = space.takeSingle()
          for _ in 0..<blocks where space.takeBlock() != nil { taken += 1 }
        }
        sum += taken + space.freeBlocks
      }
      #expect(abs(Double(sum) / 300 - mean) < 1, "\(count) nodes of \(blocks), \(before) before")
    }
  }
}
