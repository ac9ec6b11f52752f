extension ClusterPlan {
  /// The most zones of a plan, a file with measured traffic and a command line: several times as many as a region has.
  /// The traffic between zones takes a table of all pairs.
  package static let mostZones = 64
}

extension PlanValidation {
  /// The most node groups, workloads and Services, several times as many as the largest clusters have. With as many,
  /// every command takes less than 1 GiB.
  static let mostGroups = 10_000, mostWorkloads = 100_000, mostServices = 20_000
  /// The most subnets: 300 times the default quota of a VPC.
  static let mostSubnets = 65_536
  /// The most pairs of node groups and DaemonSets, each of which is placed on its own, and of node groups and other
  /// workloads, which look at all groups.
  static let mostDaemonSetPlaces = 5_000_000, mostWorkloadPlaces = 50_000_000
  /// The most pairs of workloads and of nodes that may differ in their pods. Each workload makes another node differ.
  static let mostNodePlaces = 500_000_000
  /// The most pairs of subnets and of what may take addresses in any of them: load balancers, endpoints, and the node
  /// groups whose pods are elsewhere.
  static let mostSubnetPlaces = 1_000_000
  /// The most pairs of Services and of zones of node groups, where traffic with a local policy looks at all nodes.
  static let mostServicePlaces = 1_000_000_000
  /// The most pairs of items of the plan and of subnets that are tried for groups whose choice of subnets is not known.
  static let mostTrials = 2_000_000

  /// Reports plans whose assessment would take much longer than that of any cluster: what grows with a product of two
  /// numbers is limited as a product.
  mutating func checkSize() {
    for (key, count, most) in [
      ("nodeGroups", plan.nodeGroups.count, Self.mostGroups),
      ("workloads", plan.workloads.count, Self.mostWorkloads), ("services", plan.services.count, Self.mostServices),
    ] where count > most {
      complain(PlanPart(.plan, key: key), "there are \(count) \(key); expected at most \(most)")
    }
    if plan.subnets.count > Self.mostSubnets {
      complain(
        PlanPart(.vpc, key: "subnets"), "there are \(plan.subnets.count) subnets; expected at most \(Self.mostSubnets)")
    }
    let zones = Set(plan.subnets.map(\.zone)).count
    if zones > ClusterPlan.mostZones {
      complain(
        PlanPart(.vpc, key: "subnets"), "the subnets are in \(zones) zones; expected at most \(ClusterPlan.mostZones)")
    }
    checkProducts()
    checkTrials()
    checkNodePlaces()
  }

  private mutating func checkProducts() {
    let (groups, subnets) = (plan.nodeGroups.count, plan.subnets.count)
    let daemonSets = plan.workloads.count(where: \.isDaemonSet)
    checkProduct(daemonSets, "DaemonSets", "workloads", groups, "node groups", Self.mostDaemonSetPlaces)
    checkProduct(
      plan.workloads.count - daemonSets, "workloads", "workloads", groups, "node groups", Self.mostWorkloadPlaces)
    let balancers = plan.services.flatMap(\.loadBalancers)
    let shared = Set(balancers.compactMap(\.sharedName)).count
    checkProduct(
      balancers.count { $0.sharedName == nil } + shared, "load balancers", "services", subnets, "subnets",
      Self.mostSubnetPlaces)
    let endpoints = plan.networkUse.endpoints.count { $0.kind == .interface }
    checkProduct(endpoints, "interface endpoints", "network", subnets, "subnets", Self.mostSubnetPlaces)
    let places = plan.nodeGroups.reduce(0) { $0 + min($1.subnets.count, ClusterPlan.mostZones) }
    checkProduct(
      plan.services.count, "Services", "services", places, "zones of node groups", Self.mostServicePlaces)
    let pods = plan.network.eniConfigs.values.reduce(0) { $0 + $1.count }
    checkProduct(pods, "subnets of ENIConfigs", "cni", groups, "node groups", Self.mostSubnetPlaces)
    let tagged = plan.subnets.count { $0.tags[SubnetTags.role] != nil }
    checkProduct(
      tagged, "subnets with the tag \(SubnetTags.role)", "vpc", subnets + groups, "subnets and node groups",
      Self.mostSubnetPlaces)
  }

  /// Each trial of a candidate subnet assesses the plan again.
  private mutating func checkTrials() {
    let items = plan.subnets.count + plan.nodeGroups.count + plan.workloads.count + plan.services.count
    let trials = plan.incompleteGroups.filter(\.isOnlyUndecided).reduce(0) { sum, item in
      sum + item.group.subnets.count * (item.group.subnets.count + 3)
    }
    checkProduct(
      trials, "trials of subnets (among)", "nodeGroups", items, "subnets, node groups, workloads and Services",
      Self.mostTrials)
  }

  private mutating func checkProduct(
    _ count: Int, _ noun: String, _ key: String, _ others: Int, _ otherNoun: String, _ most: Int
  ) {
    guard others > 0, count > most / others else { return }
    complain(
      PlanPart(.plan, key: key),
      "\(others) \(otherNoun) and \(count) \(noun) are too many; with these \(otherNoun) expected at most "
        + "\(most / others) \(noun)")
  }

  private mutating func checkNodePlaces() {
    let (workloads, groups) = (plan.replicated, plan.nodeGroups.count)
    guard workloads > 0, plan.nodePlaces > Self.mostNodePlaces else { return }
    // The largest number of workloads whose product with that of the nodes, or of all that may differ, is allowed.
    let half = Double(groups) / 2
    let most = Int((half * half + Double(Self.mostNodePlaces)).squareRoot() - half)
    let advice =
      if let nodes = plan.mostNodes {
        "on up to \(nodes) nodes are too many; with these nodes expected at most \(max(Self.mostNodePlaces / nodes, most))"
      } else {
        "are too many where a node group has neither maxSize nor limits; expected at most \(most)"
      }
    complain(PlanPart(.plan, key: "workloads"), "\(workloads) workloads \(advice) workloads")
  }
}

extension ClusterPlan.Draft {
  /// The number of workloads other than DaemonSets.
  fileprivate var replicated: Int { workloads.count { !$0.isDaemonSet } }

  /// The largest number of nodes; `nil` if nothing limits it.
  fileprivate var mostNodes: Int? {
    var sum = 0
    for group in nodeGroups where !group.isFargate {
      let byLimits = group.limits.flatMap { limits in group.instanceTypes.compactMap { limits.nodes(of: $0) }.max() }
      guard let most = [group.peakSize, byLimits].compactMap(\.self).min() else { return nil }
      sum += min(max(0, most), PlanValidation.mostNodes)
    }
    return sum
  }

  /// The number of pairs of workloads and of nodes that may differ in their pods, one more for each workload.
  var nodePlaces: Int {
    let differing = nodeGroups.count + replicated
    return replicated * min(mostNodes ?? differing, differing)
  }
}
