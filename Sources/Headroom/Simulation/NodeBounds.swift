/// The fewest and the most that a node holds at one moment over several orders.
public struct NodeBounds: Hashable, Sendable {
  /// Seconds since the start; a node that settles may take longer in one order than in another.
  public private(set) var time: ClosedRange<Int>
  /// Pods that wait for an address.
  public private(set) var waiting: ClosedRange<Int>
  /// Interfaces.
  public private(set) var interfaces: ClosedRange<Int>
  /// All addresses taken from subnets.
  public private(set) var subnetAddresses: ClosedRange<Int>

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
