extension Check {
  /// A check for pods that no node takes.
  package static let pendingPods = Check(
    "HR-POD-001", "Pending pods",
    rule: """
      No node takes a pod, because pod slots, CPU, memory or branch interfaces are used up. Warn: the pods fit as soon \
      as the node groups have grown to maxSize. Fail: not even then. \
      Unknown: a node group that is not fully known may take them. This is an estimate of what the scheduler does.
      """,
    verdicts: [.warn, .unknown, .fail],
    fix: """
      Add nodes, use larger instance types, or raise max pods where the CNI can serve more pods (prefix delegation).
      """
  ) { (analysis: PlanAnalysis) in
    guard analysis.workloads.contains(where: { $0.pending > 0 }) else { return [] }
    let plan = analysis.plan
    let grown = PodPlacement(of: plan, profiles: analysis.groups.map(\.planned), size: .todayOnMostNodes)
    return zip(analysis.workloads, grown.counts).filter { $0.0.pending > 0 }.map { count, later in
      let part = PlanPart(.workload, count.workload.name)
      let now = "\(count.pending) of \(count.pods) pods stay Pending: \(count.pendingReason)"
      let others = plan.incompleteGroups(for: count.workload)
      guard others.isEmpty else {
        return Answer(.unknown, part, "\(now); whether \(abbreviated(others)) takes them is not known")
      }
      guard later.pending == 0, !count.workload.isDaemonSet else { return Answer(.fail, part, now) }
      let more = grown.nodesNeeded(for: count.pending, of: count.workload, on: analysis.emptyNodes, in: plan)
      let need = more.map { "; \($0.nodes) more node\($0.nodes == 1 ? "" : "s") of \($0.group) hold them" } ?? ""
      return Answer(
        .warn, part, "\(now)\(need), and maxSize allows the nodes",
        others: more.map { [PlanPart(.nodeGroup, $0.group)] } ?? [])
    }
  }
}

extension PodPlacement {
  /// Returns the number of nodes that a number of pods needs, with the group that needs the fewest; `nil` if no group
  /// can grow.
  fileprivate func nodesNeeded(
    for pods: Int, of workload: Workload, on emptyNodes: [NodeClass], in plan: ClusterPlan
  ) -> (nodes: Int, group: String)? {
    let homes = plan.index.workloads[workload.name].map { plan.index.groupsOfWorkload[$0] } ?? []
    let needs = homes.compactMap { home -> (nodes: Int, group: String)? in
      let group = profiles[home].group
      guard PlanSize.largest.nodes(of: group) ?? 0 > PlanSize.today.nodes(of: group) ?? 0 else { return nil }
      let room = emptyNodes[home].room(for: workload)
      return room > 0 ? (pods.dividedRoundingUp(by: room), group.name) : nil
    }
    return needs.min { $0.nodes < $1.nodes }
  }
}
