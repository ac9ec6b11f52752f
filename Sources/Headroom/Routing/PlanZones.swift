/// Where a plan's nodes and pods are, zone by zone.
struct PlanZones {
  private let plan: ClusterPlan
  /// The groups with their nodes by zone. Fargate is kept apart, because no load balancer registers its nodes.
  private let groups: [(load: GroupLoad, nodes: [String: Int])]
  private let pods: [PodCount]
  /// The zones with nodes, in the order of their names.
  let zones: [String]
  /// The zones of subnets for load balancers, or else those with nodes.
  let loadBalancerZones: [String]
  /// The CPU that nodes leave to pods; `nil` if that of some type is not known. Nodes of Fargate are left out.
  let cpu: [String: CPUAmount]?
  /// Why the zones' shares of the CPU cannot be told; `nil` if they can.
  let obstacleToRatios: String?
  /// Nodes by zone.
  let nodes: [String: Int]
  /// Nodes by zone with every group at its largest; in each zone as many as may be there.
  let peakNodes: [String: Int]
  /// The zones' shares of the CPU as the EndpointSlice controller takes them.
  let ratios: ZoneCPURatios?
  /// The weight of each zone for clients of whom nothing is known: the CPU of its nodes, or else their number.
  let weights: [String: Double]

  init(of plan: ClusterPlan, groups loads: [GroupLoad], pods: [PodCount]) {
    self.plan = plan
    groups = loads.map { ($0, Self.spread(Self.count(of: $0), over: $0.zones)) }
    self.pods = pods
    var cpu: [String: CPUAmount]? = [:]
    var nodes: [String: Int] = [:]
    var peak: [String: Int] = [:]
    for (load, _) in groups where !load.profile.group.isFargate {
      let most = max(load.nodes, load.maxNodes ?? load.nodes)
      for zone in Set(load.zones) { peak[zone, default: 0] += GroupLoad.perZone(most, zones: load.zones.count) }
    }
    peakNodes = peak
    for (load, byZone) in groups where !load.profile.group.isFargate && load.nodes > 0 {
      let each = load.profile.fewestPods?.allocatable.cpu
      for (zone, count) in byZone {
        nodes[zone, default: 0] += count
        cpu = each.flatMap { each in
          cpu?.merging([zone: CPUAmount(millicores: each.millicores * count)]) {
            CPUAmount(millicores: $0.millicores + $1.millicores)
          }
        }
      }
    }
    self.cpu = cpu
    self.nodes = nodes
    ratios = cpu.flatMap { ZoneCPURatios(cpu: $0) }
    let fargate = groups.filter(\.load.profile.group.isFargate)
    let onFargate = Dictionary(fargate.flatMap { Array($0.nodes) }, uniquingKeysWith: +)
    let counts = nodes.isEmpty ? onFargate : nodes
    weights =
      nodes.isEmpty
      ? counts.mapValues(Double.init) : cpu?.mapValues { Double($0.millicores) } ?? counts.mapValues(Double.init)
    obstacleToRatios =
      cpu == nil
      ? "the CPU of a type is not known"
      : onFargate.isEmpty ? nil : "nobody tells how much CPU a node of Fargate has, and each counts"
    zones = counts.keys.sorted()
    let open = Set(plan.subnets.filter { $0.roles.contains(.loadBalancers) }.map(\.zone))
    loadBalancerZones = open.isEmpty ? zones : open.sorted()
  }

  /// Nodes of a group. One that grows with its pods and is packed into fewer nodes than zones is taken to have one in
  /// each: spread, as its pods are.
  private static func count(of load: GroupLoad) -> Int {
    load.profile.group.growsWithPods && load.nodes > 0 ? max(load.nodes, load.zones.count) : load.nodes
  }

  /// Whether some group's nodes are as many as its pods need, so that their zones are a guess.
  var guessesNodes: Bool { groups.contains { $0.load.profile.group.growsWithPods && $0.load.nodes > 0 } }

  /// A number spread evenly, a remainder to the smallest names; zones that get none are left out.
  static func spread(_ count: Int, over zones: [String]) -> [String: Int] {
    guard !zones.isEmpty else { return [:] }
    let (each, rest) = count.quotientAndRemainder(dividingBy: zones.count)
    let shares = zones.sorted().enumerated().map { ($1, each + ($0 < rest ? 1 : 0)) }
    return Dictionary(uniqueKeysWithValues: shares.filter { $0.1 > 0 })
  }

  /// Pods of a workload that run, by zone: spread evenly, or one a node.
  func pods(of name: String) -> [String: Int] {
    guard let place = plan.index.workloads[name] else { return [:] }
    let count = pods[place]
    let nodes = nodes(of: place)
    if count.workload.isDaemonSet, count.running == count.pods { return nodes }
    return Self.spread(count.running, over: Array(nodes.keys))
  }

  /// The nodes that may run a workload, by zone.
  private func nodes(of workload: Int) -> [String: Int] {
    if plan.workloads[workload].nodeGroups.isEmpty { return nodes }
    let homes = plan.index.groupsOfWorkload[workload] + plan.index.fargateOfWorkload[workload]
    return Dictionary(homes.flatMap { Array(groups[$0].nodes) }, uniquingKeysWith: +)
  }

  /// Nodes that run a pod of a workload, if it spreads as widely as it can.
  func hosts(of name: String) -> Int? {
    guard let place = plan.index.workloads[name] else { return nil }
    return min(pods[place].running, nodes(of: place).values.reduce(0, +))
  }

  /// Pods of a workload by zone with all its replicas.
  func peakPods(of name: String) -> [String: Int] {
    guard let most = replicas(of: name)?.upperBound, let place = plan.index.workloads[name] else {
      return pods(of: name)
    }
    return Self.spread(most, over: Array(nodes(of: place).keys))
  }

  /// Pods that a workload may have, from as planned to at the most.
  func replicas(of name: String) -> ClosedRange<Int>? {
    guard let workload = plan.index.workloads[name].map({ plan.workloads[$0] }), !workload.isDaemonSet else {
      return nil
    }
    return workload.replicas...max(workload.replicas, workload.maxReplicas ?? 0)
  }

  /// The nodes of the plan, alike ones together, with so many of a workload's pods on each and so many clients.
  ///
  /// - Parameters:
  ///   - workload: The workload whose pods answer.
  ///   - clients: The weight of the clients by zone.
  ///   - asking: The workload whose pods ask, if there is one: then only nodes of its groups have clients.
  func servingNodes(of workload: String, clients: [String: Double], asking: String? = nil) -> [ServingNodes] {
    func members(_ name: String?) -> Set<Int> {
      guard let found = name.flatMap({ plan.index.workloads[$0] }) else {
        return Set(groups.indices.filter { !groups[$0].load.profile.group.isFargate })
      }
      return Set(plan.index.groupsOfWorkload[found])
    }
    let answering = members(workload)
    let callers = members(asking)
    let endpoints = pods(of: workload)
    var result: [ServingNodes] = []
    for zone in Set(nodes.keys).union(clients.keys).sorted() {
      let places = groups.indices.compactMap { index in groups[index].nodes[zone].map { (index, $0) } }
        .filter { !groups[$0.0].load.profile.group.isFargate }
      let hosts = places.reduce(0) { $0 + (answering.contains($1.0) ? $1.1 : 0) }
      let asking = places.reduce(0) { $0 + (callers.contains($1.0) ? $1.1 : 0) }
      let each = hosts > 0 ? endpoints[zone, default: 0] / hosts : 0
      var extra = hosts > 0 ? endpoints[zone, default: 0] % hosts : 0
      let weight = clients[zone, default: 0]
      if asking == 0 { result.append(ServingNodes(zone: zone, clients: weight)) }
      for (index, count) in places {
        let perNode = callers.contains(index) ? weight / Double(asking) : 0
        let luckier = answering.contains(index) ? min(extra, count) : 0
        extra -= luckier
        for (number, pods) in [(luckier, each + 1), (count - luckier, answering.contains(index) ? each : 0)]
        where number > 0 {
          result.append(
            ServingNodes(zone: zone, count: number, endpointsPerNode: pods, clients: perNode * Double(number)))
        }
      }
    }
    return merged(result)
  }

  private func merged(_ nodes: [ServingNodes]) -> [ServingNodes] {
    var alike: [String: [Int: ServingNodes]] = [:]
    for group in nodes {
      let other = alike[group.zone]?[group.endpointsPerNode]
      alike[group.zone, default: [:]][group.endpointsPerNode] = ServingNodes(
        zone: group.zone, count: group.count + (other?.count ?? 0), endpointsPerNode: group.endpointsPerNode,
        clients: group.clients + (other?.clients ?? 0))
    }
    return alike.flatMap(\.value.values).sorted { ($0.zone, $0.endpointsPerNode) < ($1.zone, $1.endpointsPerNode) }
  }
}
