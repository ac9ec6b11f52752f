extension Check {
  /// Whether custom networking has a pod subnet in every zone of nodes.
  static let missingENIConfig = Check(
    "HR-CNI-006", "Custom networking without pod subnet",
    rule:
      "Fail: custom networking is on and a zone with nodes has no ENIConfig, so its nodes never become Ready. Warn: ENIConfigs are there and custom networking is off.",
    verdicts: [.fail, .warn],
    fix: "Add the zone to cni.eniConfigs, or set AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG to what is meant."
  ) { (analysis: PlanAnalysis) in
    let network = analysis.plan.network
    guard network.kind != .overlay else { return [] }
    guard network.settings.customNetworking else {
      guard !network.eniConfigs.isEmpty else { return [] }
      return [
        Answer(
          .warn, PlanPart(.cni),
          "there are ENIConfigs, but AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG is not true: pods use the nodes' subnets")
      ]
    }
    var zones: [String] = []
    for load in analysis.groups where !load.profile.group.isFargate && load.profile.group.platform == .linux {
      for zone in load.zones where network.eniConfigs[zone, default: []].isEmpty && !zones.contains(zone) {
        zones.append(zone)
      }
    }
    return zones.sorted().map {
      Answer(.fail, PlanPart(.cni, key: "eniConfigs"), "zone \($0) has nodes and no ENIConfig: they never become Ready")
    }
  }
}
