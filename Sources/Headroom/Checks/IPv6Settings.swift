extension Check {
  /// Whether the CNI starts with IPv6.
  static let ipv6Settings = Check(
    "HR-CNI-005", "IPv6 that the CNI refuses",
    rule:
      "IPv6 needs prefix delegation, excludes custom networking, and runs on Linux nodes on Nitro or bare metal only; otherwise the agent does not start.",
    verdicts: [.fail],
    fix: "Set ENABLE_PREFIX_DELEGATION to true and AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to false; use types on Nitro."
  ) { (analysis: PlanAnalysis) in
    let settings = analysis.plan.network.settings
    guard settings.ipv6, analysis.plan.network.kind != .overlay else { return [] }
    var answers: [Answer] = []
    if settings.customNetworking {
      answers.append(
        Answer(.fail, PlanPart(.cni), "IPv6 and custom networking exclude each other; ipamd does not start"))
    }
    if !settings.prefixDelegation {
      answers.append(
        Answer(.fail, PlanPart(.cni), "IPv6 needs ENABLE_PREFIX_DELEGATION=true; ipamd does not start without"))
    }
    for load in analysis.groups where load.profile.group.platform == .windows {
      answers.append(
        Answer(.fail, PlanPart(.nodeGroup, load.profile.group.name), "Windows nodes have no IPv6 pods in EKS"))
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
