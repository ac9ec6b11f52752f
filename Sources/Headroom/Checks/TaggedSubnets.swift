extension Check {
  /// Whether the tags of enhanced subnet discovery leave nodes a subnet for their pods.
  static let subnetTags = Check(
    "HR-NET-006", "Subnet tags keep pods out",
    rule:
      "Fail: the tag kubernetes.io/role/cni of subnets lets interfaces for pods be in none of a zone with nodes, or is 0 on a node subnet while ENABLE_SUBNET_DISCOVERY is false, so that interfaces cannot be created. Warn: a node subnet is excluded, so that first interfaces serve no pods there though max pods count them; or the tags mean nothing, since discovery is off or custom networking names the subnets.",
    verdicts: [.warn, .fail],
    fix: "Tag the subnets for pods with kubernetes.io/role/cni 1, and leave node subnets without a tag to use them too."
  ) { (analysis: PlanAnalysis) in
    let plan = analysis.plan
    let tagged = plan.subnets.filter { $0.tags[SubnetTags.role] != nil }
    guard !tagged.isEmpty, plan.network.kind != .overlay, plan.network.ipFamily == .ipv4 else { return [] }
    func answer(_ verdict: Verdict, _ name: String, _ message: String) -> Answer {
      Answer(verdict, PlanPart(.subnet, name, key: "tags"), message)
    }
    let homes = Set(
      analysis.groups.filter { !$0.profile.group.isFargate && $0.profile.group.platform == .linux }
        .flatMap(\.profile.group.subnets))
    if plan.network.settings.customNetworking {
      return tagged.map { answer(.warn, $0.name, "custom networking names the pods' subnets: the tag means nothing") }
    }
    guard plan.index.discovery.isInUse else {
      return tagged.map { subnet in
        homes.contains(subnet.name) && plan.subnetTags.isForbidden(subnet)
          ? answer(
            .fail, subnet.name,
            "ENABLE_SUBNET_DISCOVERY is false and the tag is 0: nodes here can create no interface for pods")
          : answer(.warn, subnet.name, "ENABLE_SUBNET_DISCOVERY is false: the tag means nothing")
      }
    }
    let discovery = plan.index.discovery
    return plan.subnets.indices.compactMap { index in
      let subnet = plan.subnets[index]
      guard homes.contains(subnet.name) else { return nil }
      if discovery.targets[index].isEmpty {
        return answer(
          .fail, subnet.name, "the tags leave nodes here no subnet of \(subnet.zone) for interfaces for pods")
      }
      guard discovery.isExcluded[index] else { return nil }
      return answer(
        .warn, subnet.name,
        "the tag excludes this subnet: first interfaces serve no pods, though max pods count their addresses")
    }
  }
}
