/// Who is where in a plan, looked up once: names resolved to positions in the plan's lists.
///
/// The plan is valid, so every name that it mentions is there.
struct PlanIndex: Sendable {
  /// Positions by name.
  let subnets: [String: Int], nodeGroups: [String: Int], workloads: [String: Int], services: [String: Int]
  /// The subnets of each node group.
  let homes: [[Int]]
  /// The zones of each node group, in the order of its subnets.
  let zones: [[String]]
  /// The node groups whose nodes may run each workload, without Fargate profiles.
  let groupsOfWorkload: [[Int]]
  /// The Fargate profiles that may run each workload.
  let fargateOfWorkload: [[Int]]
  /// The workloads in the order in which their pods are placed: DaemonSets, then system-critical pods, then the rest.
  let placementOrder: [Int]
  /// The subnets of each reservation.
  let reservationHomes: [[Int]]
  /// The pod subnets of each zone, with custom networking.
  let podSubnets: [String: [Int]]
  /// The host-network DaemonSets that run on every node although the plan does not list them.
  let assumedHostPods: [String]
  /// Where the interfaces of nodes may be created, by the subnets' tags.
  let discovery: SubnetDiscovery
  /// The names of the Services that share the load balancer of another one.
  let sharedServices: Set<String>

  init(of plan: ClusterPlan.Draft) {
    subnets = Self.positions(plan.subnets.map(\.name))
    nodeGroups = Self.positions(plan.nodeGroups.map(\.name))
    workloads = Self.positions(plan.workloads.map(\.name))
    services = Self.positions(plan.services.map(\.name))
    let (subnets, nodeGroups) = (subnets, nodeGroups)
    homes = plan.nodeGroups.map { $0.subnets.compactMap { subnets[$0] } }
    zones = homes.map { homes in
      var zones: [String] = []
      for home in homes where !zones.contains(plan.subnets[home].zone) { zones.append(plan.subnets[home].zone) }
      return zones
    }
    let isFargate = plan.nodeGroups.map(\.isFargate)
    // A workload that names no group may run on all of them, but on Fargate only if a profile is named.
    let all = isFargate.indices.filter { !isFargate[$0] }
    let allowed = plan.workloads.map { workload in
      workload.nodeGroups.isEmpty ? nil : workload.nodeGroups.compactMap { nodeGroups[$0] }.sorted()
    }
    groupsOfWorkload = allowed.map { $0.map { $0.filter { !isFargate[$0] } } ?? all }
    fargateOfWorkload = allowed.map { ($0 ?? []).filter { isFargate[$0] } }
    let order = plan.workloads.indices
    placementOrder =
      order.filter { plan.workloads[$0].isDaemonSet }
      + order.filter { !plan.workloads[$0].isDaemonSet && plan.workloads[$0].isSystemCritical }
      + order.filter { !plan.workloads[$0].isDaemonSet && !plan.workloads[$0].isSystemCritical }
    reservationHomes = plan.reservations.map { $0.subnets.compactMap { subnets[$0] } }
    podSubnets = plan.network.eniConfigs.mapValues { $0.compactMap { subnets[$0] } }
    let workloads = workloads
    assumedHostPods = ["aws-node", "kube-proxy"].filter { workloads[$0] == nil }
    discovery = SubnetDiscovery(of: plan)
    sharedServices = plan.sharedServices
  }

  private static func positions(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The pod subnets of a node in a zone; none without custom networking.
  func podSubnets(in zone: String) -> [Int] { podSubnets[zone] ?? [] }
}

extension ClusterPlan.Draft {
  /// The names of the Services that share the load balancer of another one.
  var sharedServices: Set<String> {
    var shared: Set<String> = []
    for service in services {
      for group in service.loadBalancers.flatMap(\.targetGroups) where group.service != service.name {
        shared.insert(group.service)
      }
    }
    return shared
  }
}
