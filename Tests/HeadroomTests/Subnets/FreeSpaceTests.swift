import HeadroomTestSupport
import Testing

@testable import Headroom

/// Held against a search that tries every aligned address in turn.
@Suite struct FreeSpaceTests {
  private func lowest(_ length: Int, in homes: [IPv4CIDR], beside taken: [IPv4CIDR]) -> IPv4CIDR? {
    for home in homes {
      if let block = home.split(into: length).first(where: { block in !taken.contains { $0.overlaps(block) } }) {
        return block
      }
    }
    return nil
  }

  @Test func likeTryingEveryAddress() throws {
    var random = SeededGenerator()
    for _ in 0..<300 {
      func block(_ lengths: ClosedRange<Int>) -> IPv4CIDR {
        let address = IPv4Address(rawValue: 10 << 24 | UInt32.random(in: 0..<1 << 17, using: &random))
        return IPv4CIDR(containing: address, prefixLength: Int.random(in: lengths, using: &random))
      }
      let homes = (0..<Int.random(in: 0...4, using: &random)).map { _ in block(15...26) }
      var taken = (0..<Int.random(in: 0...12, using: &random)).map { _ in block(14...28) }
      var space = FreeSpace(in: homes, beside: taken)
      for _ in 0..<40 {
        let length = Int.random(in: 16...28, using: &random)
        let expected = lowest(length, in: homes, beside: taken)
        #expect(
          space.takeLowest(of: length) == expected, "\(homes) \(taken) /\(length)")
        if let expected { taken.append(expected) }
      }
    }
  }

  @Test(arguments: [0, 32]) func theShortestAndTheLongestPrefix(length: Int) throws {
    var space = FreeSpace(in: [try IPv4CIDR(parsing: "0.0.0.0/0")], beside: [])
    #expect(space.takeLowest(of: length) == IPv4CIDR(containing: IPv4Address(rawValue: 0), prefixLength: length))
    #expect(space.takeLowest(of: 0) == nil)
  }
}
