extension Check {
  /// A check for plans with more load balancers or target groups than the quotas of a region.
  static let loadBalancersOfRegion = Check(
    "HR-LBS-003", "Too many load balancers in the region",
    rule: "The plan has more ALBs or more NLBs than the region's quota of 50 each, or more than 3,000 target groups.",
    verdicts: [.warn],
    fix: "Let Services share a load balancer (IngressGroup), or ask AWS for a higher quota."
  ) { (traffic: PlanTraffic) in
    let loadBalancers = traffic.services.flatMap(\.loadBalancers)
    let part = PlanPart(.plan, key: "services")
    var answers = LoadBalancer.Kind.allCases.compactMap { kind -> Answer? in
      let count = loadBalancers.count { $0.loadBalancer.kind == kind }
      guard count > mostLoadBalancers else { return nil }
      return Answer(
        .warn, part,
        "the plan has \(count) load balancers of type \(kind.rawValue.uppercased()); the region's quota is \(mostLoadBalancers)"
      )
    }
    let groups = loadBalancers.reduce(0) { $0 + $1.routes.count }
    if groups > mostTargetGroups {
      answers.append(
        Answer(.warn, part, "the plan has \(groups) target groups; the region's quota is \(mostTargetGroups)"))
    }
    return answers
  }

  /// The quotas of a region: load balancers of one type, and target groups.
  ///
  /// Source: Elastic Load Balancing user guides, quotas.
  private static let mostLoadBalancers = 50, mostTargetGroups = 3000
}
