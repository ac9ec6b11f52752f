/// The work of every minute: missing nodes and pending pods are tried again, and updates go on.
extension SimulatedCluster {
  /// Tries again to add missing nodes and to place pending pods.
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
        // The pod is taken off the pending ones first, because its new node fills up with other pending pods.
        changePending(of: workload, by: -1)
        guard place(workload) else {
          changePending(of: workload, by: 1)
          break
        }
      }
    }
  }

  /// Continues the updates that are in progress.
  mutating func replaceNodes() {
    for group in groups.indices {
      guard let replacement = groups[group].replacement, replacement.nextStep <= clock else { continue }
      step(replacement, of: group)
    }
  }

  /// Performs one step of an update.
  ///
  /// The nodes that were drained a minute ago are removed and replaced, and the next batch is drained. At the end the
  /// additional nodes are removed.
  private mutating func step(_ replacement: SimulatedGroup.Replacement, of group: Int) {
    var replacement = replacement
    for serial in replacement.drained where nodeOfSerial[serial] >= 0 {
      removeNode(Int(nodeOfSerial[serial]))
      // In a group that grows with its pods, the evicted pods have already brought new nodes.
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
      // The update is complete: missing additional nodes are no longer wanted, and the newest nodes are removed.
      let cancelled = min(groups[group].missing, replacement.surge)
      groups[group].missing -= cancelled
      for index in members(of: group).suffix(replacement.surge - cancelled).reversed() { removeNode(index) }
      groups[group].replacement = nil
    } else {
      groups[group].replacement = replacement
    }
  }
}
