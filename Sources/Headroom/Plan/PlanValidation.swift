/// The checks for contradictions in a plan.
struct PlanValidation {
  let plan: ClusterPlan.Draft
  private(set) var problems: [PlanError.Problem] = []

  /// The largest accepted numbers of nodes, pods and pods per node: at least ten times as many as any cluster has.
  static let mostNodes = 1_000_000, mostPods = 100_000_000, mostPodsPerNode = 10_000
  /// The number of problems after which no "did you mean" hints are given any more.
  private static let mostHints = 50

  init(of plan: ClusterPlan.Draft) {
    self.plan = plan
    checkNames()
    checkSubnets()
    for group in plan.nodeGroups { checkGroup(group) }
    for item in plan.incompleteGroups { checkGroup(item.group, unknown: item.unknown) }
    checkReferences()
    checkQuantities()
    checkSize()
    checkGrowth()
    checkTraffic()
  }

  mutating func complain(_ part: PlanPart, _ message: String) {
    problems.append(PlanError.Problem(part, message))
  }

  /// The node groups, including those that are not fully known.
  private var allGroups: [NodeGroup] { plan.nodeGroups + plan.incompleteGroups.map(\.group) }

  private mutating func checkNames() {
    if plan.subnets.isEmpty { complain(PlanPart(.vpc, key: "subnets"), "there is no subnet; at least one is required") }
    checkNames(plan.subnets.map(\.name), .subnet)
    checkNames(allGroups.map(\.name), .nodeGroup)
    checkNames(plan.workloads.map(\.name), .workload)
    checkNames(plan.reservations.map(\.name), .reservation)
  }

  mutating func checkNames(_ names: [String], _ kind: PlanPart.Kind) {
    var seen: Set<String> = []
    for name in names {
      let part = PlanPart(kind, name, key: "name")
      if name.isEmpty || name.utf8.count > 253 { complain(part, "a name must have 1 to 253 bytes") }
      if !seen.insert(name).inserted { complain(part, "duplicate name '\(name)'; names must be unique") }
    }
  }

  private mutating func checkGroup(_ group: NodeGroup, unknown: Set<IncompleteGroup.Unknown> = []) {
    let part = PlanPart(.nodeGroup, group.name)
    if group.instanceTypes.isEmpty, !group.isFargate, !unknown.contains(.instanceTypes) {
      complain(part.key("instanceTypes"), "there is no instance type; at least one is required")
    }
    if group.subnets.isEmpty, !unknown.contains(.subnets) {
      complain(part.key("subnets"), "there is no subnet; at least one is required")
    }
    let makesItsOwn = group.manager == .karpenter || group.manager == .autoMode || group.isFargate
    if group.desiredSize == nil, !makesItsOwn, !unknown.contains(.desiredSize) {
      complain(part.key("desiredSize"), "`desiredSize` is required except with Karpenter, Auto Mode and Fargate")
    }
    for (key, size) in [("minSize", group.minSize), ("desiredSize", group.desiredSize), ("maxSize", group.maxSize)] {
      if let size, !(0...Self.mostNodes).contains(size) {
        complain(part.key(key), "\(key) is \(size); expected 0 to \(Self.mostNodes)")
      }
    }
    if let least = group.minSize, let most = group.peakSize, least > most {
      complain(part.key("minSize"), "minSize \(least) is above \(most), the largest size of the group")
    }
    if let least = group.minSize, let size = group.desiredSize, least > size, size <= group.maxSize ?? size {
      complain(part.key("desiredSize"), "desiredSize \(size) is below minSize \(least)")
    }
    if let size = group.desiredSize, let most = group.maxSize, size > most {
      complain(part.key("desiredSize"), "desiredSize \(size) is above maxSize \(most)")
    }
    if let pods = group.currentMaxPods, !(1...Self.mostPodsPerNode).contains(pods) {
      complain(part.key("currentMaxPods"), "currentMaxPods is \(pods); expected 1 to \(Self.mostPodsPerNode)")
    }
    if let pods = group.declaredMaxPods, !(1...Self.mostPodsPerNode).contains(pods) {
      complain(part.key("maxPods"), "maxPods is \(pods); expected 1 to \(Self.mostPodsPerNode)")
    }
    for (key, value) in [("podsPerCore", group.podsPerCore), ("reservedENIs", group.reservedENIs)] {
      if !(0...1000).contains(value) { complain(part.key(key), "\(key) is \(value); expected 0 to 1000") }
    }
    checkWeights(group, part.key("weights"))
    checkKarpenter(group, part)
    checkCosts(of: group, part)
  }

  private mutating func checkWeights(_ group: NodeGroup, _ part: PlanPart) {
    guard !group.weights.isEmpty else { return }
    if group.manager != .selfManaged {
      complain(part, "`weights` is a setting of Auto Scaling groups, but the manager is \(group.manager.rawValue)")
    }
    let types = Set(group.instanceTypes.map(\.name))
    for (name, weight) in group.weights.sorted(by: { $0.key < $1.key }) {
      if !types.contains(name) { complain(part, "'\(name)' is not one of the instance types of the group") }
      if !(1...999).contains(weight) { complain(part, "the weight of \(name) is \(weight); expected 1 to 999") }
    }
    for name in types.subtracting(group.weights.keys).sorted() {
      complain(part, "\(name) has no weight; if one instance type has a weight, all must have one")
    }
  }

  /// Reports settings of Karpenter in a group that Karpenter does not manage.
  private mutating func checkKarpenter(_ group: NodeGroup, _ part: PlanPart) {
    let isAutoMode = group.manager == .autoMode
    guard group.manager != .karpenter else { return }
    let settings = [
      ("podsPerCore", group.podsPerCore != 0), ("reservedENIs", group.reservedENIs != 0),
      ("limits", group.limits != nil && !isAutoMode), ("zoneSpread", group.spreadsOverZones && !isAutoMode),
    ]
    for (key, isGiven) in settings where isGiven {
      complain(part.key(key), "`\(key)` is a setting of Karpenter, but the manager is \(group.manager.rawValue)")
    }
  }

  private mutating func checkReferences() {
    let subnets = Dictionary(plan.subnets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let subnetNames = Set(subnets.keys)
    for group in allGroups {
      checkReferences(group.subnets, in: subnetNames, "subnet", PlanPart(.nodeGroup, group.name, key: "subnets"))
    }
    for item in plan.reservations {
      checkReferences(item.subnets, in: subnetNames, "subnet", PlanPart(.reservation, item.name, key: "subnets"))
      if item.subnets.isEmpty {
        complain(PlanPart(.reservation, item.name, key: "subnets"), "there is no subnet; at least one is required")
      }
    }
    checkIPFamily()
    let groups = Set(allGroups.map(\.name))
    for workload in plan.workloads {
      checkReferences(
        workload.nodeGroups, in: groups, "node group", PlanPart(.workload, workload.name, key: "nodeGroups"))
    }
    let part = PlanPart(.cni, key: "eniConfigs")
    for (zone, names) in plan.network.eniConfigs.sorted(by: { $0.key < $1.key }) {
      checkReferences(names, in: subnetNames, "subnet", part)
      if !plan.region.contains(zone: zone) { complain(part, "zone '\(zone)' is not in region \(plan.region)") }
      for name in names {
        guard let subnet = subnets[name], subnet.zone != zone else { continue }
        complain(
          part,
          "subnet '\(name)' is in zone \(subnet.zone); the ENIConfig of zone \(zone) needs a subnet in that zone")
      }
    }
  }

  /// The CNI's variables may repeat the plan's address family, but must not contradict it.
  private mutating func checkIPFamily() {
    let family = plan.network.ipFamily
    for (name, isFamily) in [("ENABLE_IPv4", family == .ipv4), ("ENABLE_IPv6", family == .ipv6)] {
      guard let text = plan.network.environment.variables[name], let flag = CNIEnvironment.parseBool(text) else {
        continue
      }
      if flag != isFamily { complain(PlanPart(.cni, name), "\(name) is \(flag), but ipFamily is \(family.rawValue)") }
    }
  }

  mutating func checkReferences(
    _ names: [String], in known: Set<String>, _ kind: String, _ part: PlanPart
  ) {
    var seen: Set<String> = []
    for name in names {
      if !known.contains(name) {
        // Comparing a name with all others takes time, and a file with that many errors needs no hints.
        let near = problems.count < Self.mostHints ? nearestName(to: name, among: known.sorted()) : nil
        let hint = near.map { "; did you mean '\($0)'?" } ?? ""
        complain(part, "there is no \(kind) '\(name)'\(hint)")
      } else if !seen.insert(name).inserted {
        complain(part, "\(kind) '\(name)' is listed twice")
      }
    }
  }

  private mutating func checkQuantities() {
    for workload in plan.workloads {
      let part = PlanPart(.workload, workload.name)
      for (key, count) in [("replicas", workload.replicas), ("maxReplicas", workload.maxReplicas ?? 0)] {
        if !(0...Self.mostPods).contains(count) {
          complain(part.key(key), "\(key) is \(count); expected 0 to \(Self.mostPods)")
        }
      }
      if let most = workload.maxReplicas, most < workload.replicas {
        complain(part.key("maxReplicas"), "maxReplicas \(most) is below replicas \(workload.replicas)")
      }
    }
    for item in plan.reservations {
      // The peak is never less than the number now, so one of them is enough to name.
      guard let wrong = [item.addresses, item.peakAddresses].first(where: { !(0...65_536).contains($0) }) else {
        continue
      }
      complain(
        PlanPart(.reservation, item.name, key: "addresses"),
        "\(wrong) addresses per subnet are not possible; expected 0 to 65536")
    }
    if !(1...100).contains(plan.policy.maxUtilization) {
      complain(
        PlanPart(.plan, key: "policy"), "maxUtilization is \(plan.policy.maxUtilization)%; expected 1% to 100%")
    }
  }
}
