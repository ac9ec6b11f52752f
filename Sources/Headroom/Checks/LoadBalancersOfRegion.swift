extension Check {
  /// Whether the region takes the plan's load balancers.
  static let loadBalancersOfRegion = Check(
    "HR-LBS-003", "Many load balancers",
    rule: "The plan has more ALBs or NLBs than a region's quota of 50 each, or more than 3,000 target groups.",
    verdicts: [.warn],
    fix: "Let Services share one (IngressGroup), or ask AWS for a higher quota."
  ) { (traffic: PlanTraffic) in
    let loadBalancers = traffic.services.flatMap(\.loadBalancers)
    let part = PlanPart(.plan, key: "services")
    var answers = LoadBalancer.Kind.allCases.compactMap { kind -> Answer? in
      let count = loadBalancers.count { $0.loadBalancer.kind == kind }
      guard count > mostLoadBalancers else { return nil }
      return Answer(
        .warn, part, "\(count) load balancers of type \(kind.rawValue); the region's quota is \(mostLoadBalancers)")
    }
    let groups = loadBalancers.reduce(0) { $0 + $1.routes.count }
    if groups > mostTargetGroups {
      answers.append(Answer(.warn, part, "\(groups) target groups; the region's quota is \(mostTargetGroups)"))
    }
    return answers
  }

  /// A region's quotas: ELB user guides.
  private static let mostLoadBalancers = 50, mostTargetGroups = 3000
}
