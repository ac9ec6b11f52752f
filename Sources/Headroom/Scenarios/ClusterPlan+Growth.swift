extension ClusterPlan {
  /// Returns the plan with its pods multiplied by a factor and the nodes that they need; `nil` if the result is too
  /// large for a plan.
  ///
  /// Pods grow in total and are dealt to the workloads by largest remainder. A node is added only when pods no longer
  /// fit. In a plan that lists no pods the nodes count as full, so they grow like pods.
  func grown(by factor: Double) -> ClusterPlan? {
    guard listsPods else { return growingNodes(by: factor) }
    let scalable = workloads.indices.filter { !workloads[$0].isDaemonSet }
    guard let today = dealt(scalable, factor, { $0.replicas }),
      let most = dealt(scalable, factor, { $0.maxReplicas ?? $0.replicas })
    else { return nil }
    let pods = try? changing { draft in
      for (place, index) in scalable.enumerated() {
        draft.workloads[index].replicas = today[place]
        draft.workloads[index].maxReplicas = draft.workloads[index].maxReplicas.map { _ in
          max(most[place], today[place])
        }
      }
    }
    return pods?.addingNodes(for: .today, as: self)?.addingNodes(for: .largest, as: self)
  }

  /// Returns the numbers of pods of workloads after growth: the grown total, dealt by largest remainder.
  private func dealt(_ indices: [Int], _ factor: Double, _ count: (Workload) -> Int) -> [Int]? {
    let counts = indices.map { count(workloads[$0]) }
    let shares = counts.map { Double($0) * factor }
    guard let total = Self.grown(counts.reduce(0, +), by: factor), shares.allSatisfy({ $0 < 1e12 }) else { return nil }
    var dealt = shares.map { Int(($0 + 1e-9).rounded(.down)) }
    let left = max(0, total - dealt.reduce(0, +))
    let byRemainder = indices.indices.sorted { first, second in
      let (a, b) = (shares[first] - Double(dealt[first]), shares[second] - Double(dealt[second]))
      return abs(a - b) > 1e-9 ? a > b : workloads[indices[first]].name < workloads[indices[second]].name
    }
    for place in byRemainder.prefix(left) { dealt[place] += 1 }
    return dealt
  }

  private static func grown(_ count: Int, by factor: Double) -> Int? {
    let number = (Double(count) * factor - 1e-9).rounded(.up)
    return number < 1e12 ? max(0, Int(number)) : nil
  }

  private func growingNodes(by factor: Double) -> ClusterPlan? {
    try? changing { draft in
      for index in draft.nodeGroups.indices {
        // A number that is too large becomes the largest integer, which the plan rejects.
        let size = draft.nodeGroups[index].desiredSize.map { Self.grown($0, by: factor) ?? .max }
        draft.nodeGroups[index].desiredSize = size
        draft.nodeGroups[index].minSize = nil
        draft.nodeGroups[index].maxSize = draft.nodeGroups[index].maxSize.map {
          max(Self.grown($0, by: factor) ?? .max, size ?? 0)
        }
      }
    }
  }

  /// Returns the plan with the nodes that its pods need in addition, at a size; `nil` if they are too many for a plan.
  ///
  /// - Parameters:
  ///   - size: The size of the plan at which the pods have to fit.
  ///   - start: The plan before growth. As many pods as are pending there may stay pending.
  private func addingNodes(for size: PlanSize, as start: ClusterPlan) -> ClusterPlan? {
    let before = PodPlacement(of: start, profiles: GroupProfile.planned(of: start), size: size).counts.map(\.pending)
    var plan = self
    // Pods of one workload may take the room that was added for another, so a few rounds may be needed.
    for _ in 0..<20 {
      let profiles = GroupProfile.planned(of: plan)
      let placement = PodPlacement(of: plan, profiles: profiles, size: size)
      let lacking = placement.counts.indices.filter { placement.counts[$0].pending > before[$0] }
      if lacking.isEmpty { return plan }
      let emptyNodes = profiles.emptyNodes(in: plan)
      var more: [Int: Int] = [:]
      for workload in lacking where !plan.workloads[workload].isDaemonSet {
        guard let (group, room) = placement.home(forMore: workload, on: emptyNodes, in: plan) else { continue }
        let pods = placement.counts[workload].pending - before[workload]
        let weight = profiles[group].nodes.first.flatMap { plan.nodeGroups[group].weights[$0.type.name] } ?? 1
        more[group] = max(more[group] ?? 0, pods.dividedRoundingUp(by: room) * weight)
      }
      if more.isEmpty { return plan }
      guard let larger = try? plan.changing({ $0.add(more, at: size) }) else { return nil }
      plan = larger
    }
    return plan
  }
}

extension ClusterPlan.Draft {
  /// Adds nodes to groups, by the indices of the groups.
  fileprivate mutating func add(_ more: [Int: Int], at size: PlanSize) {
    for (group, nodes) in more {
      nodeGroups[group].minSize = nil
      let most = nodeGroups[group].maxSize
      if size == .today, let desired = nodeGroups[group].desiredSize {
        nodeGroups[group].desiredSize = desired + nodes
        nodeGroups[group].maxSize = most.map { max($0, desired + nodes) }
      } else {
        nodeGroups[group].limits = nil
        nodeGroups[group].maxSize = (most ?? nodeGroups[group].desiredSize ?? 0) + nodes
      }
    }
  }
}

extension PodPlacement {
  /// Returns the group that takes the most pods of a workload on an additional node, with their number; `nil` if no
  /// group takes any.
  fileprivate func home(
    forMore workload: Int, on emptyNodes: [NodeClass], in plan: ClusterPlan
  ) -> (group: Int, room: Int)? {
    let groups = plan.index.groupsOfWorkload[workload].map { group in
      (group, emptyNodes[group].room(for: plan.workloads[workload]))
    }
    let fargate = plan.index.fargateOfWorkload[workload].map { ($0, 1) }
    let suitable = (groups + fargate).filter { $0.1 > 0 }
    return suitable.reduce(nil) { best, next in
      next.1 > best?.room ?? 0 ? (group: next.0, room: next.1) : best
    }
  }
}
