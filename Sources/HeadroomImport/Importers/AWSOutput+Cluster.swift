internal import Headroom

/// Reads clusters, node groups, add-ons and Fargate profiles.
extension AWSOutput {
  static let cluster = AWSOutput(
    "cluster", "eks describe-cluster",
    """
    name arn version resourcesVpcConfig{subnetIds vpcId} kubernetesNetworkConfig{serviceIpv4Cidr ipFamily}
    computeConfig{enabled nodePools} health{issues{code resourceIds}} outpostConfig{outpostArns}
    """
  ) { item, reader in
    guard let name = reader.text(item["name"]) else {
      return reader.complain("the cluster has no name", at: item.place)
    }
    var cluster = ClusterFacts(name: name, place: item.place)
    let steps = item["arn"]?.text?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    if steps.count > 3, let arn = item["arn"] { cluster.region = [Fact(String(steps[3]), arn.place, .now)] }
    cluster.version = reader.fact(item["version"])
    let vpc = item["resourcesVpcConfig"]
    cluster.vpc = reader.fact(vpc?["vpcId"])
    if let ids = vpc?["subnetIds"] { cluster.controlPlane = [Fact(reader.texts(ids).sorted(), ids.place, .now)] }
    let network = item["kubernetesNetworkConfig"]
    cluster.serviceCIDR = reader.block(network?["serviceIpv4Cidr"])
    cluster.ipFamily = reader.fact(network?["ipFamily"], expected: "ipv4 or ipv6", read: NetworkSettings.IPFamily.init)
    if let config = item["computeConfig"], reader.flag(config["enabled"]) == true {
      reader.addAutoMode(cluster, pools: reader.texts(config["nodePools"]), config.place)
    }
    if item["outpostConfig"]?.isNull == false {
      reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.plan),
          "the cluster is on an Outpost, whose capacity is not in this file; `aws outposts get-outpost-instance-types` prints it",
          item.place, cluster: name))
    }
    addHealth(of: item, PlanPart(.plan), cluster: name, &reader)
    reader.facts.clusters.append(cluster)
  }

  private static func addHealth(
    of item: YAMLNode, _ subject: PlanPart, cluster: String?, _ reader: inout FactReader
  ) {
    for issue in reader.items(item["health"]?["issues"]) {
      guard let code = reader.text(issue["code"]) else { continue }
      let resources = reader.texts(issue["resourceIds"])
      let place = resources.isEmpty ? "" : " for \(abbreviated(resources.map { String($0.prefix(80)) }))"
      reader.facts.remarks.append(
        RemarkFacts(.health, subject, "EKS reports \(code.prefix(80))\(place)", issue.place, cluster: cluster))
    }
  }

  static let nodeGroup = AWSOutput(
    "nodegroup", "eks describe-nodegroup",
    """
    nodegroupName clusterName capacityType scalingConfig{minSize maxSize desiredSize} instanceTypes subnets amiType
    labels{*} diskSize launchTemplate{id name version} updateConfig{maxUnavailable maxUnavailablePercentage updateStrategy}
    health{issues{code resourceIds}} taints{key} warmPoolConfig{enabled}
    """
  ) { item, reader in
    guard let name = reader.text(item["nodegroupName"]) else {
      return reader.complain("the node group has no nodegroupName", at: item.place)
    }
    var group = GroupFacts(name: name, place: item.place)
    group.cluster = reader.text(item["clusterName"])
    group.manager = [Fact(.managed, item.place, .now)]
    let sizes = item["scalingConfig"]
    group.desired = reader.count(sizes?["desiredSize"])
    group.most = reader.count(sizes?["maxSize"])
    if let least = sizes?["minSize"] { group.least = reader.number(least).map { [Fact($0, least.place, .now)] } ?? [] }
    if sizes?.isNull != false { group.desired = [Fact(nil, item.place, .now)] }
    let template = item["launchTemplate"]
    if let template, !template.isNull {
      let wanted = GroupFacts.Template(
        id: reader.text(template["id"]), name: reader.text(template["name"]),
        version: template["version"]?.text ?? "$Default")
      group.template = [Fact(wanted, template.place, .now)]
    }
    if let types = item["instanceTypes"], !types.isNull, types.items?.isEmpty == false {
      group.types = [Fact(reader.texts(types), types.place, .now)]
    } else if template?.isNull == false {
      group.types = [Fact(nil, item.place, .now)]
    }
    if let subnets = item["subnets"] {
      group.homes = [Fact(GroupFacts.Homes(keys: reader.texts(subnets)), subnets.place, .now)]
    }
    readImage(item["amiType"], &group, &reader)
    if let type = item["capacityType"], let text = type.text {
      group.capacityType = [Fact(text == "SPOT" ? .spot : .onDemand, type.place, .now)]
    }
    // The launch template has the disk of a group that has one; the number beside it would be a default.
    if template?.isNull != false, let disk = item["diskSize"], let size = reader.number(disk) {
      group.volume = [Fact(size, disk.place, .now)]
    }
    if let labels = item["labels"], labels.pairs?.isEmpty == false {
      group.labels = [Fact(reader.strings(labels), labels.place, .now)]
    }
    if let update = item["updateConfig"], !update.isNull {
      if let percent = reader.number(update["maxUnavailablePercentage"]) {
        group.maxUnavailable = [Fact("\(percent)%", update.place, .now)]
      } else if let count = reader.number(update["maxUnavailable"]) {
        group.maxUnavailable = [Fact("\(count)", update.place, .now)]
      }
      group.strategy = reader.fact(update["updateStrategy"])
    }
    if item["taints"]?.items?.isEmpty == false {
      reader.facts.notes.insert("Taints of node groups are not read: every pod may run on every Linux group.")
    }
    addHealth(of: item, PlanPart(.nodeGroup, name), cluster: group.cluster, &reader)
    if let pool = item["warmPoolConfig"], !pool.isNull, pool["enabled"]?.text != "false" {
      reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.nodeGroup, name),
          """
          it has a warm pool, whose stopped instances take addresses that are not counted; `aws autoscaling describe-warm-pool` \
          shows them
          """, pool.place, cluster: group.cluster))
    }
    reader.facts.groups.append(group)
  }

  private static func readImage(_ node: YAMLNode?, _ group: inout GroupFacts, _ reader: inout FactReader) {
    guard let node, let type = reader.text(node) else { return }
    group.family = [Fact(NodeGroup.AMIFamily(amiType: type), node.place, .now)]
  }

  static let addon = AWSOutput("addon", "eks describe-addon", "addonName clusterName configurationValues") {
    item, reader in
    guard reader.text(item["addonName"]) == "vpc-cni", let name = reader.text(item["clusterName"]) else { return }
    var cluster = ClusterFacts(name: name, place: item.place)
    if let values = item["configurationValues"], !values.isNull {
      let settings = AddonValues(values, &reader)
      (cluster.environment, cluster.eniConfigs) = (settings.environment, settings.eniConfigs)
    }
    if cluster.environment.isEmpty { cluster.environment = [Fact([:], item.place, .now)] }
    reader.facts.clusters.append(cluster)
  }

  static let fargateProfile = AWSOutput(
    "fargateProfile", "eks describe-fargate-profile", "fargateProfileName clusterName subnets"
  ) { item, reader in
    guard let name = reader.text(item["fargateProfileName"]) else { return }
    var group = GroupFacts(name: name, place: item.place)
    group.cluster = reader.text(item["clusterName"])
    group.manager = [Fact(.fargate, item.place, .now)]
    group.homes = [Fact(GroupFacts.Homes(keys: reader.texts(item["subnets"])), item.place, .now)]
    reader.facts.groups.append(group)
  }

  static let groupNames = AWSOutput("nodegroups", "eks list-nodegroups", "") { item, reader in
    reader.facts.live.groupNames += reader.fact(item)
  }

  static let clusterNames = AWSOutput("clusters", "eks list-clusters", "") { _, _ in }

  static let profileNames = AWSOutput("fargateProfileNames", "eks list-fargate-profiles", "") { _, _ in }

  static let addonNames = AWSOutput("addons", "eks list-addons", "") { _, _ in }
}
