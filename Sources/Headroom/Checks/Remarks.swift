extension Check {
  /// The checks that report what the files say from which a plan was made, one for each kind of remark.
  static let remarks = PlanRemark.Kind.allCases.map { kind in
    let text = kind.text
    return Check(text.code, text.title, rule: text.rule, verdicts: [text.verdict], fix: text.fix) {
      (analysis: PlanAnalysis) in
      analysis.plan.remarks.filter { $0.kind == kind && !analysis.plan.isReason($0) }.map {
        Answer(text.verdict, $0.subject, $0.message)
      }
    }
  }
}

extension PlanRemark.Kind {
  /// What a check for remarks of the kind says about itself.
  fileprivate struct Text {
    let code: String, title: String, rule: String, verdict: Verdict, fix: String
  }

  fileprivate var text: Text {
    switch self {
    case .drift:
      Text(
        code: "HR-IMP-001", title: "Plan that differs from what exists",
        rule: """
          A file that says what is wanted and a file that says what exists give different values. The verdicts are for \
          what is wanted.
          """, verdict: .warn, fix: "Apply the plan, or change it to what exists.")
    case .leakedInterface:
      Text(
        code: "HR-IMP-002", title: "Leaked network interface",
        rule: """
          A network interface has the tags of the VPC CNI and is attached to no instance. It keeps its addresses until it \
          is deleted.
          """, verdict: .note,
        fix: "Delete it with `aws ec2 delete-network-interface`, once no node uses it.")
    case .unexplainedAddresses:
      Text(
        code: "HR-IMP-003", title: "Addresses in use that the files do not explain",
        rule: """
          A subnet has fewer free addresses than its network interfaces and CIDR reservations explain, or an interface \
          has an address outside the subnet. The addresses count as taken.
          """, verdict: .warn,
        fix: "Print the interfaces and the subnets again at the same time, without filters, and look at both.")
    case .notInFiles:
      Text(
        code: "HR-IMP-004", title: "Fact that the files do not give",
        rule: "Something that decides how many addresses are taken is not in the files.",
        verdict: .unknown, fix: "Print what the message names, and add the file with -f.")
    case .placeholder:
      Text(
        code: "HR-IMP-005", title: "Placeholder in place of a value",
        rule: "A file has words such as ${NAME} or <generated> where values are expected. Those values are not known.",
        verdict: .unknown, fix: "Fill in the values, for example with envsubst, and read the result.")
    case .health:
      Text(
        code: "HR-IMP-006", title: "Problem that EKS reports",
        rule: "The description of the cluster or of a node group has a health issue.",
        verdict: .warn, fix: "See the EKS user guide for the code of the issue.")
    case .refusedByTool:
      Text(
        code: "HR-IMP-007", title: "File that its own tool refuses",
        rule: "A file has a value that Headroom understands, but that the tool the file is for will not accept.",
        verdict: .warn, fix: "Change the file as the message says.")
    case .assumption:
      Text(
        code: "HR-IMP-008", title: "Assumption that was asked for",
        rule: """
          The nodes of a group are in some of several subnets, and --assume-even-spread takes them to be spread evenly over \
          all. Every number of these subnets rests on it.
          """, verdict: .note, fix: "Read the files again once the subnets exist.")
    case .replacement:
      Text(
        code: "HR-IMP-009", title: "Node group that is replaced",
        rule: """
          Terraform creates a node group before it deletes the one that it replaces (create_before_destroy). The plan has \
          both, each with its largest number of nodes.
          """, verdict: .note, fix: "Reduce the sizes of the old group before the plan is applied, if both do not fit.")
    }
  }
}
