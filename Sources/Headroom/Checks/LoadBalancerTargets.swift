extension Check {
  /// A check for load balancers that have more targets at the peak, or more rules, than the quotas allow.
  static let loadBalancerTargets = Check(
    "HR-LBS-001", "Too many targets or rules of a load balancer",
    rule: """
      At the peak, more targets are registered than the quotas allow: 1,000 for an ALB; 3,000 for an NLB, but 500 per \
      zone, and 500 in total with cross-zone load balancing; 1,000 for a target group. A target counts in each of its \
      target groups, and each port of a Service has one. An ALB may also have at most 100 rules. Services that share a \
      load balancer count together.
      """,
    verdicts: [.fail],
    fix: """
      Register either pods or nodes as targets, whichever are fewer, distribute Services over more load balancers, or \
      ask AWS for a higher quota.
      """
  ) { (traffic: PlanTraffic) in
    BalancerMembers.all(of: traffic.services).compactMap { balancer in
      balancer.quotaProblem.map {
        Answer(.fail, balancer.parts.subject, $0, others: balancer.parts.others, moment: .peak)
      }
    }
  }
}

extension BalancerMembers {
  /// The quotas of targets for an ALB, an NLB, one zone of an NLB, and a target group, and of rules of an ALB.
  ///
  /// Source: Elastic Load Balancing user guides, quotas.
  private static let mostOfALB = 1000, mostOfNLB = 3000, mostOfNLBZone = 500, mostOfGroup = 1000, mostRules = 100

  /// A sentence about the first quota that the targets or rules exceed at the peak; `nil` if they exceed none.
  var quotaProblem: String? {
    let routes = members.flatMap(\.traffic.routes)
    if let problem = groupProblem { return problem }
    let all = routes.reduce(0) { $0 + $1.peakTargets.total * $1.ports }
    switch kind {
    case .alb where all > Self.mostOfALB:
      return "\(title) has \(all) targets at the peak; the quota is \(Self.mostOfALB)"
    case .alb: return ruleProblem
    // With cross-zone load balancing the quota of a zone applies to all targets of an NLB together.
    case .nlb where members.contains { $0.traffic.loadBalancer.crossesZones } && all > Self.mostOfNLBZone:
      return """
        \(title) has \(all) targets at the peak; with cross-zone load balancing the quota is \(Self.mostOfNLBZone) in \
        total
        """
    case .nlb where all > Self.mostOfNLB:
      return "\(title) has \(all) targets at the peak; the quota is \(Self.mostOfNLB)"
    case .nlb:
      let counts = routes.flatMap { route in route.peakTargets.byZone.map { ($0.key, $0.value * route.ports) } }
      let byZone = Dictionary(counts, uniquingKeysWith: +).sorted { $0.key < $1.key }
      guard let zone = byZone.first(where: { $0.value > Self.mostOfNLBZone }) else { return nil }
      return
        "\(title) has \(zone.value) targets in \(zone.key) at the peak; the quota is \(Self.mostOfNLBZone) per zone"
    }
  }

  private var groupProblem: String? {
    for (_, traffic) in members {
      let what = traffic.loadBalancer.target == .ip ? "pods" : "nodes"
      guard let largest = traffic.routes.map(\.peakTargets.total).max(), largest > Self.mostOfGroup else { continue }
      return "a target group of \(title) has \(largest) \(what) at the peak; the quota is \(Self.mostOfGroup)"
    }
    return nil
  }

  private var ruleProblem: String? {
    let rules = members.reduce(0) { $0 + $1.traffic.loadBalancer.rules }
    guard rules > Self.mostRules else { return nil }
    return "\(title) has \(rules) rules; the quota is \(Self.mostRules)"
  }
}
