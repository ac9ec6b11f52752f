extension Check {
  /// A check for updates that move more pods to the remaining nodes than the subnets have addresses for.
  static let nodesReplaced = Check(
    "HR-SUR-004", "Too few addresses for pods of replaced nodes",
    rule: """
      An update removes old nodes first (update.strategy MINIMAL, and self-managed groups), and the remaining nodes \
      need more addresses or /28 blocks for the pods that move than a subnet has now (unless policy.rollingUpdate is \
      false). A drained node keeps its addresses until it terminates with WARM_ENI_TARGET, and for up to half a minute \
      with other targets.
      """,
    verdicts: [.warn], fix: "Lower update.maxUnavailable, use larger subnets, or keep fewer warm addresses."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.policy.allowsRollingUpdate else { return [] }
    return analysis.groups.flatMap { load -> [Answer] in
      guard let replacement = NodeReplacement(of: load, in: analysis) else { return [] }
      let nodes = replacement.nodes == 1 ? "a node is" : "\(replacement.nodes) nodes are"
      let until =
        replacement.keepsAddresses ? "the old nodes terminate" : "the old nodes release theirs within half a minute"
      return replacement.shortages.map { shortage in
        Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name),
          """
          while \(nodes) replaced, the other nodes need \(shortage.asked) more addresses from subnet \
          \(shortage.subnet) for \(replacement.pods) pods that move; it has \(shortage.left) until \(until)
          """,
          others: [PlanPart(.subnet, shortage.subnet)], moment: .whatIf)
      }
    }
  }
}
