/// A class of equal nodes that have room for a pod.
struct NodeCandidate {
  /// The index of the node group, and that of the class among those of the group.
  let group, place: Int
  /// The number of pods that each node takes.
  let room: Int
  /// The number of nodes.
  let count: Int
  /// The number of pods that are on each node already.
  let used: Int
}

extension [NodeCandidate] {
  /// Returns the largest number of pods that every node can get, as far as it has room, with the pods that there are.
  func level(of pods: Int) -> Int {
    // Most workloads have fewer pods than there are nodes.
    if pods < reduce(0, { $0 + $1.count }) { return 0 }
    var low = 0
    var high = reduce(0) { Swift.max($0, $1.room) }
    while low < high {
      let middle = (low + high + 1) / 2
      let needed = reduce(0) { $0 + Swift.min($1.room, middle) * $1.count }
      if needed <= pods { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The candidates with the fewest pods first, in their own order where they have as many.
  var emptiestFirst: [NodeCandidate] {
    indices.sorted { (self[$0].used, $0) < (self[$1].used, $1) }.map { self[$0] }
  }

  /// Returns the first of the emptiest candidates that have at least a number of nodes in all.
  func emptiest(_ nodes: Int) -> [NodeCandidate] {
    var nodesByPods = [Int](repeating: 0, count: reduce(0) { Swift.max($0, $1.used) } + 1)
    for candidate in self { nodesByPods[candidate.used] += candidate.count }
    var left = nodes
    // The number of pods on the last nodes that are needed.
    let most =
      nodesByPods.firstIndex { count in
        left -= count
        return left <= 0
      } ?? nodesByPods.count
    var fullest: [NodeCandidate] = []
    left = nodes - reduce(0) { $0 + ($1.used < most ? $1.count : 0) }
    for candidate in self where candidate.used == most && left > 0 {
      fullest.append(candidate)
      left -= candidate.count
    }
    return filter { $0.used < most }.emptiestFirst + fullest
  }
}
