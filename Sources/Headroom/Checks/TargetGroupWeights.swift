extension Check {
  /// Whether a load balancer takes the target groups of a Service, and sends to any of them.
  static let targetGroupWeights = Check(
    "HR-LBS-002", "Weighted target groups that do not work",
    rule:
      "A listener's action has more than 5 target groups, or all their weights are 0, so that nothing is forwarded.",
    verdicts: [.fail],
    fix: "Split the groups over rules, or give one of them a weight."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item in
      item.loadBalancers.flatMap { loadBalancer -> [Answer] in
        let groups = loadBalancer.loadBalancer.targetGroups
        let part = PlanPart(.service, item.service.name)
        var answers: [Answer] = []
        if groups.count > mostGroups {
          answers.append(Answer(.fail, part, "\(groups.count) target groups in one action; the quota is \(mostGroups)"))
        }
        if !groups.isEmpty, groups.allSatisfy({ $0.weight == 0 }) {
          answers.append(Answer(.fail, part, "all target groups have weight 0: nothing is forwarded"))
        }
        return answers
      }
    }
  }

  /// Target groups of one action: ELB user guide, quotas; it cannot be raised.
  private static let mostGroups = 5
}
