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
  public let peakWorkloads: [PodCount]
  /// For each workload, the room that its nodes have for pods in addition to the running ones.
  ///
  /// `nil` if nothing limits the number, or if the plan does not give `maxSurge` for the workload.
  let surgeRoom: [SurgeRoom?]
  /// A node that each group would add, with the pods of the DaemonSets and no others.
  let emptyNodes: [NodeClass]
  /// What load balancers, gateways, endpoints and the control plane take, with the subnets that stand in for them.
  let reserved: ReservedAddresses

  /// Computes the capacity of a plan.
  public init(of plan: ClusterPlan) {
    self.plan = plan
    reserved = ReservedAddresses(of: plan)
    var pools = WarmPoolCache(listsInterfaces: plan.index.discovery.isInUse)
    let all = GroupProfile.all(of: plan)
    let planned = PlannedFleets(of: plan, all, pools: &pools)
    let profiles = planned.profiles
    let today = PodPlacement(of: plan, profiles: profiles, size: .today)
    let peak = plan.growsToPeak ? PodPlacement(of: plan, profiles: profiles, size: .largest) : today
    let placed = profiles.indices.map { PlacedGroup($0, in: plan, today: today, peak: peak, pools: &pools) }
    let levels = DemandByLevel(of: plan, placed: placed, reserved: reserved, pools: &pools)
    var loads = levels.loads
    workloads = Self.counts(today, of: plan, profiles, loads, at: .now)
    peakWorkloads =
      plan.growsToPeak ? Self.counts(peak, of: plan, profiles, loads, at: .peak, after: workloads) : workloads
    surgeRoom = today.surgeRoom
    emptyNodes = placed.map(\.profile).emptyNodes(in: plan)
    var groups = placed.map {
      GroupLoad($0, of: all[$0.place], planned.fleets[$0.place], in: plan, isStable: levels.isStable[$0.place])
    }
    let additional = AdditionalNodes(plan: plan, groups: groups)
    for (place, share) in additional.largestShares().enumerated() { loads[place].fullNode = share }
    for place in groups.indices {
      guard let limit = additional.limit(of: place, loads) else { continue }
      (groups[place].moreNodes, groups[place].stoppedBy) = limit
    }
    self.groups = groups
    subnets = loads
  }

  /// Returns the outcome of a placement, with the pods for which the subnets have no address.
  private static func counts(
    _ placement: PodPlacement, of plan: ClusterPlan, _ profiles: [GroupProfile], _ loads: [SubnetLoad],
    at level: DemandLevel, after before: [PodCount] = []
  ) -> [PodCount] {
    let shortage = DemandByLevel.shortage(of: plan, loads, at: level)
    guard shortage.pods.contains(where: { $0 > 0 }) else { return placement.counts }
    // The pods are placed again, now with a record of the group that each of them is on.
    var recorded = PodPlacement(of: plan, profiles: profiles, size: level.size, recording: true)
    let running = before.isEmpty ? plan.workloads.map { _ in 0 } : before.map(\.running)
    recorded.starve(shortage.pods, full: shortage.full, before: running)
    return recorded.counts
  }
}

extension PlanAnalysis {
  /// The level whose demand decides the verdicts; see ``ClusterPlan/basis``.
  package var basis: DemandLevel { plan.basis }

  /// Returns the subnet with a name; `nil` if the plan has none.
  func subnet(_ name: String) -> SubnetLoad? { plan.index.subnets[name].map { subnets[$0] } }
}

extension GroupLoad {
  fileprivate init(
    _ placed: PlacedGroup, of profile: GroupProfile, _ fleets: [Fleet], in plan: ClusterPlan, isStable: Bool
  ) {
    let group = profile.group
    self.init(
      profile: profile, planned: placed.profile, fleets: fleets, nodes: placed.today.nodeCount,
      peakNodes: placed.peakNodes,
      pods: placed.today.reduce(0) { $0 + $1.count * $1.pods },
      branchPods: placed.today.reduce(0) { $0 + $1.count * $1.branchPods },
      maxNodes: group.isFargate ? placed.peakNodes : placed.profile.limitOfNodes ?? placed.profile.group.peakSize,
      zones: plan.index.zones[placed.place],
      full: placed.full, fullWithoutPrimary: placed.fullWithoutPrimary, fargatePods: placed.fargatePods,
      isStable: isStable)
  }
}
