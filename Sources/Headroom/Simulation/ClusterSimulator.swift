/// A planned cluster over time: its nodes draw on the same subnets, whose addresses and /28 blocks are really taken and
/// given back.
///
/// ```swift
/// var fleet = try FleetSimulator(of: plan, placement: .adversarial)
/// try fleet.apply(.scale("nginx", to: 400))
/// fleet.advance(to: 600)
/// print(fleet.moments().map(\.freePrefixBlocks))
/// ```
///
/// It starts with the plan's nodes and pods at rest. What it decides where Kubernetes or EC2 leave it open: a pod goes to
/// the node with the fewest pods that has room, the newest pod goes first when a workload is scaled down, any pod ends
/// when it churns, nodes are ready at once, and what found no address is tried again every minute.
public struct ClusterSimulator: Sendable {
  private var cluster: SimulatedCluster
  /// Seconds since the start.
  public private(set) var clock = 0

  /// The most pods of a workload, and nodes of a group, that an event may ask for.
  static let mostPods = 10_000_000, mostNodes = 100_000

  /// Places the plan's nodes and pods and lets them come to rest.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - placement: Where EC2 puts single addresses.
  ///   - seed: Where the random numbers start; the same seed gives the same numbers.
  /// - Throws: ``ClusterSimulationError`` if the block of a subnet is not known, or the plan is larger than a simulation can be.
  public init(of plan: ClusterPlan, placement: AddressPlacement = .firstFit, seed: UInt64 = 1)
    throws(ClusterSimulationError)
  {
    try self.init(of: plan, placement: placement, seed: seed, isEager: false)
  }

  /// - Parameter isEager: Whether every node is looked at at every pass; slower, with the same result.
  init(of plan: ClusterPlan, placement: AddressPlacement, seed: UInt64, isEager: Bool) throws(ClusterSimulationError) {
    let nodes = plan.nodeGroups.reduce(0) { $0 + min($1.desiredSize ?? 0, Self.mostNodes + 1) }
    guard nodes <= Self.mostNodes else {
      throw ClusterSimulationError(
        "the plan has more than \(Self.mostNodes) nodes; a simulation has so many at the most")
    }
    for workload in plan.workloads where workload.replicas > Self.mostPods {
      throw ClusterSimulationError(
        "workload \(workload.name) has more than \(Self.mostPods) pods, the most of a simulation")
    }
    cluster = try SimulatedCluster(of: plan, placement: placement, seed: seed, isEager: isEager)
  }

  /// Lets time pass up to a second; the agents' passes of that second come after the events that are still to be applied.
  public mutating func advance(to seconds: Int) {
    guard seconds > clock else { return }
    clock = seconds
    cluster.advance(to: cluster.offset + seconds)
  }

  /// Runs the passes of this second; then nothing more happens in it.
  public mutating func finish() { cluster.finish() }

  // MARK: Answers

  /// What is taken of each subnet, in the plan's order.
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

  /// What became of the fleet so far.
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
      mostPending: cluster.mostPending, podEvents: cluster.podEvents)
  }

  /// Pods that have waited for ten minutes, and the longest wait, by subnet.
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

  /// The /28 blocks of each subnet, in the plan's order.
  public func blockMaps() -> [BlockMap] {
    zip(cluster.plan.subnets, cluster.subnets.spaces).map { BlockMap($0.name, $1) }
  }

  // MARK: Events

  /// Lets something happen now.
  ///
  /// - Throws: ``ClusterSimulationError`` if it cannot: what is named is not there, or fewer are there than should go.
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
          "\(count) nodes of \(name) cannot be drained; it has \(members.count) that take pods")
      }
      cluster.drainNodes(Array(members.prefix(count)))
    case .loseZone(let zone): try lose(zone)
    case .churn(let name, let rate, let until):
      guard 0...Self.mostPods ~= rate else {
        throw ClusterSimulationError("\(rate) pods a minute cannot churn; expected 0 to \(Self.mostPods)")
      }
      let end = until.map { cluster.offset + $0 } ?? .max
      cluster.churns.append(
        SimulatedCluster.Churn(workload: try workload(name), rate: rate, start: cluster.clock, end: end))
    }
  }

  private func workload(_ name: String) throws(ClusterSimulationError) -> Int {
    let known = cluster.plan.index.workloads
    guard let index = known[name] else { throw missing("workload", name, known.keys) }
    guard !cluster.workloads[index].workload.isDaemonSet else {
      throw ClusterSimulationError("\(name) is a DaemonSet, which has a pod on each node; expected another workload")
    }
    return index
  }

  private func group(_ name: String) throws(ClusterSimulationError) -> Int {
    let known = cluster.plan.index.nodeGroups
    guard let index = known[name] else { throw missing("node group", name, known.keys) }
    guard !cluster.groups[index].isFargate else {
      throw ClusterSimulationError("\(name) is a Fargate profile; expected nodes")
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
      throw ClusterSimulationError("\(group.name) is being replaced already")
    }
    if let batch { group.update.maxUnavailable = batch }
    let members = cluster.members(of: index)
    let old = members.map { cluster.nodes[$0].serial }
    let zones = Set(cluster.groups[index].homes.map(\.zone)).count
    // Where nodes come with their pods, those that are sent away bring the new ones.
    let update = NodeUpdate(of: group, nodes: old.count, zones: zones)
    let surge = cluster.groups[index].grows ? 0 : update.surge
    cluster.addNodes(surge, to: index)
    // EKS cordons all old nodes of a managed group at once, as soon as the additional ones are there.
    if update.cordonsOldNodes { cluster.cordonNodes(members) }
    cluster.groups[index].replacement = SimulatedGroup.Replacement(
      old: old.reversed(), surge: surge, batch: update.batch, nextStep: cluster.clock)
  }

  private mutating func lose(_ zone: String) throws(ClusterSimulationError) {
    let zones = Set(cluster.plan.subnets.map(\.zone))
    guard zones.contains(zone) else { throw missing("zone", zone, zones) }
    guard cluster.lostZones.insert(zone).inserted else { throw ClusterSimulationError("zone \(zone) is lost already") }
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
      // Replaced in the other zones, a minute later at the most; where nodes come with their pods those bring them.
      if !cluster.groups[group].grows, !cluster.groups[group].isFargate {
        cluster.groups[group].missing += 1
      }
    }
  }
}
