/// A workload in a cluster simulation.
struct SimulatedWorkload {
  let workload: Workload
  /// The groups on whose nodes the workload may run, and its Fargate profiles.
  let groups: [Int], fargate: [Int]
  /// The serial number of each pod's node, oldest pod first. Entries of pods that are gone may remain.
  var homes: [UInt32] = []
  /// The entry of a pod that is gone.
  static let gone = UInt32.max
  /// The number of pods on nodes.
  var placed = 0
  /// The number of pending pods, which no node takes.
  var pending = 0

  var pods: Int { placed + pending }
}
