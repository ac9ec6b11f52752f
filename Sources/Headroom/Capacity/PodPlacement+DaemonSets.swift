extension PodPlacement {
  mutating func placeDaemonSet(_ index: Int) {
    let workload = counts[index].workload
    for group in self.index.groupsOfWorkload[index] {
      // Kubernetes creates a DaemonSet's pod for every node, even if the node has no room for it.
      if workload.usesHostNetwork { hostPods[group] += 1 }
      for place in classes[group].indices {
        var nodes = classes[group][place]
        placeDaemonPod(index, on: &nodes, of: group)
        classes[group][place] = nodes
      }
      if var template = templates[group] {
        let fits = template.room(for: workload) > 0
        let outcome: DaemonPod.Outcome =
          fits ? .placed(waiting: template.place(1, of: workload)) : .refused(template.obstacle(to: workload))
        templates[group] = template
        daemonSets[group].append(DaemonPod(workload: index, outcome: outcome))
      }
    }
  }

  mutating func placeDaemonPod(_ index: Int, on nodes: inout NodeClass, of group: Int) {
    let workload = counts[index].workload
    counts[index].pods += nodes.count
    if nodes.room(for: workload) > 0 {
      record(index, on: group, placed: nodes.count, waiting: nodes.count * nodes.place(1, of: workload))
    } else {
      refuse(index, nodes: nodes.count, nodes.obstacle(to: workload))
    }
  }

  mutating func refuse(_ index: Int, nodes: Int, _ obstacle: SchedulingObstacle) {
    counts[index].pending += nodes
    let refusing = counts[index].pending
    counts[index].pendingReason =
      "\(refusing) \(refusing == 1 ? "node has" : "nodes have") no room for the pod: \(obstacle.rawValue)"
  }

  mutating func record(_ index: Int, on group: Int, placed: Int, waiting: Int) {
    counts[index].running += placed - waiting
    if isRecording, placed > waiting, !counts[index].workload.usesHostNetwork {
      placements.append((index, group, placed - waiting))
    }
    guard waiting > 0 else { return }
    counts[index].waitingForAddress += waiting
    counts[index].waitingReason = profiles[group].limitOfPools
  }
}

extension [GroupProfile] {
  /// Returns a node that each group would add: with the pods of the DaemonSets and no others.
  func emptyNodes(in plan: ClusterPlan) -> [NodeClass] {
    var nodes = map { NodeClass($0, count: 1) }
    for index in plan.index.placementOrder where plan.workloads[index].isDaemonSet {
      let daemonSet = plan.workloads[index]
      for place in plan.index.groupsOfWorkload[index] where nodes[place].room(for: daemonSet) > 0 {
        _ = nodes[place].place(1, of: daemonSet)
      }
    }
    return nodes
  }
}
