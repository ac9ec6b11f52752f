extension Check {
  /// Whether load balancers may have the targets that the plan registers at its peak.
  static let loadBalancerTargets = Check(
    "HR-LBS-001", "Load balancer has too many targets",
    rule:
      "At the peak more targets are registered than the quotas allow: ALB 1,000; NLB 3,000, 500 a zone, 500 in all with cross-zone on; 1,000 in a target group. A target in several groups counts in each.",
    verdicts: [.fail],
    fix: "Register pods instead of nodes or the other way round, whichever are fewer; or ask AWS for a higher quota."
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
  /// Quotas, from the Elastic Load Balancing user guides.
  private static let mostOfALB = 1000, mostOfNLB = 3000, mostOfNLBZone = 500, mostOfGroup = 1000

  /// The first quota that the targets at the peak exceed, in a sentence.
  fileprivate var quotaProblem: String? {
    let kind = loadBalancer.kind.rawValue
    let what = loadBalancer.target == .ip ? "pods" : "nodes"
    let sizes = routes.map { $0.peakTargetsByZone.values.reduce(0, +) }
    let all = sizes.reduce(0, +)
    if let largest = sizes.max(), largest > Self.mostOfGroup {
      return "a target group of the \(kind) gets \(largest) \(what) at the peak; the quota is \(Self.mostOfGroup)"
    }
    let byZone = Dictionary(routes.flatMap { Array($0.peakTargetsByZone) }, uniquingKeysWith: +)
    switch loadBalancer.kind {
    case .alb where all > Self.mostOfALB:
      return "the alb gets \(all) targets at the peak; the quota is \(Self.mostOfALB)"
    case .nlb where loadBalancer.crossesZones && all > Self.mostOfNLBZone:
      return "the nlb gets \(all) targets at the peak; with cross-zone on the quota is \(Self.mostOfNLBZone) in all"
    case .nlb where all > Self.mostOfNLB:
      return "the nlb gets \(all) targets at the peak; the quota is \(Self.mostOfNLB)"
    case .nlb:
      guard let zone = byZone.sorted(by: { $0.key < $1.key }).first(where: { $0.value > Self.mostOfNLBZone }) else {
        return nil
      }
      return "the nlb gets \(zone.value) targets in \(zone.key) at the peak; the quota is \(Self.mostOfNLBZone) a zone"
    case .alb: return nil
    }
  }
}
