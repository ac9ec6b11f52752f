internal import Headroom

/// Reads VPCs and subnets.
extension TerraformFacts {
  /// Finds the VPC of each subnet, and through its subnets that of each cluster.
  mutating func findNetworks() {
    for item in resources("aws_subnet", withData: true) { vpcOfSubnet[key(of: item)] = vpc(of: item) }
    let all = Set(vpcOfSubnet.values)
    for (index, item) in clusters.enumerated() {
      let known = item.resource.values.blocks("vpc_config").first?["vpc_id"].node?.text
      let own = Set(item.facts.controlPlane.flatMap(\.value).compactMap { vpcOfSubnet[$0] })
      let vpc = known ?? (own.count == 1 ? own.first : nil) ?? (all.count == 1 && clusters.count == 1 ? all.first : nil)
      guard let vpc else { continue }
      vpcOfCluster[item.facts.name] = vpc
      clustersOfVPC[vpc, default: []].append(item.facts.name)
      let stage = stage(of: item.resource)
      if vpc.hasPrefix("vpc-") { clusters[index].facts.vpc.append(Fact(vpc, item.facts.place, stage)) }
    }
    for item in resources("aws_vpc", withData: true) { addBlock(of: item, vpc: item.id ?? item.text) }
    for item in resources("aws_vpc_ipv4_cidr_block_association") { addBlock(of: item, vpc: vpc(of: item)) }
  }

  private mutating func addBlock(of item: TerraformResource, vpc: String?) {
    reader.stage = stage(of: item)
    let block = reader.block(item["cidr_block"].node)
    guard let vpc, !block.isEmpty else { return }
    for name in clustersOfVPC[vpc] ?? [] {
      if let index = placeOfCluster[name] { clusters[index].facts.vpcBlocks += block }
    }
    if vpc.hasPrefix("vpc-") { reader.facts.live.vpcBlocks[vpc, default: []].formUnion(block) }
  }

  /// Returns the VPC of a resource: its ID, or its address while it has none.
  ///
  /// What a plan of terraform-aws-modules/vpc has is a local, so then it is the only VPC of the same module instance, or
  /// the only one of the plan.
  private func vpc(of item: TerraformResource) -> String? {
    if let id = item["vpc_id"].node?.text { return id }
    let vpcs = self.vpcs[item.address.module] ?? []
    if let (source, _) = walk.source(of: item.address), let expression = source.expressions["vpc_id"] {
      for target in expression.targets {
        let isData = target.steps[0].name == "data"
        let steps = target.steps.dropFirst(isData ? 1 : 0)
        guard let first = steps.first, first.name == "aws_vpc", let second = steps.dropFirst().first else { continue }
        let own = vpcs.filter {
          $0.address.isData == isData && $0.address.name == second.name
            && (second.key == nil || second.key == $0.address.key)
        }
        if own.count == 1 { return own[0].id ?? own[0].text }
      }
    }
    if vpcs.count == 1 { return vpcs[0].id ?? vpcs[0].text }
    guard places["aws_vpc"]?.count == 1, let sole = self.vpcs.first?.value.first else { return nil }
    return sole.id ?? sole.text
  }

  mutating func readSubnets() {
    let reservations = cidrReservations()
    let named = Dictionary(resources("aws_subnet", withData: true).map { ($0.address.short, 1) }, uniquingKeysWith: +)
    let networks = Set(vpcOfCluster.values)
    var (ignored, own) = (0, false)
    for item in resources("aws_subnet", withData: true) {
      if item["ipv6_native"].node?.text == "true" {
        reader.facts.notes.insert("Subnets with IPv6 addresses only are ignored.")
        continue
      }
      let key = key(of: item)
      let vpc = vpcOfSubnet[key]
      // Only the VPC of a cluster matters, if it is known of every cluster.
      if let vpc, !clusters.isEmpty, vpcOfCluster.count == clusters.count, !networks.contains(vpc) {
        ignored += 1
        continue
      }
      var subnet = facts(of: item, isUnique: named[item.address.short] == 1)
      subnet.reservations = reservations[key] ?? []
      if let vpc, vpcOfCluster.count == clusters.count {
        let there = clustersOfVPC[vpc] ?? []
        if there.count == 1, clusters.count > 1 { subnet.cluster = there[0] }
      }
      own = own || subnet.isOwn
      reader.facts.subnets.append(subnet)
    }
    if ignored > 0 {
      reader.facts.notes.insert(
        "\(ignored) subnet\(ignored == 1 ? " is" : "s are") in other VPCs and therefore ignored.")
    }
    if own {
      reader.facts.notes.insert(
        """
        Subnets that Terraform made are assumed to have in them only what its files describe; `aws ec2 \
        describe-network-interfaces` shows what else is there.
        """)
    }
    for index in clusters.indices { clusters[index].facts.saysNetwork = !vpcOfSubnet.isEmpty }
  }

  private mutating func facts(of item: TerraformResource, isUnique: Bool) -> SubnetFacts {
    let stage = stage(of: item)
    reader.stage = stage
    var subnet = SubnetFacts(keys: [key(of: item), "terraform \(file) \(item.text)"], place: item.place)
    // tags_all is not known where the provider's default tags are not.
    let tags = (item["tags_all"].node ?? item["tags"].node).map { reader.strings($0) } ?? [:]
    subnet.read(tags, stage)
    // With default tags that are not known, a tag that is missing here may still be there.
    if !item["tags_all"].isUnknown { subnet.allTags = [Fact(tags, item.place, stage)] }
    let address = isUnique ? item.address.short : item.text
    subnet.names.append(Fact(address.shortened, item.place, stage, .defaulted(by: "Headroom")))
    // The whole address is shown beside the name, and never is the name itself.
    if address != item.text {
      subnet.names.append(Fact(item.text.shortened, item.place, stage, .assumed("its address")))
    }
    subnet.cidr = reader.block(item["cidr_block"].node)
    subnet.zone = reader.fact(item["availability_zone"].node)
    subnet.zoneID = reader.fact(item["availability_zone_id"].node)
    if let vpc = item["vpc_id"].node?.text { subnet.vpc = [Fact(vpc, item.place, stage)] }
    if item.address.isData, let free = item["available_ip_address_count"].node {
      subnet.free = reader.number(free).map { [Fact($0, free.place, .now)] } ?? []
    }
    if item["outpost_arn"].node?.text?.isEmpty == false {
      reader.facts.notes.insert("Subnets on an Outpost are read as if they were in the region.")
    }
    if !item.address.isData { (subnet.isPlanned, subnet.isOwn) = (!item.isThere, item.isThere) }
    return subnet
  }

  /// Returns the CIDR reservations by the key of the subnet.
  private mutating func cidrReservations() -> [String: [Fact<Subnet.CIDRReservation>]] {
    var found: [String: [Fact<Subnet.CIDRReservation>]] = [:]
    for item in resources("aws_ec2_subnet_cidr_reservation") {
      reader.stage = stage(of: item)
      guard let cidr = reader.block(item["cidr_block"].node).first, let block = try? IPv4CIDR(parsing: cidr.value),
        let kind = reader.fact(
          item["reservation_type"].node, expected: "prefix or explicit", read: Subnet.CIDRReservation.Kind.init
        ).first?.value
      else { continue }
      let homes = homes(of: item, "subnet_id").homes
      guard let keys = homes.keys, keys.count == 1 else {
        reader.facts.notes.insert("The subnet of the CIDR reservation \(item.text.prefix(120)) is not known.")
        continue
      }
      found[keys[0], default: []].append(
        Fact(Subnet.CIDRReservation(block: block, kind: kind), cidr.place, reader.stage))
    }
    return found
  }

  // MARK: Which subnets

  /// Returns the subnets that a resource is in, and why they are not known exactly.
  ///
  /// - Parameters:
  ///   - item: The resource.
  ///   - attribute: The attribute with the IDs of its subnets.
  ///   - source: The name of the attribute's expression.
  ///   - values: The values that have the attribute, if it is in a block.
  mutating func homes(
    of item: TerraformResource, _ attribute: String, source: String? = nil, in values: TerraformValues? = nil
  ) -> (homes: GroupFacts.Homes, reason: String?) {
    if let node = (values ?? item.values)[attribute].node {
      let ids = node.items.map { $0.compactMap(\.text) } ?? node.text.map { [$0] } ?? []
      if !ids.isEmpty { return (GroupFacts.Homes(keys: ids), nil) }
    }
    guard let (resource, scope) = walk.source(of: item.address),
      let expression = resource.expressions[source ?? attribute]
    else { return (GroupFacts.Homes(), "the file does not name its subnets; \(Self.advice)") }
    let found = walk.follow(expression, in: scope)
    noteConditions(found)
    return Self.homes(found)
  }

  static let advice = "`terraform show -json` prints their IDs once they exist, from the state or from a later plan"

  static func homes(_ found: TerraformFound) -> (homes: GroupFacts.Homes, reason: String?) {
    let keys = found.subnets.sorted()
    if let dead = found.deadEnds.min() {
      let others = found.deadEnds.count > 1 ? " and \(found.deadEnds.count - 1) other" : ""
      let start = keys.isEmpty ? "" : "there may be others than the ones that its references lead to: "
      let reason = "\(start)a plan does not say what \(dead.prefix(120))\(others) will be; \(advice)"
      return (GroupFacts.Homes(keys: keys.isEmpty ? nil : keys, isChoice: true, isIncomplete: true), reason)
    }
    switch keys.count {
    case 0: return (GroupFacts.Homes(), "its references lead to no subnet; \(advice)")
    case 1: return (GroupFacts.Homes(keys: keys), nil)
    default:
      return (
        GroupFacts.Homes(keys: keys, isChoice: true),
        "the subnets do not exist yet, and the plan only lists the candidates; \(advice)"
      )
    }
  }

  mutating func noteConditions(_ found: TerraformFound) {
    guard let name = found.conditions.min() else { return }
    let others = found.conditions.count > 1 ? " and \(found.conditions.count - 1) other" : ""
    reader.facts.notes.insert(
      "A plan of Terraform has no locals; \(name.prefix(80))\(others) is assumed to be a condition and not a list of subnets."
    )
  }
}
