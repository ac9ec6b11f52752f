extension Check {
  /// Whether the max pods of every group are known.
  static let podDensityUnknown = Check(
    "HR-POD-007", "Max pods not known",
    rule: "Max pods hang on a vCPU count (110 up to 30, 250 above) that no source tells.",
    verdicts: [.unknown],
    fix: "Add the type with its vCPUs under instanceTypes; `aws ec2 describe-instance-types` tells them."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.flatMap { load in
      load.profile.nodes.filter { $0.maxPods == nil }.map { node in
        Answer(
          .unknown, PlanPart(.nodeGroup, load.profile.group.name),
          "the vCPUs of \(node.type.name) are not known, so max pods are 110 or 250: 110 counts for pods and 250 for addresses"
        )
      }
    }
  }
}
