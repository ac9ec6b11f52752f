/// What happens every minute: missing nodes are tried again, updates take a step.
extension SimulatedCluster {
  /// Tries again what found no address or no node.
  mutating func retryMissing() {
    for group in groups.indices where groups[group].missing > 0 {
      let missing = groups[group].missing
      groups[group].missing = 0
      addNodes(missing, to: group)
    }
    guard pendingPods > 0 else { return }
    for workload in order {
      let homes = workloads[workload].groups + workloads[workload].fargate
      guard homes.contains(where: { groups[$0].grows || groups[$0].isFargate }) else { continue }
      while workloads[workload].pending > 0 {
        // What is placed is no longer pending when its new node takes others of its kind.
        changePending(of: workload, by: -1)
        guard place(workload) else {
          changePending(of: workload, by: 1)
          break
        }
      }
    }
  }

  /// Steps of the updates that are under way.
  mutating func replaceNodes() {
    for group in groups.indices {
      guard let replacement = groups[group].replacement, replacement.nextStep <= clock else { continue }
      step(replacement, of: group)
    }
  }

  /// Ends the nodes that were drained a minute ago, starts others, and drains the next; the added ones go at the end.
  private mutating func step(_ replacement: SimulatedGroup.Replacement, of group: Int) {
    var replacement = replacement
    for serial in replacement.drained where nodeOfSerial[serial] >= 0 {
      removeNode(Int(nodeOfSerial[serial]))
      // Where nodes come with their pods, those that were sent away have brought theirs.
      if !groups[group].grows { addNodes(1, to: group) }
    }
    var next: [Int] = []
    while next.count < replacement.batch, let serial = replacement.old.popLast() {
      if nodeOfSerial[serial] >= 0 { next.append(Int(nodeOfSerial[serial])) }
    }
    drainNodes(next)
    replacement.drained = next.map { nodes[$0].serial }
    replacement.nextStep = clock + Self.retry
    if replacement.drained.isEmpty {
      // What was added goes: first what never found an address, then the newest.
      let cancelled = min(groups[group].missing, replacement.surge)
      groups[group].missing -= cancelled
      for index in members(of: group).suffix(replacement.surge - cancelled).reversed() { removeNode(index) }
      groups[group].replacement = nil
    } else {
      groups[group].replacement = replacement
    }
  }
}
