extension PlanAnalysis {
  /// Returns the derivation of where a workload's pods are: its groups, the room of a node, and the outcome now and at
  /// the peak.
  package func steps(ofWorkload place: Int) -> [DerivationStep] {
    let (now, peak) = (workloads[place], peakWorkloads[place])
    let workload = now.workload
    var steps = [
      DerivationStep(
        "pods", formula: workload.isDaemonSet ? "one per node of its groups" : "replicas, and maxReplicas at the peak",
        arithmetic: "\(now.pods) now, \(peak.pods) at the peak", source: Source.plan)
    ]
    steps += roomSteps(of: workload, in: plan.index.groupsOfWorkload[place])
    for (when, count) in [("now", now), ("at the peak", peak)] {
      let reason = count.reason.isEmpty ? "" : ": \(count.reason)"
      steps.append(
        DerivationStep(
          "outcome \(when)",
          formula: "pods spread evenly over the nodes; the most constrained workloads are placed first",
          arithmetic:
            "\(count.running) running, \(count.pending) pending, \(count.waitingForAddress) waiting for an address\(reason)",
          source: "an estimate of the Kubernetes scheduler"))
    }
    return steps
  }

  /// The number of groups of a workload whose nodes a derivation looks at.
  private static let mostGroups = 100

  /// Returns the step for each amount of room, with the groups whose nodes have it. A plan may have thousands of groups
  /// of a few kinds of nodes; the room of the first hundred is enough to follow the outcome.
  private func roomSteps(of workload: Workload, in places: [Int]) -> [DerivationStep] {
    var rooms: [(text: String, groups: [String])] = []
    var placeOfRoom: [String: Int] = [:]
    for place in places.prefix(Self.mostGroups) {
      let text = room(of: workload, on: emptyNodes[place])
      if let known = placeOfRoom[text] {
        rooms[known].groups.append(plan.nodeGroups[place].name)
      } else {
        placeOfRoom[text] = rooms.count
        rooms.append((text, [plan.nodeGroups[place].name]))
      }
    }
    let rest = places.count - Self.mostGroups
    return rooms.enumerated().map { place, room in
      let more = rest > 0 && place == rooms.count - 1 ? ", and \(rest) groups that are not looked at here" : ""
      return DerivationStep(
        "room on a node of \(abbreviated(room.groups))\(more)",
        formula:
          "the least of pod slots, CPU and memory, each ÷ what a pod requests, on a node with DaemonSets only",
        arithmetic: room.text, source: Source.plan)
    }
  }

  private func room(of workload: Workload, on node: NodeClass) -> String {
    var limits = ["\(node.slots) slots"]
    if let wanted = workload.cpu, let cpu = node.cpu, wanted.millicores > 0 {
      limits.append("\(cpu)m ÷ \(wanted.millicores)m = \(max(0, cpu) / wanted.millicores)")
    }
    if let wanted = workload.memory, let memory = node.memory, wanted.bytes > 0 {
      limits.append(
        "\(memory >> 20)Mi ÷ \(wanted.bytes >> 20)Mi = \(max(0, memory) / wanted.bytes)")
    }
    if workload.hasSecurityGroups { limits.append("\(node.branches) branch interfaces") }
    return "min(\(limits.joined(separator: ", "))) = \(node.room(for: workload))"
  }
}
