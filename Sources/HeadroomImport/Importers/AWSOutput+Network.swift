internal import Headroom

/// Reads the VPC, its subnets and what is reserved in them.
extension AWSOutput {
  static let subnets = AWSOutput(
    "Subnets", "ec2 describe-subnets",
    "SubnetId CidrBlock AvailabilityZone AvailabilityZoneId VpcId AvailableIpAddressCount Tags{Key Value} Ipv6Native OutpostArn",
    marks: ["SubnetId", "CidrBlock"]
  ) { item, reader in
    guard let id = reader.text(item["SubnetId"]) else {
      return reader.complain("the subnet has no SubnetId", at: item.place)
    }
    if reader.flag(item["Ipv6Native"]) == true {
      reader.facts.notes.insert("Subnets with IPv6 addresses only are ignored.")
      return
    }
    var subnet = SubnetFacts(keys: [id], place: item.place)
    let tags = item.tags { _ in true }
    subnet.allTags = [Fact(tags, item.place, .now)]
    subnet.read(tags, .now)
    subnet.cidr = reader.block(item["CidrBlock"])
    subnet.zone = reader.fact(item["AvailabilityZone"])
    subnet.zoneID = reader.fact(item["AvailabilityZoneId"])
    subnet.vpc = reader.fact(item["VpcId"])
    if let free = item["AvailableIpAddressCount"] {
      subnet.free = reader.number(free).map { [Fact($0, free.place, .now)] } ?? []
    }
    if item["OutpostArn"]?.isNull == false {
      reader.facts.notes.insert("Subnets on an Outpost are read as if they were in the region.")
    }
    reader.facts.subnets.append(subnet)
  }

  static let vpcs = AWSOutput(
    "Vpcs", "ec2 describe-vpcs", "VpcId CidrBlockAssociationSet{CidrBlock CidrBlockState{State}}",
    marks: ["VpcId", "CidrBlockAssociationSet"]
  ) { item, reader in
    guard let id = reader.text(item["VpcId"]) else { return reader.complain("the VPC has no VpcId", at: item.place) }
    for association in reader.items(item["CidrBlockAssociationSet"]) {
      guard association["CidrBlockState"]?["State"]?.text ?? "associated" == "associated" else { continue }
      reader.facts.live.vpcBlocks[id, default: []].formUnion(reader.block(association["CidrBlock"]))
    }
  }

  static let cidrReservations = AWSOutput(
    "SubnetIpv4CidrReservations", "ec2 get-subnet-cidr-reservations", "SubnetId Cidr ReservationType"
  ) { item, reader in
    guard let id = reader.text(item["SubnetId"]), let cidr = reader.block(item["Cidr"]).first,
      let block = try? IPv4CIDR(parsing: cidr.value),
      let kind = reader.fact(
        item["ReservationType"], expected: "prefix or explicit", read: Subnet.CIDRReservation.Kind.init
      )
      .first?.value
    else { return }
    var subnet = SubnetFacts(keys: [id], place: item.place)
    subnet.reservations = [Fact(Subnet.CIDRReservation(block: block, kind: kind), cidr.place, .now)]
    reader.facts.subnets.append(subnet)
  }

  static let natGateways = AWSOutput(
    "NatGateways", "ec2 describe-nat-gateways", "NatGatewayId SubnetId State AvailabilityMode Tags{Key Value}"
  ) { item, reader in
    guard let id = reader.text(item["NatGatewayId"]),
      ["available", "pending"].contains(reader.text(item["State"]) ?? "available")
    else { return }
    if item["AvailabilityMode"]?.text == "regional" {
      reader.facts.notes.insert("Regional NAT gateways name no subnets; only their interfaces show where they are.")
      return
    }
    guard let subnet = reader.text(item["SubnetId"]) else { return }
    let name = item.tags { $0 == "Name" }["Name"]?.shortened ?? id
    reader.facts.reservations.append(
      ReservationFacts(
        id: id, name: name, kind: .natGateway, subnets: [subnet], place: item.place))
  }

  static let endpoints = AWSOutput(
    "VpcEndpoints", "ec2 describe-vpc-endpoints", "VpcEndpointId VpcEndpointType ServiceName State SubnetIds"
  ) { item, reader in
    guard let id = reader.text(item["VpcEndpointId"]),
      !["deleting", "deleted", "failed", "rejected", "expired"].contains(item["State"]?.text?.lowercased() ?? "")
    else { return }
    // Gateways have no interfaces.
    let kind = item["VpcEndpointType"]?.text ?? "Gateway"
    guard ["Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"].contains(kind) else { return }
    let service = reader.text(item["ServiceName"]) ?? id
    reader.facts.reservations.append(
      ReservationFacts(
        id: id, name: service, kind: .interfaceEndpoint, subnets: Set(reader.texts(item["SubnetIds"])),
        place: item.place))
  }

  static let loadBalancers = AWSOutput(
    "LoadBalancers", "elbv2 describe-load-balancers",
    "LoadBalancerArn LoadBalancerName Type AvailabilityZones{SubnetId} State{Code}"
  ) { item, reader in
    guard let name = reader.text(item["LoadBalancerName"]), item["State"]?["Code"]?.text != "failed" else { return }
    let kind = item["Type"]?.text ?? "application"
    let subnets = reader.items(item["AvailabilityZones"]).compactMap { reader.text($0["SubnetId"]) }
    // Interfaces describe a load balancer by the end of its ARN.
    let arn = reader.text(item["LoadBalancerArn"]) ?? name
    let id = arn.split(separator: "loadbalancer/").last.map(String.init) ?? arn
    reader.facts.reservations.append(
      ReservationFacts(
        id: id, name: name, kind: kind == "application" ? .applicationLoadBalancer : .networkLoadBalancer,
        subnets: Set(subnets), place: item.place))
  }

  static let classicLoadBalancers = AWSOutput(
    "LoadBalancerDescriptions", "elb describe-load-balancers", "LoadBalancerName Subnets"
  ) { item, reader in
    guard let name = reader.text(item["LoadBalancerName"]) else { return }
    reader.facts.reservations.append(
      ReservationFacts(
        id: name, name: name, kind: .applicationLoadBalancer, subnets: Set(reader.texts(item["Subnets"])),
        place: item.place))
  }
}
