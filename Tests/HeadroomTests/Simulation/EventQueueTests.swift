import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct EventQueueTests {
  /// Events come out in the order of time; those of the same time in the order in which they went in.
  @Test func eventsComeInTheOrderOfTime() {
    var random = SeededGenerator()
    for _ in 0..<50 {
      var queue = EventQueue()
      var waiting: [(time: Int, line: Int)] = []
      for line in 1...200 {
        if Bool.random(using: &random), let next = waiting.indices.min(by: { waiting[$0] < waiting[$1] }) {
          let expected = waiting.remove(at: next)
          let event = queue.removeFirst()
          #expect(event.time == expected.time && event.line == expected.line)
        }
        var event = ClusterEvent(at: Int.random(in: 0...9, using: &random), .drain("x", 1))
        event.line = line
        queue.insert(event)
        waiting.append((event.time, line))
      }
      while !waiting.isEmpty {
        let expected = waiting.remove(at: waiting.indices.min { waiting[$0] < waiting[$1] }!)
        #expect(queue.first?.line == expected.line && queue.removeFirst().time == expected.time)
      }
      #expect(queue.first == nil)
    }
  }
}
