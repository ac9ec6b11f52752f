/// The capacity of a plan: who takes which addresses, where the pods run, what is left.
///
/// It is computed once, in time linear in the plan's size. It knows nothing of money, traffic and growth, which stand
/// on it: see ``PlanTraffic`` and ``GrowthForecast``.
public struct PlanAnalysis: Sendable {
  /// The plan.
  public let plan: ClusterPlan
  /// The subnets with what is taken of them, in the plan's order.
  public let subnets: [SubnetLoad]
  /// The node groups, in the plan's order.
  public let groups: [GroupLoad]
  /// What happens to the workloads' pods, in the plan's order.
  public let workloads: [PodCount]
  /// The same with every workload at its most pods and every group at its most nodes, in the plan's order.
  ///
  /// Empty if no workload can have more pods than it has now.
  public let peakWorkloads: [PodCount]
  /// For each workload that says how many pods a rollout adds: the pods that its nodes could take beside those that run.
  ///
  /// `nil` if nothing limits them, or if the plan does not say `maxSurge`.
  let surgeRoom: [Int?]
  /// The subnets that are assumed to hold the control plane because no subnet has that role.
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
  /// The subnet of a name; `nil` if the plan has none.
  func subnet(_ name: String) -> SubnetLoad? { plan.index.subnets[name].map { subnets[$0] } }
}
