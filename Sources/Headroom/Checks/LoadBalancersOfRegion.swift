extension Check {
  /// Whether the region takes the plan's load balancers.
  static let loadBalancersOfRegion = Check(
    "HR-LBS-003", "Many load balancers",
    rule: "The plan has more ALBs or NLBs than a region's quota of 50 each, or more than 3,000 target groups.",
    verdicts: [.warn],
    fix: "Let Services share one (IngressGroup), or ask AWS for a higher quota."
  ) { analysis in
    let exposures = analysis.traffic.services.flatMap(\.exposures)
    let part = PlanPart(.plan, key: "services")
    var answers = Exposure.Kind.allCases.compactMap { kind -> Answer? in
      let count = exposures.count { $0.exposure.kind == kind }
      guard count > mostLoadBalancers else { return nil }
      return Answer(
        .warn, part, "\(count) load balancers of type \(kind.rawValue); the region's quota is \(mostLoadBalancers)")
    }
    let groups = exposures.reduce(0) { $0 + $1.routes.count }
    if groups > mostTargetGroups {
      answers.append(Answer(.warn, part, "\(groups) target groups; the region's quota is \(mostTargetGroups)"))
    }
    return answers
  }

  /// A region's quotas: ELB user guides.
  private static let mostLoadBalancers = 50, mostTargetGroups = 3000
}
