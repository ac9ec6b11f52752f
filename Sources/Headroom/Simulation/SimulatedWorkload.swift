/// A workload of a fleet.
struct SimulatedWorkload {
  let workload: Workload
  /// Groups whose nodes may run it, those of Fargate apart.
  let groups: [Int], fargate: [Int]
  /// The serial of each pod's node, oldest pod first; some are gone, with their node or alone.
  var homes: [UInt32] = []
  /// Stands for a pod that is gone.
  static let gone = UInt32.max
  /// Pods on nodes.
  var placed = 0
  /// Pods that no node takes.
  var pending = 0

  var pods: Int { placed + pending }
}
