/// Everything that is computed of a plan, once, in time linear in its size. Checks and reports read it.
public struct PlanAnalysis: Sendable {
  /// The plan.
  public let plan: ClusterPlan
  /// The prices of the plan's region.
  public let prices: PriceList
  /// What counts as today.
  public let today: CalendarDate?
  /// The subnets with what is taken of them, in the plan's order.
  public private(set) var subnets: [SubnetLoad]
  /// The node groups, in the plan's order.
  public private(set) var groups: [GroupLoad]
  /// What becomes of the workloads' pods, in the plan's order.
  public private(set) var workloads: [PodCount]
  /// Where the Services' traffic goes, and what it costs.
  public let traffic: PlanTraffic
  /// When the plan runs out of something; `nil` if it does not tell how it grows.
  public let growth: GrowthForecast?
  /// The same with the most pods on the most nodes; empty if no workload can have more pods than it has.
  let peakWorkloads: [PodCount]
  /// Pods that the nodes could take beside those that run, for workloads that tell how many a rollout adds; `nil` where
  /// nothing bounds them or the plan does not tell.
  let surgeRoom: [Int?]
  /// Subnets that stand in because no subnet has the role of the control plane.
  let standInControlPlane: [String]
  /// For each subnet those that further interfaces of its nodes may be in, as far as tags put them elsewhere, and whether
  /// its own addresses are no pod's.
  let discovered: [String: (targets: [String], isExcluded: Bool)]
  /// Names of the host-network DaemonSets that every node has and the plan does not list.
  let assumedHostPods: [String]

  /// Computes a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - prices: The prices of its region, by default those that come with the library.
  ///   - trafficPrices: The prices of traffic, by default those that come with the library.
  ///   - today: The day from which prices are called stale, by default the newest date of the embedded data.
  public init(
    of plan: ClusterPlan, prices: PriceList? = nil, trafficPrices: TrafficPrices? = nil,
    today: CalendarDate? = EmbeddedFacts.newestDate
  ) {
    self.plan = plan
    self.prices = prices ?? .bundled(for: plan.region)
    self.today = today
    assumedHostPods = ["aws-node", "kube-proxy"].filter { name in !plan.workloads.contains { $0.name == name } }
    discovered = plan.discoveredElsewhere
    var ledger = SubnetLedger(plan)
    standInControlPlane = ledger.reserve()
    let assumed = assumedHostPods.count
    let kinds = PodKinds.byGroup(of: plan)
    let profiles = zip(plan.nodeGroups, kinds).map { group, kinds in
      GroupProfile(of: group, network: plan.network, pods: kinds, assumedHostPods: assumed)
    }
    var placement = PodPlacement(of: plan, profiles: profiles)
    var pools = WarmPoolCache()
    groups = []
    for (index, profile) in profiles.enumerated() {
      groups.append(
        ledger.enter(
          profile, classes: placement.classes[index], hostPods: placement.hostPods[index],
          fargatePods: placement.fargatePods[index], prices: self.prices, pools: &pools))
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
    for index in groups.indices { ledger.limit(&groups[index]) }
    let trafficPrices = trafficPrices ?? .bundled(for: plan.region)
    let zones = PlanZones(of: plan, groups: groups, pods: workloads)
    traffic = PlanTraffic(of: plan, zones: zones, prices: trafficPrices, today: today)
    let prices = self.prices
    growth = plan.growth.map { GrowthForecast($0, of: plan, prices: prices, trafficPrices: trafficPrices) }
  }
}
