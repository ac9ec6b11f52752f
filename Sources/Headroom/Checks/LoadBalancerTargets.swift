extension Check {
  /// A check for load balancers that have more targets at the peak than the quotas allow.
  static let loadBalancerTargets = Check(
    "HR-LBS-001", "Too many targets of a load balancer",
    rule: """
      At the peak, more targets are registered than the quotas allow: 1,000 for an ALB; 3,000 for an NLB, but 500 per \
      zone, and 500 in total with cross-zone load balancing; 1,000 for a target group. A target in several target \
      groups counts in each of them.
      """,
    verdicts: [.fail],
    fix: "Register either pods or nodes as targets, whichever are fewer, or ask AWS for a higher quota."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item in
      item.loadBalancers.compactMap { loadBalancer -> Answer? in
        guard let problem = loadBalancer.quotaProblem else { return nil }
        return Answer(.fail, PlanPart(.service, item.service.name), problem)
      }
    }
  }
}

extension LoadBalancerTraffic {
  /// The quotas of targets for an ALB, an NLB, one zone of an NLB, and a target group.
  ///
  /// Source: Elastic Load Balancing user guides, quotas.
  private static let mostOfALB = 1000, mostOfNLB = 3000, mostOfNLBZone = 500, mostOfGroup = 1000

  /// A sentence about the first quota that the targets exceed at the peak; `nil` if they exceed none.
  fileprivate var quotaProblem: String? {
    let kind = loadBalancer.kind.name
    let what = loadBalancer.target == .ip ? "pods" : "nodes"
    let sizes = routes.map { $0.peakTargetsByZone.values.reduce(0, +) }
    let all = sizes.reduce(0, +)
    if let largest = sizes.max(), largest > Self.mostOfGroup {
      return "a target group of the \(kind) has \(largest) \(what) at the peak; the quota is \(Self.mostOfGroup)"
    }
    let byZone = Dictionary(routes.flatMap { Array($0.peakTargetsByZone) }, uniquingKeysWith: +)
    switch loadBalancer.kind {
    case .alb where all > Self.mostOfALB:
      return "the ALB has \(all) targets at the peak; the quota is \(Self.mostOfALB)"
    // With cross-zone load balancing the quota of a zone applies to all targets of an NLB together.
    case .nlb where loadBalancer.crossesZones && all > Self.mostOfNLBZone:
      return """
        the NLB has \(all) targets at the peak; with cross-zone load balancing the quota is \(Self.mostOfNLBZone) in \
        total
        """
    case .nlb where all > Self.mostOfNLB:
      return "the NLB has \(all) targets at the peak; the quota is \(Self.mostOfNLB)"
    case .nlb:
      guard let zone = byZone.sorted(by: { $0.key < $1.key }).first(where: { $0.value > Self.mostOfNLBZone }) else {
        return nil
      }
      return "the NLB has \(zone.value) targets in \(zone.key) at the peak; the quota is \(Self.mostOfNLBZone) per zone"
    case .alb: return nil
    }
  }
}
