/// The smallest and the largest values of a node at one moment, over several orders of its agent's choices.
package struct NodeBounds: Hashable, Sendable {
  /// The time in seconds since the start. A node may take longer to settle in one order than in another.
  package private(set) var time: ClosedRange<Int>
  /// The number of pods that wait for an address.
  package private(set) var waiting: ClosedRange<Int>
  /// The number of interfaces.
  package private(set) var interfaces: ClosedRange<Int>
  /// The number of all addresses taken from subnets.
  package private(set) var subnetAddresses: ClosedRange<Int>

  init(_ snapshot: NodeSnapshot) {
    time = snapshot.time...snapshot.time
    waiting = snapshot.waiting...snapshot.waiting
    interfaces = snapshot.interfaces
    subnetAddresses = snapshot.subnetAddresses
  }

  mutating func add(_ snapshot: NodeSnapshot) {
    func joined(_ first: ClosedRange<Int>, _ second: ClosedRange<Int>) -> ClosedRange<Int> {
      min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
    }
    time = joined(time, snapshot.time...snapshot.time)
    waiting = joined(waiting, snapshot.waiting...snapshot.waiting)
    interfaces = joined(interfaces, snapshot.interfaces)
    subnetAddresses = joined(subnetAddresses, snapshot.subnetAddresses)
  }
}
