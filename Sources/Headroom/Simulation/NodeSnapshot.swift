/// The addresses and pods of a simulated node at one moment.
package struct NodeSnapshot: Hashable, Sendable {
  /// The time in seconds since the start.
  package let time: Int
  /// The number of pods with an address.
  package let assigned: Int
  /// The number of pods that wait for an address.
  package let waiting: Int
  /// The number of interfaces, including a trunk; a range if the pool has no settled state.
  package let interfaces: ClosedRange<Int>
  /// The number of slots of each interface, in the order in which the interfaces were attached, the primary one first.
  package let slots: [Int]
  /// The number of addresses for pods, with 16 for each prefix. Addresses of the other mode that pods still have do not
  /// count.
  package let podAddresses: Int
  /// The number of prefixes.
  package let prefixes: Int
  /// The number of addresses without a pod, including those that are cooling down.
  package let unusedAddresses: Int
  /// The number of addresses that are cooling down: freed so recently that no pod may get them yet.
  package let coolingAddresses: Int
  /// The number of all addresses taken from subnets; a range if the pool has no settled state.
  package let subnetAddresses: ClosedRange<Int>
  /// Whether the pool has a settled state; also `true` for a snapshot that did not wait for one.
  package let isStable: Bool
}
