/// The zones in which a plan's nodes and pods are.
struct PlanZones {
  let plan: ClusterPlan
  /// The groups with their numbers of nodes by zone. Load balancers do not register Fargate nodes, so these are kept
  /// apart.
  private let groups: [(load: GroupLoad, nodes: [String: Int])]
  private let pods: [PodCount]
  /// The number of nodes by zone that may run a workload, for those that name node groups.
  private let nodesOfWorkloads: [Int: [String: Int]]
  /// The groups with nodes in each zone, without Fargate.
  let groupsOfZones: [String: [(group: Int, nodes: Int)]]
  /// The zones with nodes, sorted by name.
  let zones: [String]
  /// The zones of the subnets for load balancers; if there are none, the zones with nodes.
  let loadBalancerZones: [String]
  /// The allocatable CPU of the nodes by zone, without Fargate; `nil` if it is not known for an instance type.
  let cpu: [String: CPUAmount]?
  /// The reason why the zones' shares of the CPU are not known; `nil` if they are.
  let obstacleToRatios: String?
  /// The number of nodes by zone.
  let nodes: [String: Int]
  /// The number of nodes with every group at its largest size.
  let peakNodes: Peak
  /// The zones' shares of the CPU, as the EndpointSlice controller computes them.
  let ratios: ZoneCPURatios?
  /// The weight of each zone for clients whose place is not known: the CPU of its nodes or, if that is not known, their
  /// number.
  let weights: [String: Double]

  init(of plan: ClusterPlan, groups loads: [GroupLoad], pods: [PodCount]) {
    self.plan = plan
    groups = loads.map { ($0, Self.spread(Self.count(of: $0), over: $0.zones)) }
    self.pods = pods
    nodesOfWorkloads = Self.nodesOfWorkloads(in: plan, groups.map(\.nodes))
    groupsOfZones = Self.groupsOfZones(groups)
    var cpu: [String: CPUAmount]? = [:]
    var nodes: [String: Int] = [:]
    var peak: [String: Int] = [:]
    var most = 0
    for (load, _) in groups where !load.profile.group.isFargate {
      most += load.peakNodes
      // Any zone may get one of the nodes that cannot be divided evenly.
      let inZone = GroupLoad.perZone(load.peakNodes, zones: load.zones.count)
      for zone in load.zones { peak[zone, default: 0] += inZone }
    }
    peakNodes = Peak(byZone: peak, total: most)
    for (load, byZone) in groups where !load.profile.group.isFargate && load.nodes > 0 {
      let each = load.planned.least.cpu
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
      ? "the CPU of an instance type is not known"
      : onFargate.isEmpty ? nil : "the CPU of Fargate nodes is not known, and they count as nodes"
    zones = counts.keys.sorted()
    let open = Set(plan.subnets.filter { $0.roles.contains(.loadBalancers) }.map(\.zone))
    loadBalancerZones = open.isEmpty ? zones : open.sorted()
  }

  /// Returns the number of nodes of a group.
  ///
  /// A group that grows with its pods is assumed to have a node in each zone even if fewer nodes could hold the pods,
  /// because its pods are spread over the zones.
  private static func count(of load: GroupLoad) -> Int {
    load.profile.group.growsWithPods && load.nodes > 0 ? max(load.nodes, load.zones.count) : load.nodes
  }

  /// Whether the number of nodes of some group follows from its pods, so that the zones of the nodes are an assumption.
  var guessesNodes: Bool { groups.contains { $0.load.profile.group.growsWithPods && $0.load.nodes > 0 } }

  /// Returns a number spread evenly over zones. A remainder goes to the first names, and zones that get nothing are
  /// left out.
  static func spread(_ count: Int, over zones: [String]) -> [String: Int] {
    guard !zones.isEmpty else { return [:] }
    let (each, rest) = count.quotientAndRemainder(dividingBy: zones.count)
    let shares = zones.sorted().enumerated().map { ($1, each + ($0 < rest ? 1 : 0)) }
    return Dictionary(uniqueKeysWithValues: shares.filter { $0.1 > 0 })
  }

  /// Returns the number of a workload's running pods by zone: spread evenly or, for a DaemonSet, one per node.
  func pods(of name: String) -> [String: Int] {
    guard let place = plan.index.workloads[name] else { return [:] }
    let count = pods[place]
    let nodes = nodes(of: place)
    // A DaemonSet has one pod on each node; if some of them do not run, the zones of the others are not known.
    if count.workload.isDaemonSet, count.running == count.pods { return nodes }
    return Self.spread(count.running, over: Array(nodes.keys))
  }

  /// Returns the number of nodes by zone that may run a workload.
  private func nodes(of workload: Int) -> [String: Int] { nodesOfWorkloads[workload] ?? nodes }

  private static func nodesOfWorkloads(in plan: ClusterPlan, _ groups: [[String: Int]]) -> [Int: [String: Int]] {
    let places = plan.workloads.indices.filter { !plan.workloads[$0].nodeGroups.isEmpty }
    return Dictionary(
      uniqueKeysWithValues: places.map { place in
        let homes = plan.index.groupsOfWorkload[place] + plan.index.fargateOfWorkload[place]
        return (place, Dictionary(homes.flatMap { Array(groups[$0]) }, uniquingKeysWith: +))
      })
  }

  private static func groupsOfZones(
    _ groups: [(load: GroupLoad, nodes: [String: Int])]
  ) -> [String: [(group: Int, nodes: Int)]] {
    var found: [String: [(group: Int, nodes: Int)]] = [:]
    for (place, group) in groups.enumerated() where !group.load.profile.group.isFargate {
      for (zone, nodes) in group.nodes { found[zone, default: []].append((place, nodes)) }
    }
    return found
  }

  /// Returns the number of nodes that run a pod of a workload if its pods spread over as many nodes as possible.
  func hosts(of name: String) -> Int? {
    guard let place = plan.index.workloads[name] else { return nil }
    return min(pods[place].running, nodes(of: place).values.reduce(0, +))
  }

  /// The largest number of nodes or pods.
  struct Peak: Hashable, Sendable {
    /// The most that a zone may have. A remainder counts in each zone, so the sum over zones may be more than the total.
    let byZone: [String: Int]
    /// The number in all zones together.
    let total: Int

    /// Returns the part in some zones.
    func inZones(_ zones: [String]) -> Peak {
      let part = byZone.filter { zones.contains($0.key) }
      let isAll = byZone.allSatisfy { $0.value == 0 || zones.contains($0.key) }
      return Peak(byZone: part, total: isAll ? total : min(total, part.values.reduce(0, +)))
    }
  }

  /// Returns the number of a workload's pods when it has its maximum number of replicas.
  func peakPods(of name: String) -> Peak {
    guard let most = replicas(of: name)?.upperBound, let place = plan.index.workloads[name] else {
      let pods = pods(of: name)
      return Peak(byZone: pods, total: pods.values.reduce(0, +))
    }
    let zones = nodes(of: place).keys
    let inZone = most.dividedRoundingUp(by: max(1, zones.count))
    return Peak(byZone: Dictionary(uniqueKeysWithValues: zones.map { ($0, inZone) }), total: most)
  }

  /// Returns the numbers of pods that a workload may have, from its replicas to its maximum replicas; `nil` for a
  /// DaemonSet.
  func replicas(of name: String) -> ClosedRange<Int>? {
    guard let workload = plan.index.workloads[name].map({ plan.workloads[$0] }), !workload.isDaemonSet else {
      return nil
    }
    return workload.replicas...max(workload.replicas, workload.maxReplicas ?? 0)
  }
}
