internal import Headroom

/// Reads network interfaces and instances.
extension AWSOutput {
  static let interfaces = AWSOutput(
    "NetworkInterfaces", "ec2 describe-network-interfaces",
    """
    NetworkInterfaceId SubnetId InterfaceType Description RequesterManaged
    PrivateIpAddresses{PrivateIpAddress} PrivateIpAddress Ipv4Prefixes{Ipv4Prefix}
    Attachment{InstanceId} Operator{Managed Principal} TagSet{Key Value}
    """, marks: ["NetworkInterfaceId"]
  ) { item, reader in
    guard let id = reader.text(item["NetworkInterfaceId"]) else {
      return reader.complain("the interface has no NetworkInterfaceId", at: item.place)
    }
    guard let subnet = reader.text(item["SubnetId"]) else { return }
    var interface = InterfaceFacts(id: id, place: item.place)
    interface.subnet = subnet
    interface.type = item["InterfaceType"]?.text ?? "interface"
    interface.description = String((item["Description"]?.text ?? "").prefix(255))
    interface.isRequesterManaged = reader.flag(item["RequesterManaged"]) ?? false
    if let attachment = item["Attachment"], !attachment.isNull {
      interface.isAttached = true
      interface.instance = reader.text(attachment["InstanceId"])
    }
    if let owner = item["Operator"], reader.flag(owner["Managed"]) == true {
      interface.isOfAutoMode = owner["Principal"]?.text == "eks.amazonaws.com"
    }
    let tags = item.tags("TagSet") { tag in
      [Tag.instance, Tag.cluster, Tag.trunk].contains(tag)
    }
    (interface.taggedInstance, interface.taggedCluster) = (tags[Tag.instance], tags[Tag.cluster])
    interface.trunk = tags[Tag.trunk]
    read(item, into: &interface, &reader)
    // Two listings, or two pages of one, are not one moment: what either has is counted, once.
    if let other = reader.facts.live.interfaces[id] { interface = interface.adding(other) }
    reader.facts.live.interfaces[id] = interface
  }

  private enum Tag {
    static let instance = "node.k8s.amazonaws.com/instance_id"
    static let cluster = "cluster.k8s.amazonaws.com/name"
    static let trunk = "vpcresources.k8s.aws/trunk-eni-id"
  }

  /// Reads the addresses of an interface, the primary one included.
  private static func read(_ item: YAMLNode, into interface: inout InterfaceFacts, _ reader: inout FactReader) {
    var addresses = reader.items(item["PrivateIpAddresses"]).compactMap { $0["PrivateIpAddress"] }
    if addresses.isEmpty, let primary = item["PrivateIpAddress"], !primary.isNull { addresses = [primary] }
    for node in addresses {
      guard let address = node.text.flatMap(IPv4Address.init) else {
        reader.complain("'\(node.text?.prefix(80) ?? "…")' is not an IPv4 address", at: node.place)
        continue
      }
      interface.addresses.append(address)
    }
    for node in reader.items(item["Ipv4Prefixes"]) {
      guard let prefix = node["Ipv4Prefix"]?.text.flatMap({ try? IPv4CIDR(parsing: $0) }), prefix.prefixLength == 28
      else {
        reader.complain("expected an Ipv4Prefix of 16 addresses such as 10.0.0.16/28", at: node.place)
        continue
      }
      interface.prefixes.append(prefix)
    }
  }

  static let instances = AWSOutput(
    "Reservations", "ec2 describe-instances",
    "Instances{InstanceId InstanceType SubnetId State{Name} Tags{Key Value} InstanceLifecycle} InstanceId InstanceType SubnetId State{Name} Tags{Key Value} InstanceLifecycle",
    marks: ["InstanceId", "InstanceType"]
  ) { item, reader in
    // With `--query 'Reservations[].Instances[]'` the instances stand alone.
    guard item["Instances"] == nil else {
      for instance in reader.items(item["Instances"]) { readInstance(instance, &reader) }
      return
    }
    readInstance(item, &reader)
  }

  /// The tags that name the group of a node: that of a managed node group first.
  private static let groupTags = [
    "eks:nodegroup-name", "alpha.eksctl.io/nodegroup-name", "karpenter.sh/nodepool", "aws:autoscaling:groupName",
  ]

  private static func readInstance(_ item: YAMLNode, _ reader: inout FactReader) {
    guard let id = reader.text(item["InstanceId"]) else {
      return reader.complain("the instance has no InstanceId", at: item.place)
    }
    // Stopped instances hold their addresses, terminated ones do not.
    guard !["terminated", "shutting-down"].contains(item["State"]?["Name"]?.text ?? "") else { return }
    var instance = InstanceFacts(id: id, place: item.place)
    instance.type = reader.text(item["InstanceType"])
    instance.subnet = reader.text(item["SubnetId"])
    instance.isSpot = item["InstanceLifecycle"]?.text == "spot"
    let owned = "kubernetes.io/cluster/"
    let tags = item.tags {
      ["eks:cluster-name", "aws:eks:cluster-name", "eks:eks-cluster-name"].contains($0) || $0.hasPrefix(owned)
        || groupTags.contains($0)
    }
    instance.cluster =
      tags["eks:cluster-name"] ?? tags["aws:eks:cluster-name"] ?? tags["eks:eks-cluster-name"]
      ?? tags.keys.filter { $0.hasPrefix(owned) }.min().map { String($0.dropFirst(owned.count)) }
    instance.group = tags["eks:nodegroup-name"]
    instance.otherGroup = groupTags.dropFirst().lazy.compactMap { tags[$0] }.first
    if let other = reader.facts.live.instances[id], other.type != instance.type || other.subnet != instance.subnet {
      reader.complain(
        "instance \(id) is described twice, and its type or subnet differs from the first description", at: item.place,
        beside: other.place)
    }
    reader.facts.live.instances[id] = instance
  }
}
