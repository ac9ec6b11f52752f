internal import Headroom

/// Reads the VPC, its subnets, NAT gateways and endpoints.
extension EksctlConfig {
  mutating func readVPC() {
    isPrivate = reader.flag(value("privateCluster")?["enabled"]) ?? false
    readZones()
    let vpc = root["vpc"]
    cluster.vpc = reader.fact(vpc?["id"])
    if let extra = vpc?["extraCIDRs"], !extra.isNull {
      reader.facts.notes.insert("vpc.extraCIDRs only opens security groups; it makes neither blocks nor subnets.")
    }
    if makesVPC {
      makeSubnets(vpc)
      addNATGateways(vpc)
    } else {
      publicSubnets = readSubnets(vpc?["subnets"]?["public"], "public")
      privateSubnets = readSubnets(vpc?["subnets"]?["private"], "private")
      if let block = vpc?["cidr"] { cluster.vpcBlocks = reader.block(block) }
      if root["availabilityZones"]?.isNull == false, vpc?["subnets"] != nil {
        reader.complain(
          "`availabilityZones` and `vpc.subnets` are mutually exclusive in eksctl",
          at: (value("availabilityZones") ?? root).place
        )
      }
      if publicSubnets.isEmpty, privateSubnets.isEmpty {
        reader.complain(
          "the VPC exists and the file lists none of its subnets (vpc.subnets)", at: (vpc?["id"] ?? root).place)
      }
    }
    addEndpoints()
    addControlPlane(vpc)
  }

  private mutating func readZones() {
    let given = reader.items(value("availabilityZones"))
    zones = given.flatMap { reader.fact($0) }
    localZones = reader.items(value("localZones")).flatMap { reader.fact($0) }
    guard makesVPC, let region else { return }
    guard given.isEmpty else {
      // Placeholders stand for zones whose names are not known; their number is.
      let free = "abcdef".map { "\(region)\($0)" }.filter { name in !zones.contains { $0.value == name } }
      let missing = given.count - zones.count
      zones += free.prefix(missing).map {
        Fact($0, given[0].place, .intent, .assumed("a placeholder stands for the zone"))
      }
      if given.count < 2 {
        reader.complain("eksctl needs at least two availabilityZones", at: (value("availabilityZones") ?? root).place)
      }
      return
    }
    let count = EksctlSubnets.zoneCount(in: region)
    let named = zonesOfGroups(in: region)
    let others = "abcdef".map { "\(region)\($0)" }.filter { !named.contains($0) }
    let chosen = named + others.prefix(max(0, count - named.count))
    let reason = "eksctl chooses \(count) zones at random; write availabilityZones"
    zones = chosen.sorted().map { Fact($0, root.place, .intent, .assumed(reason)) }
    reader.facts.notes.insert(
      "The file names no availabilityZones, so eksctl chooses \(count) at random. They are assumed to be "
        + "\(chosen.sorted().joined(separator: ", ")), which changes no number.")
  }

  /// Returns the zones that node groups name although the file names none, which eksctl may not choose.
  private mutating func zonesOfGroups(in region: String) -> [String] {
    var named: Set<String> = []
    for group in roots.flatMap({ reader.items($0["managedNodeGroups"]) + reader.items($0["nodeGroups"]) }) {
      let zones = (group["availabilityZones"]?.items ?? []).compactMap(\.text)
      let known = zones.filter { Region(region)?.contains(zone: $0) ?? false }
      guard !known.isEmpty else { continue }
      named.formUnion(known)
      reader.facts.remarks.append(
        RemarkFacts(
          .refusedByTool, PlanPart(.nodeGroup, group["name"]?.text ?? "", key: "subnets"),
          """
          it names \(abbreviated(known)), but the file has no availabilityZones, so eksctl may choose other zones for the \
          cluster and then fail; write availabilityZones
          """, group.place, cluster: cluster.name))
    }
    return named.sorted()
  }

  // MARK: A VPC that eksctl makes

  private mutating func makeSubnets(_ vpc: YAMLNode?) {
    let given = reader.block(vpc?["cidr"])
    cluster.vpcBlocks =
      given.isEmpty ? [Fact("192.168.0.0/16", root.place, .intent, .defaulted(by: "eksctl"))] : given
    guard let fact = cluster.vpcBlocks.first, let block = try? IPv4CIDR(parsing: fact.value), !zones.isEmpty else {
      return
    }
    if reader.isPlaceholder(vpc?["cidr"]) {
      cluster.vpcBlocks = []
      return makeSubnets(nil, fact.place)
    }
    guard
      let divided = EksctlSubnets(of: block, zones: zones.count, localZones: localZones.count, ipv6: isIPv6)
    else {
      let zoneText = "\(zones.count) zones" + (localZones.isEmpty ? "" : " and \(localZones.count) local zones")
      reader.complain(
        """
        eksctl cannot divide \(block) for \(zoneText); it takes blocks from /16 to /24 and makes at most 16 subnets, and \
        none in local zones with IPv6
        """, at: fact.place)
      return
    }
    makeSubnets(divided, fact.place)
  }

  /// Makes the subnets; without blocks if the block of the VPC is not known.
  private mutating func makeSubnets(_ divided: EksctlSubnets?, _ place: Place) {
    let all = zones.map { ($0, false) } + localZones.map { ($0, true) }
    for (index, (zone, isLocal)) in all.enumerated() {
      if !isPrivate {
        publicSubnets.append(make("public", zone, divided?.publicBlocks[index], place, isLocal: isLocal))
      }
      privateSubnets.append(make("private", zone, divided?.privateBlocks[index], place, isLocal: isLocal))
    }
  }

  private mutating func make(
    _ kind: String, _ zone: Fact<String>, _ block: IPv4CIDR?, _ place: Place, isLocal: Bool
  ) -> EksctlSubnet {
    let name = "\(kind)-\(zone.value)"
    var facts = SubnetFacts(keys: [prefix + name], place: zone.place)
    facts.names = [Fact(name, zone.place, .intent, .defaulted(by: "Headroom"))]
    facts.zone = [zone]
    facts.cidr =
      block.map { [Fact($0.description, place, .intent, .defaulted(by: "eksctl, which divides the VPC's block"))] }
      ?? []
    facts.roles = [.loadBalancers]
    facts.isMade = true
    facts.isPublic = [Fact(kind == "public", zone.place, .intent)]
    facts.allTags = [Fact(tags(of: kind), zone.place, .intent)]
    facts.cluster = cluster.name
    reader.facts.subnets.append(facts)
    return EksctlSubnet(key: prefix + name, alias: zone.value, zone: zone.value, isLocal: isLocal)
  }

  /// Returns the tags of the subnets that eksctl makes: those of the cluster, of which `karpenter.sh/discovery` goes to
  /// private subnets only, and the role of their load balancers.
  ///
  /// Source: `addSubnets` in `pkg/cfn/builder/vpc_ipv4.go`.
  private func tags(of kind: String) -> [String: String] {
    var tags = ["alpha.eksctl.io/cluster-name": cluster.name]
    for (key, value) in root["metadata"]?["tags"]?.pairs ?? [] {
      guard let name = key.text, let text = value.text, kind == "private" || name != "karpenter.sh/discovery" else {
        continue
      }
      tags[name] = text
    }
    tags[kind == "private" ? "kubernetes.io/role/internal-elb" : "kubernetes.io/role/elb"] = "1"
    return tags
  }

  /// Adds the NAT gateways: one in the first public subnet unless the file says otherwise.
  ///
  /// Source: `pkg/cfn/builder/vpc_ipv4.go:506`.
  private mutating func addNATGateways(_ vpc: YAMLNode?) {
    let node = vpc?["nat"]?["gateway"]
    let mode = reader.fact(node, expected: "Single, HighlyAvailable or Disable") {
      ["Single", "HighlyAvailable", "Disable"].contains($0) ? $0 : nil
    }
    let zoned = publicSubnets.filter { !$0.isLocal }
    let kind = isIPv6 ? "Single" : mode.first?.value ?? "Single"
    guard kind != "Disable" else { return }
    for subnet in kind == "Single" ? Array(zoned.prefix(1)) : zoned {
      reserve("nat-\(subnet.zone ?? "")", .natGateway, [subnet], node ?? root)
    }
  }

  /// Adds the interface endpoints of a private cluster, which take an address in every private subnet.
  private mutating func addEndpoints() {
    guard isPrivate, let config = value("privateCluster"), reader.flag(config["skipEndpointCreation"]) != true else {
      return
    }
    var services = ["ec2", "ecr.api", "ecr.dkr", "sts"]
    services += reader.texts(config["additionalEndpointServices"]).filter {
      ["cloudformation", "autoscaling", "logs"].contains($0)
    }
    if value("cloudWatch")?["clusterLogging"]?["enableTypes"] != nil, !services.contains("logs") {
      services.append("logs")
    }
    for service in services { reserve(service, .interfaceEndpoint, privateSubnets, config) }
  }

  private mutating func reserve(
    _ name: String, _ kind: AddressReservation.Kind, _ subnets: [EksctlSubnet], _ node: YAMLNode
  ) {
    guard !subnets.isEmpty else { return }
    reader.facts.reservations.append(
      ReservationFacts(
        id: prefix + name, name: name, kind: kind, subnets: Set(subnets.map(\.key)), cluster: cluster.name,
        place: node.place))
  }

  /// Source: `pkg/cfn/builder/vpc_ipv4.go:168`.
  private mutating func addControlPlane(_ vpc: YAMLNode?) {
    if let given = vpc?["controlPlaneSubnetIDs"], !given.isNull {
      cluster.controlPlane = [Fact(reader.texts(given), given.place, .intent)]
      return
    }
    let isAutoMode = makesVPC && reader.flag(value("autoModeConfig")?["enabled"]) == true
    let isOnPrivate =
      isAutoMode || reader.flag(vpc?["controlPlaneOnPrivateSubnets"]) == true || value("outpost") != nil
    let subnets = (isOnPrivate ? [] : publicSubnets) + privateSubnets
    cluster.controlPlane = [
      Fact(subnets.filter { !$0.isLocal }.map(\.key), (vpc ?? root).place, .intent, .defaulted(by: "eksctl"))
    ]
  }

  // MARK: A VPC that exists

  private mutating func readSubnets(_ node: YAMLNode?, _ kind: String) -> [EksctlSubnet] {
    reader.pairs(node).compactMap { pair in
      guard let alias = reader.text(pair.key) else { return nil }
      let values = pair.value
      let id = reader.text(values["id"])
      let given = reader.fact(values["az"])
      let zone = given.first ?? Fact(alias, pair.key.place, .intent)
      let isZone = region.flatMap { Region($0) }?.contains(zone: zone.value) ?? false
      let key = id ?? prefix + "\(kind)-\(alias)"
      var facts = SubnetFacts(keys: [key], place: pair.key.place)
      facts.names = [Fact("\(kind)-\(alias)", pair.key.place, .intent)]
      if isZone { facts.zone = [zone] }
      facts.cidr = reader.block(values["cidr"])
      facts.vpc = cluster.vpc
      facts.isPublic = [Fact(kind == "public", pair.key.place, .intent)]
      facts.roles = [.loadBalancers]
      facts.cluster = cluster.name
      reader.facts.subnets.append(facts)
      return EksctlSubnet(key: key, alias: alias, id: id, zone: isZone ? zone.value : nil)
    }
  }
}
