extension Check {
  /// A check for tags of enhanced subnet discovery that exclude pods from subnets or have no effect.
  static let subnetTags = Check(
    "HR-NET-006", "Subnet tags that exclude pods",
    rule: """
      Fail: the tags kubernetes.io/role/cni leave nodes no subnet of their zone for pod interfaces, or a node subnet \
      has the tag 0 while ENABLE_SUBNET_DISCOVERY is false. Warn: a node subnet is excluded, so the first interface of \
      its nodes serves no pods although max pods include it; or the tags have no effect, because subnet discovery is \
      off or custom networking names the subnets.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Tag the subnets for pods with kubernetes.io/role/cni = 1, and leave node subnets untagged if pods may use them \
      as well.
      """
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
    // With custom networking ipamd takes the subnet from the ENIConfig and does not look at tags.
    if plan.network.settings.customNetworking {
      return tagged.map {
        answer(.warn, $0.name, "the tag has no effect because custom networking names the subnets of pods")
      }
    }
    guard plan.index.discovery.isInUse else {
      return tagged.map { subnet in
        homes.contains(subnet.name) && plan.subnetTags.isForbidden(subnet)
          ? answer(
            .fail, subnet.name,
            "ENABLE_SUBNET_DISCOVERY is false and the tag is 0, so nodes in this subnet cannot create pod interfaces")
          : answer(.warn, subnet.name, "the tag has no effect because ENABLE_SUBNET_DISCOVERY is false")
      }
    }
    let discovery = plan.index.discovery
    return plan.subnets.indices.compactMap { index in
      let subnet = plan.subnets[index]
      guard homes.contains(subnet.name) else { return nil }
      if discovery.targets[index].isEmpty {
        return answer(
          .fail, subnet.name, "the tags leave nodes in this subnet no subnet of \(subnet.zone) for pod interfaces")
      }
      guard discovery.isExcluded[index] else { return nil }
      return answer(
        .warn, subnet.name,
        """
        the tag excludes this subnet, so the first interface of each node serves no pods, although max pods include \
        its addresses
        """)
    }
  }
}
