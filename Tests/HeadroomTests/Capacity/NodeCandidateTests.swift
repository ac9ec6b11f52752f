import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct NodeCandidateTests {
  private func candidates(_ random: inout SeededGenerator) -> [NodeCandidate] {
    (0..<Int.random(in: 1...30, using: &random)).map {
      NodeCandidate(
        group: 0, place: $0, room: Int.random(in: 1...9, using: &random), count: Int.random(in: 1...5, using: &random),
        used: Int.random(in: 0...6, using: &random))
    }
  }

  /// Held against sorting all of them.
  @Test func theEmptiestAreThoseThatSortFirst() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let all = candidates(&random)
      let wanted = Int.random(in: 1...all.reduce(0) { $0 + $1.count }, using: &random)
      var left = wanted
      let expected = all.emptiestFirst.prefix { candidate in
        defer { left -= candidate.count }
        return left > 0
      }
      #expect(all.emptiest(wanted).map(\.place) == expected.map(\.place), "\(wanted) of \(all)")
    }
  }

  /// Held against counting up.
  @Test func theLevelIsTheHighestThatFits() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let all = candidates(&random)
      func needed(_ level: Int) -> Int { all.reduce(0) { $0 + min($1.room, level) * $1.count } }
      let pods = Int.random(in: 0...needed(10), using: &random)
      let expected = (0...all.map(\.room).max()!).last { needed($0) <= pods }
      #expect(all.level(of: pods) == expected, "\(pods) in \(all)")
    }
  }
}
