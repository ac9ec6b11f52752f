extension Check {
  /// A check for plans with more load balancers or target groups than the quotas of a region.
  static let loadBalancersOfRegion = Check(
    "HR-LBS-003", "Too many load balancers in the region",
    rule: "The plan has more ALBs or more NLBs than the region's quota of 50 each, or more than 3,000 target groups.",
    verdicts: [.warn],
    fix: "Let Services share a load balancer (IngressGroup), or ask AWS for a higher quota."
  ) { (traffic: PlanTraffic) in
    let loadBalancers = BalancerMembers.all(of: traffic.services)
    let part = PlanPart(.plan, key: "services")
    var answers = LoadBalancer.Kind.allCases.compactMap { kind -> Answer? in
      let count = loadBalancers.count { $0.kind == kind }
      guard count > mostLoadBalancers else { return nil }
      return Answer(
        .warn, part,
        "the plan has \(count) load balancers of type \(kind.name); the region's quota is \(mostLoadBalancers)"
      )
    }
    let groups = loadBalancers.flatMap(\.members).flatMap(\.traffic.routes).reduce(0) { $0 + $1.ports }
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
