extension Check {
  /// A check for weighted target groups that a load balancer does not accept or does not forward to.
  static let targetGroupWeights = Check(
    "HR-LBS-002", "Invalid weighted target groups",
    rule: "A listener action has more than 5 target groups, or all of them have weight 0, so nothing is forwarded.",
    verdicts: [.fail],
    fix: "Distribute the target groups over several rules, or give at least one of them a weight above 0."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item in
      item.loadBalancers.flatMap { loadBalancer -> [Answer] in
        let groups = loadBalancer.loadBalancer.targetGroups
        let part = PlanPart(.service, item.service.name)
        var answers: [Answer] = []
        if groups.count > mostGroups {
          answers.append(
            Answer(.fail, part, "a listener action has \(groups.count) target groups; the quota is \(mostGroups)"))
        }
        if !groups.isEmpty, groups.allSatisfy({ $0.weight == 0 }) {
          answers.append(Answer(.fail, part, "all target groups have weight 0, so nothing is forwarded"))
        }
        return answers
      }
    }
  }

  /// The quota of target groups in one action, which cannot be raised.
  ///
  /// Source: Elastic Load Balancing user guide, quotas.
  private static let mostGroups = 5
}
