/// The capacity of a plan: the addresses that are taken from each subnet, the placement of the pods, and what is left.
///
/// It is computed once, in time linear in the size of the plan. It does not contain costs, traffic and growth, which
/// are computed from it: see ``PlanTraffic`` and ``GrowthForecast``.
public struct PlanAnalysis: Sendable {
  /// The plan.
  public let plan: ClusterPlan
  /// The subnets with the addresses that are taken from them, in the order of the plan.
  public let subnets: [SubnetLoad]
  /// The node groups, in the order of the plan.
  public let groups: [GroupLoad]
  /// The numbers of running, pending and waiting pods of each workload, in the order of the plan.
  public let workloads: [PodCount]
  /// The same numbers with every workload at `maxReplicas` and every group at its largest size, in the order of the
  /// plan.
  ///
  /// Empty if no workload can have more pods than it has now.
  public let peakWorkloads: [PodCount]
  /// For each workload, the number of pods that its nodes have room for in addition to the running ones.
  ///
  /// `nil` if nothing limits the number, or if the plan does not give `maxSurge` for the workload.
  let surgeRoom: [Int?]
  /// The names of the subnets that are assumed to contain the control plane because no subnet has that role.
  let standInControlPlane: [String]

  /// Computes the capacity of a plan.
  public init(of plan: ClusterPlan) {
    self.plan = plan
    var ledger = SubnetLedger(plan)
    standInControlPlane = ledger.reserve()
    let profiles = GroupProfile.all(of: plan)
    var placement = PodPlacement(of: plan, profiles: profiles)
    var pools = WarmPoolCache()
    var groups: [GroupLoad] = []
    for (index, profile) in profiles.enumerated() {
      groups.append(
        ledger.enter(
          profile, classes: placement.classes[index], hostPods: placement.hostPods[index],
          fargatePods: placement.fargatePods[index], pools: &pools))
    }
    ledger.distributeFurtherInterfaces()
    // If subnets have too few addresses, the pods are placed again in a recorded order: those placed last wait.
    let shortage = ledger.shortage
    if shortage.contains(where: { $0 > 0 }) {
      placement = PodPlacement(of: plan, profiles: profiles, recording: true)
      placement.starve(shortage)
    }
    workloads = placement.counts
    surgeRoom = placement.surgeRoom
    let grows = plan.workloads.contains { $0.maxReplicas ?? 0 > $0.replicas }
    peakWorkloads = grows ? PodPlacement(of: plan, profiles: profiles, atPeak: true).counts : []
    subnets = ledger.loads
    for index in groups.indices { ledger.limit(&groups[index], at: index) }
    self.groups = groups
  }
}

extension PlanAnalysis {
  /// Returns the subnet with a name; `nil` if the plan has none.
  func subnet(_ name: String) -> SubnetLoad? { plan.index.subnets[name].map { subnets[$0] } }
}
