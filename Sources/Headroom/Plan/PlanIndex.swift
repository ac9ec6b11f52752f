/// The references between the parts of a plan, resolved once: names become indices into the plan's lists.
///
/// The plan is valid, so every name that it uses exists. Lists are sorted by name, so that the order of lines in a plan
/// file never decides which subnet, group or workload comes first.
struct PlanIndex: Sendable {
  /// The indices of the parts by their names.
  let subnets: [String: Int], nodeGroups: [String: Int], workloads: [String: Int], services: [String: Int]
  /// The node groups, sorted by name.
  let groupOrder: [Int]
  /// The indices of each node group's subnets, sorted by name.
  let homes: [[Int]]
  /// The zones of each node group, sorted by name.
  let zones: [[String]]
  /// The node groups on whose nodes each workload may run, without Fargate profiles, sorted by name.
  let groupsOfWorkload: [[Int]]
  /// The Fargate profiles with which each workload may run, sorted by name.
  let fargateOfWorkload: [[Int]]
  /// The workloads in the order in which their pods are placed, today and at the peak; see
  /// ``placementOrder(of:choices:size:)``.
  let placementOrder: [Int], peakPlacementOrder: [Int]
  /// The indices of each reservation's subnets.
  let reservationHomes: [[Int]]
  /// The indices of the pod subnets of each zone, with custom networking.
  let podSubnets: [String: [Int]]
  /// The agents that run on every Linux node although the plan does not list them.
  let assumedAgents: [NodeAgent]
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
    groupOrder = plan.nodeGroups.indices.sorted { plan.nodeGroups[$0].name < plan.nodeGroups[$1].name }
    homes = plan.nodeGroups.map { $0.subnets.sorted().compactMap { subnets[$0] } }
    zones = homes.map { homes in Set(homes.map { plan.subnets[$0].zone }).sorted() }
    let isFargate = plan.nodeGroups.map(\.isFargate)
    // A workload that names no group may run on every group, except that Fargate takes only pods that select a profile
    // and Windows nodes only pods that select Windows, because Linux images do not run there.
    let all = groupOrder.filter { !isFargate[$0] && plan.nodeGroups[$0].platform != .windows }
    let allowed = plan.workloads.map { workload in
      workload.nodeGroups.isEmpty ? nil : workload.nodeGroups.sorted().compactMap { nodeGroups[$0] }
    }
    // The affinity of aws-node and kube-proxy keeps them off nodes of EKS Auto Mode.
    let agents = Set(NodeAgent.all.map(\.name))
    groupsOfWorkload = zip(plan.workloads, allowed).map { workload, allowed in
      let groups = allowed.map { $0.filter { !isFargate[$0] } } ?? all
      guard workload.isDaemonSet, agents.contains(workload.name) else { return groups }
      return groups.filter { plan.nodeGroups[$0].platform != .autoMode }
    }
    fargateOfWorkload = allowed.map { ($0 ?? []).filter { isFargate[$0] } }
    let choices = allowed.map { $0?.count ?? .max }
    placementOrder = Self.placementOrder(of: plan.workloads, choices: choices) { $0.replicas }
    peakPlacementOrder = Self.placementOrder(of: plan.workloads, choices: choices) { $0.maxReplicas ?? $0.replicas }
    reservationHomes = plan.reservations.map { $0.subnets.compactMap { subnets[$0] } }
    podSubnets = plan.network.eniConfigs.mapValues { $0.sorted().compactMap { subnets[$0] } }
    let workloads = workloads
    assumedAgents = NodeAgent.all.filter { workloads[$0.name] == nil }
    discovery = SubnetDiscovery(of: plan)
    sharedServices = plan.sharedServices
  }

  /// Returns the workloads in the order in which their pods are placed: DaemonSets first, then system-critical pods,
  /// then the most constrained ones.
  ///
  /// The most constrained workloads are those with the fewest groups to go to, then those with the largest requests,
  /// then those with the fewest pods, so that a large one does not displace all small ones. Names decide between equal
  /// ones. A scheduler sees pods as they come; this order does not depend on the order of
  /// lines in a file, and finds a place for pods that can go to only one group.
  ///
  /// - Parameters:
  ///   - workloads: The workloads of the plan.
  ///   - choices: The number of groups to which the pods of each workload may go.
  ///   - size: Returns the number of pods of a workload.
  private static func placementOrder(
    of workloads: [Workload], choices: [Int], size: (Workload) -> Int
  ) -> [Int] {
    func phase(_ workload: Workload) -> Int { workload.isDaemonSet ? 0 : workload.isSystemCritical ? 1 : 2 }
    return workloads.indices.sorted { first, second in
      let (a, b) = (workloads[first], workloads[second])
      if phase(a) != phase(b) { return phase(a) < phase(b) }
      if choices[first] != choices[second] { return choices[first] < choices[second] }
      let (cpuOfA, cpuOfB) = (a.cpu?.millicores ?? 0, b.cpu?.millicores ?? 0)
      if cpuOfA != cpuOfB { return cpuOfA > cpuOfB }
      let (memoryOfA, memoryOfB) = (a.memory?.bytes ?? 0, b.memory?.bytes ?? 0)
      if memoryOfA != memoryOfB { return memoryOfA > memoryOfB }
      return size(a) != size(b) ? size(a) < size(b) : a.name < b.name
    }
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
