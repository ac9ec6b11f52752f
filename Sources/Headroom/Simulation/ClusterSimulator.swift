/// A simulation of a planned cluster over time, in which all nodes take and release addresses of the same subnets.
///
/// Every single address and /28 block of the subnets is tracked.
///
/// ```swift
/// var cluster = try ClusterSimulator(of: plan, placement: .adversarial)
/// try cluster.apply(.scale("nginx", to: 400))
/// cluster.advance(to: 600)
/// print(cluster.moments().map(\.freePrefixBlocks))
/// ```
///
/// The simulation starts with the plan's nodes and pods, with all pools settled. Where Kubernetes or EC2 leave the
/// choice open, it decides as follows: a pod goes to the node with the fewest pods that has room; scaling down ends the
/// newest pods first; churn ends random pods; nodes are ready at once; nodes and pods that found no place are tried
/// again every minute.
public struct ClusterSimulator: Sendable {
  private var cluster: SimulatedCluster
  /// The time in seconds since the start.
  public private(set) var clock = 0

  /// The largest number of pods of a workload, and of nodes, that a simulation takes.
  static let mostPods = 10_000_000, mostNodes = 100_000

  /// Creates a simulation, places the plan's nodes and pods and lets the pools settle.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - placement: The model of where EC2 places single addresses.
  ///   - seed: The seed of the random numbers. The same seed gives the same results.
  /// - Throws: ``ClusterSimulationError`` if a subnet's CIDR is not known or the plan is too large to be simulated.
  public init(of plan: ClusterPlan, placement: AddressPlacement = .firstFit, seed: UInt64 = 1)
    throws(ClusterSimulationError)
  {
    try self.init(of: plan, placement: placement, seed: seed, isEager: false)
  }

  /// Creates a simulation, optionally without skipping idle nodes.
  ///
  /// - Parameter isEager: Whether every node is processed in every pass. This is slower and gives the same result.
  init(of plan: ClusterPlan, placement: AddressPlacement, seed: UInt64, isEager: Bool) throws(ClusterSimulationError) {
    let nodes = plan.nodeGroups.reduce(0) { $0 + min($1.desiredSize ?? 0, Self.mostNodes + 1) }
    guard nodes <= Self.mostNodes else {
      throw ClusterSimulationError(
        "the plan has more than \(Self.mostNodes) nodes, the largest number that can be simulated")
    }
    if let group = plan.nodeGroups.first(where: { $0.platform == .autoMode }) {
      throw ClusterSimulationError(
        "node group \(group.name) is managed by EKS Auto Mode, whose pools of addresses are not documented")
    }
    if let item = plan.incompleteGroups.first {
      throw ClusterSimulationError(
        "node group \(item.name) is not fully known, so its nodes cannot be simulated; complete it in the plan")
    }
    for workload in plan.workloads where workload.replicas > Self.mostPods {
      throw ClusterSimulationError(
        "workload \(workload.name) has more than \(Self.mostPods) pods, the largest number that can be simulated")
    }
    cluster = try SimulatedCluster(of: plan, placement: placement, seed: seed, isEager: isEager)
  }

  /// The number of calls that were refused while the plan's nodes and pods were placed, which no summary contains.
  var refusalsAtStart: Int { cluster.refusalsAtStart }

  /// Advances to a second. The agents' passes in that second run later, so that events can be applied before them.
  public mutating func advance(to seconds: Int) {
    guard seconds > clock else { return }
    clock = seconds
    cluster.advance(to: cluster.offset + seconds)
  }

  /// Runs the agents' passes of the present second. Nothing more happens in that second.
  public mutating func finish() { cluster.finish() }

  // MARK: Answers

  /// Returns the present state of each subnet, in the plan's order.
  public func moments() -> [ClusterMoment] {
    let failing = failingPods
    return cluster.subnets.spaces.indices.map { index in
      let space = cluster.subnets.spaces[index]
      return ClusterMoment(
        time: clock, subnet: cluster.plan.subnets[index].name, addresses: space.usedAddresses,
        freeAddresses: space.freeAddresses, prefixBlocks: space.held.count, freePrefixBlocks: space.freeBlocks,
        waitingPods: cluster.waiting[index], failedPods: cluster.summaries[index].failedPods + failing[index].pods,
        ec2Calls: cluster.subnets.calls[index])
    }
  }

  /// The results of the simulation so far.
  public var summary: ClusterSummary {
    let failing = failingPods
    var subnets = cluster.summaries
    for index in subnets.indices {
      subnets[index].failedPods += failing[index].pods
      subnets[index].longestWait = max(subnets[index].longestWait, failing[index].longest)
      subnets[index].ec2Calls = cluster.subnets.calls[index]
      subnets[index].refusals = cluster.subnets.refusals[index]
      subnets[index].firstRefusal = cluster.subnets.firstRefusal[index].map { $0 - cluster.offset }
    }
    return ClusterSummary(
      duration: clock, subnets: subnets, nodes: cluster.groups.reduce(0) { $0 + $1.nodes },
      missingNodes: cluster.groups.reduce(0) { $0 + $1.missing },
      pods: cluster.workloads.reduce(0) { $0 + $1.placed }, pendingPods: cluster.pendingPods,
      mostPending: cluster.mostPending, podEvents: podEvents)
  }

  /// The number of pods that came or went so far.
  var podEvents: Int { cluster.podEvents }

  /// The number of pods that have waited for ten minutes or longer, and the longest wait, by subnet.
  private var failingPods: [(pods: Int, longest: Int)] {
    var failing: [(pods: Int, longest: Int)] = cluster.waiting.map { _ in (0, 0) }
    guard cluster.waiting.contains(where: { $0 > 0 }) else { return failing }
    let now = cluster.offset + clock
    for node in cluster.nodes where node.isLive {
      for line in [node.line, node.branchLine] {
        guard let since = line.since else { continue }
        failing[node.podSubnet].longest = max(failing[node.podSubnet].longest, now - max(since, cluster.offset))
        if now - SimulatedCluster.patience >= cluster.offset {
          failing[node.podSubnet].pods += line.count(since: now - SimulatedCluster.patience)
        }
      }
    }
    return failing
  }

  /// Returns the /28 blocks of each subnet, in the plan's order.
  package func blockMaps() -> [BlockMap] {
    zip(cluster.plan.subnets, cluster.subnets.spaces).map { BlockMap($0.name, $1) }
  }

  // MARK: Events

  /// Applies an event now.
  ///
  /// - Throws: ``ClusterSimulationError`` if the event cannot happen, because a name is unknown or a number is out of
  ///   range.
  public mutating func apply(_ action: ClusterEvent.Action) throws(ClusterSimulationError) {
    cluster.clock = cluster.offset + clock
    cluster.subnets.clock = cluster.clock
    defer { cluster.noteExtremes() }
    switch action {
    case .scale(let name, let replicas): try scale(try workload(name), to: replicas)
    case .scaleBy(let name, let count):
      let index = try workload(name)
      let (replicas, overflows) = cluster.workloads[index].pods.addingReportingOverflow(count)
      try scale(index, to: overflows ? .max : replicas)
    case .addNodes(let name, let count):
      let index = try group(name)
      let room = Self.mostNodes - cluster.groups.reduce(0) { $0 + $1.nodes + $1.missing }
      guard 0...max(0, room) ~= count else {
        throw ClusterSimulationError("\(count) nodes cannot be added; expected 0 to \(max(0, room))")
      }
      cluster.addNodes(count, to: index)
    case .replace(let name, let batch): try replace(try group(name), batch)
    case .drain(let name, let count):
      let index = try group(name)
      let members = cluster.members(of: index).filter { cluster.nodes[$0].leaf != nil }
      guard 0...members.count ~= count else {
        throw ClusterSimulationError(
          "\(count) nodes of \(name) cannot be drained; it has \(members.count) nodes that accept pods")
      }
      cluster.drainNodes(Array(members.prefix(count)))
    case .loseZone(let zone): try lose(zone)
    case .churn(let name, let rate, let until):
      guard 0...Self.mostPods ~= rate else {
        throw ClusterSimulationError("\(rate) pods per minute cannot churn; expected 0 to \(Self.mostPods)")
      }
      let end = until.map { min($0, ClusterTimeline.longest) + cluster.offset } ?? .max
      cluster.churns.append(
        SimulatedCluster.Churn(workload: try workload(name), rate: rate, start: cluster.clock, end: end))
    }
  }

  private func workload(_ name: String) throws(ClusterSimulationError) -> Int {
    let known = cluster.plan.index.workloads
    guard let index = known[name] else { throw missing("workload", name, known.keys) }
    guard !cluster.workloads[index].workload.isDaemonSet else {
      throw ClusterSimulationError("\(name) is a DaemonSet, which has one pod per node; expected another workload")
    }
    return index
  }

  private func group(_ name: String) throws(ClusterSimulationError) -> Int {
    let known = cluster.plan.index.nodeGroups
    guard let index = known[name] else { throw missing("node group", name, known.keys) }
    guard !cluster.groups[index].isFargate else {
      throw ClusterSimulationError("\(name) is a Fargate profile; expected a group with nodes")
    }
    return index
  }

  private func missing(_ kind: String, _ name: String, _ names: some Sequence<String>) -> ClusterSimulationError {
    let hint = nearestName(to: name, among: names.sorted()).map { "; did you mean '\($0)'?" } ?? ""
    return ClusterSimulationError("no \(kind) '\(name.prefix(80))'\(hint)")
  }

  private mutating func scale(_ index: Int, to replicas: Int) throws(ClusterSimulationError) {
    let pods = cluster.workloads[index].pods
    guard 0...Self.mostPods ~= replicas else {
      let name = cluster.workloads[index].workload.name
      throw ClusterSimulationError(
        "\(name) has \(pods) pods and cannot have \(replicas); expected 0 to \(Self.mostPods)")
    }
    for _ in 0..<max(0, replicas - pods) { cluster.startPod(of: index) }
    for _ in 0..<max(0, pods - replicas) { _ = cluster.endPod(of: index, drawn: false) }
  }

  private mutating func replace(_ index: Int, _ batch: UpdatePolicy.Amount?) throws(ClusterSimulationError) {
    var group = cluster.groups[index].profile.group
    guard cluster.groups[index].replacement == nil else {
      throw ClusterSimulationError("the nodes of \(group.name) are already being replaced")
    }
    if let batch { group.update.maxUnavailable = batch }
    let members = cluster.members(of: index)
    let old = members.map { cluster.nodes[$0].serial }
    let zones = Set(cluster.groups[index].homes.map(\.zone)).count
    // In a group that grows with its pods, the evicted pods bring the new nodes.
    let update = NodeUpdate(of: group, nodes: old.count, zones: zones)
    let surge = cluster.groups[index].grows ? 0 : update.surge
    cluster.addNodes(surge, to: index)
    // EKS cordons all old nodes of a managed node group at once, as soon as the additional nodes exist.
    if update.cordonsOldNodes { cluster.cordonNodes(members) }
    cluster.groups[index].replacement = SimulatedGroup.Replacement(
      old: old.reversed(), surge: surge, batch: update.batch, nextStep: cluster.clock)
  }

  private mutating func lose(_ zone: String) throws(ClusterSimulationError) {
    let zones = Set(cluster.plan.subnets.map(\.zone))
    guard zones.contains(zone) else { throw missing("zone", zone, zones) }
    guard cluster.lostZones.insert(zone).inserted else { throw ClusterSimulationError("zone \(zone) is already lost") }
    for index in cluster.groups.indices {
      cluster.groups[index].homes.removeAll { $0.zone == zone }
    }
    let lost = cluster.nodes.indices.filter {
      cluster.nodes[$0].isLive && cluster.plan.subnets[cluster.nodes[$0].home].zone == zone
    }
    cluster.cordonNodes(lost)
    for index in lost {
      let group = cluster.nodes[index].group
      cluster.removeNode(index)
      // The nodes are replaced in other zones within a minute; groups that grow with their pods add nodes for the pods.
      if !cluster.groups[group].grows, !cluster.groups[group].isFargate {
        cluster.groups[group].missing += 1
      }
    }
  }
}
