internal import Headroom

/// Reads Auto Scaling groups and launch templates.
extension AWSOutput {
  static let autoScalingGroups = AWSOutput(
    "AutoScalingGroups", "autoscaling describe-auto-scaling-groups",
    """
    AutoScalingGroupName MinSize MaxSize DesiredCapacity VPCZoneIdentifier Tags{Key Value}
    LaunchTemplate{LaunchTemplateId LaunchTemplateName Version}
    MixedInstancesPolicy{InstancesDistribution{OnDemandBaseCapacity OnDemandPercentageAboveBaseCapacity} LaunchTemplate{LaunchTemplateSpecification{LaunchTemplateId LaunchTemplateName Version} Overrides{InstanceType WeightedCapacity InstanceRequirements{VCpuCount}}}}
    """
  ) { item, reader in
    let owned = "kubernetes.io/cluster/"
    let tags = item.tags { $0 == "eks:nodegroup-name" || $0 == "alpha.eksctl.io/nodegroup-name" || $0.hasPrefix(owned) }
    guard let own = reader.text(item["AutoScalingGroupName"]) else {
      return reader.complain("the Auto Scaling group has no AutoScalingGroupName", at: item.place)
    }
    // The group behind a managed node group is described by the node group itself.
    guard tags["eks:nodegroup-name"] == nil else { return }
    guard let cluster = tags.keys.filter({ $0.hasPrefix(owned) }).min().map({ String($0.dropFirst(owned.count)) })
    else {
      reader.facts.notes.insert(
        "The Auto Scaling group \(own.prefix(80)) has no tag kubernetes.io/cluster/NAME and is not part of the plan.")
      return
    }
    var group = GroupFacts(name: tags["alpha.eksctl.io/nodegroup-name"] ?? own, place: item.place)
    group.cluster = cluster
    group.manager = [Fact(.selfManaged, item.place, .now)]
    group.desired = reader.count(item["DesiredCapacity"])
    group.most = reader.count(item["MaxSize"])
    if let least = item["MinSize"] { group.least = reader.number(least).map { [Fact($0, least.place, .now)] } ?? [] }
    if let list = item["VPCZoneIdentifier"], let text = reader.text(list) {
      let ids = text.split(separator: ",").map { $0.filter { $0 != " " } }
      group.homes = [Fact(GroupFacts.Homes(keys: ids), list.place, .now)]
    }
    readTypes(item, &group, &reader)
    reader.facts.groups.append(group)
  }

  private static func readTypes(_ item: YAMLNode, _ group: inout GroupFacts, _ reader: inout FactReader) {
    let mixed = item["MixedInstancesPolicy"]?["LaunchTemplate"]
    if let template = mixed?["LaunchTemplateSpecification"] ?? item["LaunchTemplate"], !template.isNull {
      let wanted = GroupFacts.Template(
        id: reader.text(template["LaunchTemplateId"]), name: reader.text(template["LaunchTemplateName"]),
        version: template["Version"]?.text ?? "$Default")
      group.template = [Fact(wanted, template.place, .now)]
    }
    let overrides = reader.items(mixed?["Overrides"])
    guard !overrides.isEmpty else {
      group.types = [Fact(nil, item.place, .now)]
      return
    }
    if overrides.contains(where: { $0["InstanceRequirements"]?.isNull == false }) {
      group.types = [Fact(nil, item.place, .now)]
      reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.nodeGroup, group.name, key: "instanceTypes"),
          "EC2 chooses them by attributes; `aws ec2 get-instance-types-from-instance-requirements` prints them",
          item.place, cluster: group.cluster))
      return
    }
    var types: [String] = []
    var weights: [String: Int] = [:]
    for override in overrides {
      guard let type = reader.text(override["InstanceType"]), !types.contains(type) else { continue }
      types.append(type)
      if let weight = reader.number(override["WeightedCapacity"]) { weights[type] = weight }
    }
    group.types = [Fact(types.isEmpty ? nil : types, item.place, .now)]
    let distribution = item["MixedInstancesPolicy"]?["InstancesDistribution"]
    if distribution?["OnDemandPercentageAboveBaseCapacity"]?.text == "0",
      distribution?["OnDemandBaseCapacity"]?.text ?? "0" == "0"
    {
      group.capacityType = [Fact(.spot, item.place, .now)]
    }
    if !weights.isEmpty { group.weights = [Fact(weights, item.place, .now)] }
  }

  static let launchTemplates = AWSOutput(
    "LaunchTemplateVersions", "ec2 describe-launch-template-versions",
    """
    LaunchTemplateId LaunchTemplateName VersionNumber DefaultVersion
    LaunchTemplateData{InstanceType ImageId UserData InstanceRequirements{VCpuCount}}
    """
  ) { item, reader in
    guard let version = reader.number(item["VersionNumber"]) else { return }
    var template = TemplateFacts(version: version, place: item.place)
    template.id = reader.text(item["LaunchTemplateId"])
    template.name = reader.text(item["LaunchTemplateName"])
    template.isDefault = reader.flag(item["DefaultVersion"]) ?? false
    let data = item["LaunchTemplateData"]
    template.type = reader.fact(data?["InstanceType"]).first
    template.hasImage = data?["ImageId"]?.isNull == false
    if let script = data?["UserData"], let encoded = script.text {
      switch NodeScript.maxPods(inUserData: encoded) {
      case .number(let number)?: template.maxPods = Fact(number, script.place, .now)
      case .expression?, .notUnderstood?: template.maxPods = Fact(nil, script.place, .now)
      case nil: break
      }
    }
    reader.facts.live.templates.append(template)
  }
}
