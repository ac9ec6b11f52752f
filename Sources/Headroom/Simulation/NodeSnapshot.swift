/// What a simulated node holds at one moment.
public struct NodeSnapshot: Hashable, Sendable {
  /// Seconds since the start.
  public let time: Int
  /// Pods with an address.
  public let assigned: Int
  /// Pods that wait for one.
  public let waiting: Int
  /// Interfaces, a trunk included; the fewest and the most if the node does not come to rest.
  public let interfaces: ClosedRange<Int>
  /// Slots of each interface in attach order, the primary one first.
  public let slots: [Int]
  /// Addresses for pods, sixteen a prefix; those of another mode that pods still have are not counted.
  public let podAddresses: Int
  /// Prefixes.
  public let prefixes: Int
  /// Addresses for pods without a pod, cooling ones included.
  public let unusedAddresses: Int
  /// Addresses that became free so lately that no pod may have them yet.
  public let coolingAddresses: Int
  /// All addresses taken from subnets; the fewest and the most if the node does not come to rest.
  public let subnetAddresses: ClosedRange<Int>
  /// Whether the node has come to rest, or was not asked to.
  public let isStable: Bool
}
