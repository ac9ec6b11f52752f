extension Check {
  /// A check for max pods expressions that the program which configures the nodes cannot use.
  static let maxPodsExpression = Check(
    "HR-POD-010", "maxPodsExpression without a value",
    rule: """
      The maxPodsExpression of a group has no value from 1 to 2147483647 (0 with Karpenter) on an instance type, for \
      example because of an unknown name, or nothing reads it: only nodeadm (Amazon Linux 2023 in self-managed groups \
      or with a custom AMI) and Karpenter do. nodeadm then uses its formula; Karpenter creates no nodes.
      """,
    verdicts: [.warn],
    fix: """
      Use the variables default_enis, ips_per_eni and max_pods with + - * / % and conditions. Karpenter also knows \
      vcpus, memory_mib, min() and max().
      """
  ) { (analysis: PlanAnalysis) in
    analysis.groups.flatMap { load -> [Answer] in
      let group = load.profile.group
      guard let expression = group.maxPodsExpression, let setter = group.maxPodsSetter else { return [] }
      let part = PlanPart(.nodeGroup, group.name, key: "maxPodsExpression")
      guard setter == .nodeadm || setter == .karpenter else {
        return [Answer(.warn, part, "maxPodsExpression has no effect, because \(setter.rawValue) sets max pods")]
      }
      return load.profile.nodes.filter { group.expressedMaxPods(on: $0.type) == nil }.map { node in
        Answer(
          .warn, part,
          "'\(expression.text.prefix(80))' has no value on \(node.type.name), so the formula is used")
      }
    }
  }
}
