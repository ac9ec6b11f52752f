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
public struct FleetSimulator: Sendable {
  private var fleet: Fleet
  /// Seconds since the start.
  public private(set) var clock = 0
  private let workloadIndex: [String: Int]
  private let groupIndex: [String: Int]

  /// The most pods of a workload, and nodes of a group, that an event may ask for.
  static let mostPods = 10_000_000, mostNodes = 100_000

  /// Places the plan's nodes and pods and lets them come to rest.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - placement: Where EC2 puts single addresses.
  ///   - seed: Where the random numbers start; the same seed gives the same numbers.
  /// - Throws: ``FleetError`` if the block of a subnet is not known, or the plan is larger than a simulation can be.
  public init(of plan: ClusterPlan, placement: AddressPlacement = .firstFit, seed: UInt64 = 1) throws(FleetError) {
    try self.init(of: plan, placement: placement, seed: seed, isEager: false)
  }

  /// - Parameter isEager: Whether every node is looked at at every pass; slower, with the same result.
  init(of plan: ClusterPlan, placement: AddressPlacement, seed: UInt64, isEager: Bool) throws(FleetError) {
    let nodes = plan.nodeGroups.reduce(0) { $0 + min($1.desiredSize ?? 0, Self.mostNodes + 1) }
    guard nodes <= Self.mostNodes else {
      throw FleetError("the plan has more than \(Self.mostNodes) nodes; a simulation has so many at the most")
    }
    for workload in plan.workloads where workload.replicas > Self.mostPods {
      throw FleetError("workload \(workload.name) has more than \(Self.mostPods) pods, the most of a simulation")
    }
    fleet = try Fleet(of: plan, placement: placement, seed: seed, isEager: isEager)
    workloadIndex = Dictionary(uniqueKeysWithValues: plan.workloads.enumerated().map { ($1.name, $0) })
    groupIndex = Dictionary(uniqueKeysWithValues: plan.nodeGroups.enumerated().map { ($1.name, $0) })
  }

  /// Lets time pass up to a second; the agents' passes of that second come after the events that are still to be applied.
  public mutating func advance(to seconds: Int) {
    guard seconds > clock else { return }
    clock = seconds
    fleet.advance(to: fleet.offset + seconds)
  }

  /// Runs the passes of this second; then nothing more happens in it.
  public mutating func finish() { fleet.finish() }

  // MARK: Answers

  /// What is taken of each subnet, in the plan's order.
  public func moments() -> [FleetMoment] {
    let failing = failingPods
    return fleet.subnets.spaces.indices.map { index in
      let space = fleet.subnets.spaces[index]
      return FleetMoment(
        time: clock, subnet: fleet.plan.subnets[index].name, addresses: space.usedAddresses,
        freeAddresses: space.freeAddresses, prefixBlocks: space.held.count, freePrefixBlocks: space.freeBlocks,
        waitingPods: fleet.waiting[index], failedPods: fleet.summaries[index].failedPods + failing[index].pods,
        ec2Calls: fleet.subnets.calls[index])
    }
  }

  /// What became of the fleet so far.
  public var summary: FleetSummary {
    let failing = failingPods
    var subnets = fleet.summaries
    for index in subnets.indices {
      subnets[index].failedPods += failing[index].pods
      subnets[index].longestWait = max(subnets[index].longestWait, failing[index].longest)
      subnets[index].ec2Calls = fleet.subnets.calls[index]
      subnets[index].refusals = fleet.subnets.refusals[index]
      subnets[index].firstRefusal = fleet.subnets.firstRefusal[index].map { $0 - fleet.offset }
    }
    return FleetSummary(
      duration: clock, subnets: subnets, nodes: fleet.groups.reduce(0) { $0 + $1.nodes },
      missingNodes: fleet.groups.reduce(0) { $0 + $1.missing },
      pods: fleet.workloads.reduce(0) { $0 + $1.placed }, pendingPods: fleet.pendingPods,
      mostPending: fleet.mostPending, podEvents: fleet.podEvents)
  }

  /// Pods that have waited for ten minutes, and the longest wait, by subnet.
  private var failingPods: [(pods: Int, longest: Int)] {
    var failing: [(pods: Int, longest: Int)] = fleet.waiting.map { _ in (0, 0) }
    guard fleet.waiting.contains(where: { $0 > 0 }) else { return failing }
    let now = fleet.offset + clock
    for node in fleet.nodes where node.isLive {
      for line in [node.line, node.branchLine] {
        guard let since = line.since else { continue }
        failing[node.podSubnet].longest = max(failing[node.podSubnet].longest, now - max(since, fleet.offset))
        if now - Fleet.patience >= fleet.offset {
          failing[node.podSubnet].pods += line.count(since: now - Fleet.patience)
        }
      }
    }
    return failing
  }

  /// The /28 blocks of each subnet, in the plan's order.
  public func blockMaps() -> [BlockMap] {
    zip(fleet.plan.subnets, fleet.subnets.spaces).map { BlockMap($0.name, $1) }
  }

  // MARK: Events

  /// Lets something happen now.
  ///
  /// - Throws: ``FleetError`` if it cannot: what is named is not there, or fewer are there than should go.
  public mutating func apply(_ action: FleetEvent.Action) throws(FleetError) {
    fleet.clock = fleet.offset + clock
    fleet.subnets.clock = fleet.clock
    defer { fleet.noteExtremes() }
    switch action {
    case .scale(let name, let replicas): try scale(try workload(name), to: replicas)
    case .scaleBy(let name, let count):
      let index = try workload(name)
      let (replicas, overflows) = fleet.workloads[index].pods.addingReportingOverflow(count)
      try scale(index, to: overflows ? .max : replicas)
    case .addNodes(let name, let count):
      let index = try group(name)
      let room = Self.mostNodes - fleet.groups.reduce(0) { $0 + $1.nodes + $1.missing }
      guard 0...max(0, room) ~= count else {
        throw FleetError("\(count) nodes cannot be added; expected 0 to \(max(0, room))")
      }
      fleet.addNodes(count, to: index)
    case .replace(let name, let batch): try replace(try group(name), batch)
    case .drain(let name, let count):
      let index = try group(name)
      let members = fleet.members(of: index).filter { fleet.nodes[$0].leaf != nil }
      guard 0...members.count ~= count else {
        throw FleetError("\(count) nodes of \(name) cannot be drained; it has \(members.count) that take pods")
      }
      fleet.drainNodes(Array(members.prefix(count)))
    case .loseZone(let zone): try lose(zone)
    case .churn(let name, let rate, let until):
      guard 0...Self.mostPods ~= rate else {
        throw FleetError("\(rate) pods a minute cannot churn; expected 0 to \(Self.mostPods)")
      }
      let end = until.map { fleet.offset + $0 } ?? .max
      fleet.churns.append(Fleet.Churn(workload: try workload(name), rate: rate, start: fleet.clock, end: end))
    }
  }

  private func workload(_ name: String) throws(FleetError) -> Int {
    guard let index = workloadIndex[name] else { throw missing("workload", name, workloadIndex.keys) }
    guard !fleet.workloads[index].workload.isDaemonSet else {
      throw FleetError("\(name) is a DaemonSet, which has a pod on each node; expected another workload")
    }
    return index
  }

  private func group(_ name: String) throws(FleetError) -> Int {
    guard let index = groupIndex[name] else { throw missing("node group", name, groupIndex.keys) }
    guard !fleet.groups[index].isFargate else { throw FleetError("\(name) is a Fargate profile; expected nodes") }
    return index
  }

  private func missing(_ kind: String, _ name: String, _ names: some Sequence<String>) -> FleetError {
    let hint = nearestName(to: name, among: names.sorted()).map { "; did you mean '\($0)'?" } ?? ""
    return FleetError("no \(kind) '\(name.prefix(80))'\(hint)")
  }

  private mutating func scale(_ index: Int, to replicas: Int) throws(FleetError) {
    let pods = fleet.workloads[index].pods
    guard 0...Self.mostPods ~= replicas else {
      let name = fleet.workloads[index].workload.name
      throw FleetError("\(name) has \(pods) pods and cannot have \(replicas); expected 0 to \(Self.mostPods)")
    }
    for _ in 0..<max(0, replicas - pods) { fleet.startPod(of: index) }
    for _ in 0..<max(0, pods - replicas) { _ = fleet.endPod(of: index, drawn: false) }
  }

  private mutating func replace(_ index: Int, _ batch: UpdatePolicy.Amount?) throws(FleetError) {
    var group = fleet.groups[index].profile.group
    guard fleet.groups[index].replacement == nil else { throw FleetError("\(group.name) is being replaced already") }
    if let batch { group.update.maxUnavailable = batch }
    let members = fleet.members(of: index)
    let old = members.map { fleet.nodes[$0].serial }
    let zones = Set(fleet.groups[index].homes.map(\.zone)).count
    // Where nodes come with their pods, those that are sent away bring the new ones.
    let surge = fleet.groups[index].grows ? 0 : group.surgeNodes(size: old.count, zones: zones)
    fleet.addNodes(surge, to: index)
    // An update of a managed node group lets none of the old nodes take new pods, once others are there.
    if group.manager == .managed, group.update.strategy == .standard { fleet.cordonNodes(members) }
    fleet.groups[index].replacement = FleetGroup.Replacement(
      old: old.reversed(), surge: surge, batch: group.replacedAtOnce(size: old.count), nextStep: fleet.clock)
  }

  private mutating func lose(_ zone: String) throws(FleetError) {
    let zones = Set(fleet.plan.subnets.map(\.zone))
    guard zones.contains(zone) else { throw missing("zone", zone, zones) }
    guard fleet.lostZones.insert(zone).inserted else { throw FleetError("zone \(zone) is lost already") }
    for index in fleet.groups.indices {
      fleet.groups[index].homes.removeAll { $0.zone == zone }
    }
    let lost = fleet.nodes.indices.filter {
      fleet.nodes[$0].isLive && fleet.plan.subnets[fleet.nodes[$0].home].zone == zone
    }
    fleet.cordonNodes(lost)
    for index in lost {
      let group = fleet.nodes[index].group
      fleet.removeNode(index)
      // Replaced in the other zones, a minute later at the most; where nodes come with their pods those bring them.
      if !fleet.groups[group].grows, !fleet.groups[group].isFargate {
        fleet.groups[group].missing += 1
      }
    }
  }
}
