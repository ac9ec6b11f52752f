/// The references between the parts of a plan, resolved once: names become indices into the plan's lists.
///
/// The plan is valid, so every name that it uses exists.
struct PlanIndex: Sendable {
  /// The indices of the parts by their names.
  let subnets: [String: Int], nodeGroups: [String: Int], workloads: [String: Int], services: [String: Int]
  /// The indices of each node group's subnets.
  let homes: [[Int]]
  /// The zones of each node group, in the order of its subnets.
  let zones: [[String]]
  /// The node groups on whose nodes each workload may run, without Fargate profiles.
  let groupsOfWorkload: [[Int]]
  /// The Fargate profiles with which each workload may run.
  let fargateOfWorkload: [[Int]]
  /// The workloads in the order in which their pods are placed: DaemonSets, then system-critical pods, then the rest.
  let placementOrder: [Int]
  /// The indices of each reservation's subnets.
  let reservationHomes: [[Int]]
  /// The indices of the pod subnets of each zone, with custom networking.
  let podSubnets: [String: [Int]]
  /// The host-network DaemonSets that run on every node although the plan does not list them.
  let assumedHostPods: [String]
  /// The subnets in which interfaces of nodes may be created, according to the subnets' tags.
  let discovery: SubnetDiscovery
  /// The names of the Services that get their traffic through a load balancer of another Service.
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
    // A workload that names no group may run on every group, except that Fargate takes only pods that select a profile.
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

  /// Returns the pod subnets for nodes in a zone; empty without custom networking.
  func podSubnets(in zone: String) -> [Int] { podSubnets[zone] ?? [] }
}

extension ClusterPlan.Draft {
  /// The names of the Services that get their traffic through a load balancer of another Service.
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
