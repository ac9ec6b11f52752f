extension Check {
  /// Whether the nodes that stay find addresses for the pods of nodes that are replaced.
  static let nodesReplaced = Check(
    "HR-SUR-004", "Pods of replaced nodes wait for addresses",
    rule:
      "Unless policy.rollingUpdate is false: where old nodes go first (update.strategy MINIMAL, groups that nobody manages), the nodes that stay have too few spare addresses for the pods that move, and ask a subnet for more addresses, or /28 blocks, than it has now. With WARM_ENI_TARGET a drained node keeps its addresses until it ends; with other targets it releases them within half a minute.",
    verdicts: [.warn], fix: "Lower update.maxUnavailable, use larger subnets, or hold fewer spare addresses."
  ) { (analysis: PlanAnalysis) in
    guard analysis.plan.policy.allowsRollingUpdate else { return [] }
    return analysis.groups.flatMap { load -> [Answer] in
      guard let replacement = NodeReplacement(of: load, in: analysis) else { return [] }
      let nodes = replacement.nodes == 1 ? "a node is" : "\(replacement.nodes) nodes are"
      let until =
        replacement.keepsAddresses ? "the old nodes end" : "the old nodes release theirs, within half a minute"
      return replacement.shortages.map { shortage in
        Answer(
          .warn, PlanPart(.nodeGroup, load.profile.group.name),
          "while \(nodes) replaced the others ask subnet \(shortage.subnet) for \(shortage.asked) more addresses, for \(replacement.pods) pods that move; it has \(shortage.left) until \(until)",
          others: [PlanPart(.subnet, shortage.subnet)])
      }
    }
  }
}
