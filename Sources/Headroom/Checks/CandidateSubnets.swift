/// Whether the nodes of a group fit if it is not known in which of several subnets they are.
///
/// They fit if each of the subnets could take all of them. They do not fit if they find no room however they are divided
/// evenly: for no number of subnets do as many of them hold their part.
struct CandidateSubnets {
  /// The verdict; `nil` if it depends on the choice of subnets.
  let verdict: Verdict?
  /// What is taken of a subnet.
  struct Use {
    let subnet: String
    /// The addresses that are taken with the nodes, and those of them that the nodes take.
    let taken: Int, own: Int, usable: Int
  }
  /// The subnet that would be fullest if all nodes were in it, and the fullest one if they were spread over all.
  private(set) var alone: Use?, spread: Use?

  /// Judges a group of a plan.
  ///
  /// - Parameters:
  ///   - item: The group, of which only the choice of subnets is not known.
  ///   - plan: The plan.
  init(of item: IncompleteGroup, in plan: ClusterPlan) {
    let candidates = plan.subnets(of: item)
    let nodes = item.group.peakSize ?? 0
    // Other groups may choose the same subnet.
    let rivals = plan.incompleteGroups.filter { $0.isOnlyUndecided && $0.name != item.name }
    var verdicts: Set<Verdict> = [.pass]
    // What is taken of each subnet without the nodes.
    let before = Dictionary(
      candidates.map { ($0, Self.trial([], nodes: 0, in: $0, of: plan).use?.taken ?? 0) }, uniquingKeysWith: max)
    for subnet in candidates {
      let company = rivals.filter { $0.group.subnets.contains(subnet) }
      let trial = Self.trial([item] + company, nodes: nodes, in: subnet, of: plan)
      verdicts.insert(trial.verdict)
      alone = Self.fuller(alone, trial.use?.with(before[subnet]))
    }
    let share = nodes.dividedRoundingUp(by: max(1, candidates.count))
    for subnet in candidates {
      let use = Self.trial([item], nodes: share, in: subnet, of: plan).use
      spread = Self.fuller(spread, use?.with(before[subnet]))
    }
    guard verdicts.contains(.fail) || verdicts.contains(.unknown) else {
      verdict = verdicts.max()
      return
    }
    let isPossible = (1...max(1, candidates.count)).contains { count in
      let part = nodes.dividedRoundingUp(by: count)
      return candidates.count { Self.trial([item], nodes: part, in: $0, of: plan).verdict != .fail } >= count
    }
    verdict = isPossible ? nil : .fail
  }

  /// Returns what is taken of a subnet with nodes of groups in it, and its verdict.
  private static func trial(
    _ items: [IncompleteGroup], nodes: Int, in subnet: String, of plan: ClusterPlan
  ) -> (verdict: Verdict, use: Use?) {
    let changed = try? plan.changing { draft in
      draft.incompleteGroups = []
      for (place, item) in items.enumerated() {
        var group = item.group
        group.subnets = [subnet]
        if place == 0 {
          group.desiredSize = group.desiredSize.map { min($0, nodes) }
          group.maxSize = nodes
          group.minSize = nil
        }
        draft.nodeGroups.append(group)
      }
      draft.forgetGroups(except: Set(draft.nodeGroups.map(\.name)))
    }
    guard let changed else { return (.unknown, nil) }
    let analysis = PlanAnalysis(of: changed)
    guard let load = analysis.subnet(subnet), let usable = load.usableAddresses, let free = load.free(at: load.basis)
    else { return (.unknown, nil) }
    let checks: [Check] = [.subnetAddresses, .subnetUtilization, .prefixBlocks, .prefixReservation]
    let findings = checks.flatMap { $0.findings(in: analysis, traffic: nil, growth: nil) }
    let verdicts = findings.filter { $0.subject.whole == PlanPart(.subnet, subnet) && $0.verdict != .note }.map(
      \.verdict)
    return (verdicts.max() ?? .pass, Use(subnet: subnet, taken: usable - free, own: usable - free, usable: usable))
  }

  private static func fuller(_ first: Use?, _ second: Use?) -> Use? {
    guard let first, let second else { return first ?? second }
    return second.taken * first.usable > first.taken * second.usable ? second : first
  }
}

extension CandidateSubnets.Use {
  /// Returns the use with the addresses that were taken before the nodes counted apart.
  fileprivate func with(_ before: Int?) -> Self {
    Self(subnet: subnet, taken: taken, own: taken - (before ?? 0), usable: usable)
  }
}

extension ClusterPlan.Draft {
  /// Removes the names of groups from workloads. A workload that can run on no other group has no pods then.
  fileprivate mutating func forgetGroups(except known: Set<String>) {
    for place in workloads.indices where !workloads[place].nodeGroups.isEmpty {
      workloads[place].nodeGroups.removeAll { !known.contains($0) }
      guard workloads[place].nodeGroups.isEmpty else { continue }
      (workloads[place].replicas, workloads[place].maxReplicas, workloads[place].isDaemonSet) = (0, nil, false)
    }
  }
}
