import Headroom
import HeadroomTestSupport
import Testing

@Suite struct TopologyBalanceTests {
  /// Moves in bulk end where moves one by one end, ties and all.
  @Test func bulkMovesAreThoseOfOneByOne() {
    var random = SeededGenerator()
    let names = ["a", "b", "c", "d", "e", "f"]
    for _ in 0..<4000 {
      let zones = names.prefix(Int.random(in: 2...6, using: &random))
      let most = [3, 30, 3000].randomElement(using: &random)!
      let present = Dictionary(
        uniqueKeysWithValues: zones.map {
          ($0, Bool.random(using: &random) ? Int.random(in: 0...most, using: &random) : 0)
        })
      let total = present.values.reduce(0, +)
      let cpu = zones.map { _ in Double([1, 1, 1, 2, 3, 8].randomElement(using: &random)!) }
      let whole = cpu.reduce(0, +)
      let desired = Dictionary(uniqueKeysWithValues: zip(zones, cpu).map { ($0, $1 / whole * Double(total)) })
      for largest in [false, true] {
        let bulk = TopologyBalance(desired, present: present, prefersLargestName: largest)
        let single = TopologyBalance(desired, present: present, prefersLargestName: largest, inBulk: false)
        #expect(bulk == single, "\(desired) \(present)")
      }
    }
  }
}
