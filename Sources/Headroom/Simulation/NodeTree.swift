/// A search tree over the nodes of a group that finds the node with the fewest pods that has room, without looking at
/// all nodes.
///
/// Each inner element of the tree holds the smallest number of pods and the most room of each kind among the nodes
/// below it.
struct NodeTree {
  /// The pods and the room of a node, or the extremes of all nodes below an inner element.
  struct Summary: Equatable {
    var used: Int32 = .max
    var slots: Int32 = 0
    var branches: Int32 = 0
    var cpu = Int.min
    var memory = Int.min

    static let none = Summary()

    init() {}

    init(_ node: NodeClass) {
      used = Int32(clamping: node.used)
      slots = Int32(clamping: node.slots)
      branches = Int32(clamping: node.branches)
      cpu = node.cpu ?? .max
      memory = node.memory ?? .max
    }

    init(_ first: Summary, _ second: Summary) {
      used = min(first.used, second.used)
      slots = max(first.slots, second.slots)
      branches = max(first.branches, second.branches)
      cpu = max(first.cpu, second.cpu)
      memory = max(first.memory, second.memory)
    }

    /// Returns whether there may be room for a pod below.
    func mayTake(_ workload: Workload) -> Bool {
      guard slots > 0 else { return false }
      if let wanted = workload.cpu?.millicores, wanted > cpu { return false }
      if let wanted = workload.memory?.bytes, wanted > memory { return false }
      return !workload.hasSecurityGroups || branches > 0
    }
  }

  private var sums: [Summary] = [.none, .none]
  private var leaves = 1
  /// The nodes of the leaves, and the leaves that have no node.
  private var nodes: [Int32] = []
  private var unused: [Int32] = []

  /// Adds a node and returns its leaf.
  mutating func insert(_ node: Int, _ summary: Summary) -> Int {
    let leaf: Int
    if let last = unused.popLast() {
      leaf = Int(last)
      nodes[leaf] = Int32(node)
    } else {
      leaf = nodes.count
      nodes.append(Int32(node))
      if leaf >= leaves { double() }
    }
    update(leaf, summary)
    return leaf
  }

  private mutating func double() {
    var larger = [Summary](repeating: .none, count: leaves * 4)
    for leaf in 0..<leaves { larger[leaves * 2 + leaf] = sums[leaves + leaf] }
    leaves *= 2
    sums = larger
    for index in stride(from: leaves - 1, to: 0, by: -1) { sums[index] = Summary(sums[index * 2], sums[index * 2 + 1]) }
  }

  mutating func remove(_ leaf: Int) {
    update(leaf, .none)
    unused.append(Int32(leaf))
  }

  mutating func update(_ leaf: Int, _ summary: Summary) {
    var index = leaves + leaf
    sums[index] = summary
    while index > 1 {
      index /= 2
      let sum = Summary(sums[index * 2], sums[index * 2 + 1])
      if sum == sums[index] { return }
      sums[index] = sum
    }
  }

  /// Returns the node with the fewest pods that takes one more pod of a workload, with its number of pods, if that is
  /// below a limit.
  func emptiest(for workload: Workload, below limit: Int32 = .max) -> (node: Int, used: Int32)? {
    var best = limit
    var found: Int?
    search(1, workload, &best, &found)
    return found.map { (Int(nodes[$0 - leaves]), best) }
  }

  private func search(_ index: Int, _ workload: Workload, _ best: inout Int32, _ found: inout Int?) {
    guard sums[index].used < best, sums[index].mayTake(workload) else { return }
    if index >= leaves {
      best = sums[index].used
      found = index
      return
    }
    let isRightEmptier = sums[index * 2 + 1].used < sums[index * 2].used
    search(index * 2 + (isRightEmptier ? 1 : 0), workload, &best, &found)
    search(index * 2 + (isRightEmptier ? 0 : 1), workload, &best, &found)
  }
}
