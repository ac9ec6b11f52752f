extension Check {
  /// A check for nodes whose max pods are not known.
  static let podDensityUnknown = Check(
    "HR-POD-007", "Unknown max pods",
    rule: """
      The max pods of an instance type depend on its number of vCPUs (110 up to 30 vCPUs, 250 above), which is not \
      known.
      """,
    verdicts: [.unknown],
    fix: "Add the type with its vCPUs under instanceTypes. `aws ec2 describe-instance-types` prints the vCPUs."
  ) { (analysis: PlanAnalysis) in
    analysis.groups.flatMap { load in
      load.profile.nodes.filter { $0.maxPods == nil }.map { node in
        Answer(
          .unknown, PlanPart(.nodeGroup, load.profile.group.name),
          """
          the number of vCPUs of \(node.type.name) is not known, so max pods are 110 or 250; 110 counts for pods and \
          250 counts for addresses
          """)
      }
    }
  }
}
