extension Check {
  /// A check for IPv6 settings and nodes with which the CNI does not start.
  static let ipv6Settings = Check(
    "HR-CNI-005", "Unsupported IPv6 configuration",
    rule: """
      IPv6 requires prefix delegation and Linux nodes on Nitro or bare metal, and excludes custom networking. \
      Otherwise the CNI does not start.
      """,
    verdicts: [.fail],
    fix: """
      Set ENABLE_PREFIX_DELEGATION to true and AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to false, and use Linux nodes of \
      Nitro instance types.
      """
  ) { (analysis: PlanAnalysis) in
    let settings = analysis.plan.network.settings
    guard settings.ipv6, analysis.plan.network.kind != .overlay else { return [] }
    var answers: [Answer] = []
    // ipamd validates its settings when it starts and exits if they are contradictory.
    if settings.customNetworking {
      answers.append(
        Answer(.fail, PlanPart(.cni), "IPv6 and custom networking are mutually exclusive; ipamd does not start"))
    }
    if !settings.prefixDelegation {
      answers.append(
        Answer(.fail, PlanPart(.cni), "IPv6 requires ENABLE_PREFIX_DELEGATION=true; without it ipamd does not start"))
    }
    for load in analysis.groups where load.profile.group.platform == .windows {
      answers.append(
        Answer(
          .fail, PlanPart(.nodeGroup, load.profile.group.name), "EKS does not support IPv6 pods on Windows nodes"))
    }
    for load in analysis.groups where load.profile.group.platform == .linux {
      for node in load.profile.nodes where [.noIPv6, .noPrefixesForIPv6].contains(node.servable.limit) {
        answers.append(
          Answer(
            .fail, PlanPart(.nodeGroup, load.profile.group.name),
            "\(node.type.name): \(node.servable.limit.rawValue); ipamd does not start"))
      }
    }
    return answers
  }
}
