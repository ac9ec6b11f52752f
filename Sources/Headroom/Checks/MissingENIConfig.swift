extension Check {
  /// A check for zones with nodes that have no pod subnet for custom networking, and for pod subnets without effect.
  static let missingENIConfig = Check(
    "HR-CNI-006", "Incomplete custom networking",
    rule: """
      Fail: custom networking is on, but a zone with nodes has no ENIConfig, so these nodes never become Ready. Warn: \
      the plan has ENIConfigs, but custom networking is off.
      """,
    verdicts: [.fail, .warn],
    fix: "Add the zone to cni.eniConfigs, or set AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to the value that you intend."
  ) { (analysis: PlanAnalysis) in
    let network = analysis.plan.network
    guard network.kind != .overlay else { return [] }
    guard network.settings.customNetworking else {
      guard !network.eniConfigs.isEmpty else { return [] }
      return [
        Answer(
          .warn, PlanPart(.cni),
          """
          the plan has ENIConfigs, but AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG is not true, so pods use the subnets of the \
          nodes
          """)
      ]
    }
    // Without an ENIConfig ipamd has no subnet for pod interfaces: its pool stays empty and its start fails.
    var zones: [String] = []
    for load in analysis.groups where !load.profile.group.isFargate && load.profile.group.platform == .linux {
      for zone in load.zones where network.eniConfigs[zone, default: []].isEmpty && !zones.contains(zone) {
        zones.append(zone)
      }
    }
    return zones.sorted().map {
      Answer(
        .fail, PlanPart(.cni, key: "eniConfigs"),
        "zone \($0) has nodes but no ENIConfig, so the nodes never become Ready")
    }
  }
}
