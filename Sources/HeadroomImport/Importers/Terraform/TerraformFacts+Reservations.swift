internal import Headroom

/// Reads what takes addresses beside nodes and pods: NAT gateways, load balancers and endpoints.
extension TerraformFacts {
  mutating func readReservations() {
    readNATGateways()
    for type in ["aws_lb", "aws_alb", "aws_elb"] {
      for item in resources(type) {
        let isApplication = (item["load_balancer_type"].node?.text ?? "application") == "application"
        reserve(
          [item], isApplication ? .applicationLoadBalancer : .networkLoadBalancer, item["name"].node?.text,
          balancerHomes(item))
      }
    }
    for item in resources("aws_vpc_endpoint") {
      // Gateways have no interfaces.
      let kind = item["vpc_endpoint_type"].node?.text ?? "Gateway"
      guard ["Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"].contains(kind) else { continue }
      reserve([item], .interfaceEndpoint, item["service_name"].node?.text, homes(of: item, "subnet_ids").homes)
    }
  }

  private mutating func readNATGateways() {
    var open: [String: (homes: GroupFacts.Homes, items: [TerraformResource])] = [:]
    for item in resources("aws_nat_gateway") {
      if item["availability_mode"].node?.text == "regional" {
        reader.facts.notes.insert("Regional NAT gateways name no subnets; only their interfaces show where they are.")
        continue
      }
      let homes = homes(of: item, "subnet_id").homes
      guard homes.isChoice else {
        reserve([item], .natGateway, item["tags"].node?["Name"]?.text, homes)
        continue
      }
      // The instances of one resource are in different subnets.
      open[item.address.resource.text, default: (homes, [])].items.append(item)
    }
    for (name, found) in open.sorted(by: { $0.key < $1.key }) { reserve(found.items, .natGateway, name, found.homes) }
  }

  /// Returns the subnets of a load balancer, which are named in one of two ways.
  private mutating func balancerHomes(_ item: TerraformResource) -> GroupFacts.Homes {
    if let ids = item["subnets"].node?.items?.compactMap(\.text), !ids.isEmpty { return GroupFacts.Homes(keys: ids) }
    let mapped = item.values.blocks("subnet_mapping").map { $0["subnet_id"].node?.text }
    if !mapped.isEmpty, !mapped.contains(nil) { return GroupFacts.Homes(keys: mapped.compactMap(\.self)) }
    let homes = homes(of: item, "subnets").homes
    return homes.keys == nil ? self.homes(of: item, "subnets", source: "subnet_mapping.subnet_id").homes : homes
  }

  /// Adds a reservation in each subnet that something may be in.
  private mutating func reserve(
    _ items: [TerraformResource], _ kind: AddressReservation.Kind, _ name: String?, _ homes: GroupFacts.Homes
  ) {
    guard let item = items.first else { return }
    guard let keys = homes.keys, !keys.isEmpty else {
      reader.facts.notes.insert(
        "The subnets of \(item.text.prefix(120)) are not known, so its addresses are not counted.")
      return
    }
    let isThere = item.isThere
    var id = item.id.flatMap { isThere ? $0 : nil } ?? "terraform \(file) \(item.text)"
    // Interfaces describe a load balancer by the end of its ARN.
    if isThere, let arn = item["arn"].node?.text, let end = arn.split(separator: "loadbalancer/").last {
      id = String(end)
    }
    var reservation = ReservationFacts(
      id: id, name: (name.flatMap { $0.isEmpty ? nil : $0 } ?? item.address.short).shortened, kind: kind,
      subnets: Set(keys), place: item.place)
    reservation.isPlanned = !isThere
    let share = (items.count + keys.count - 1) / keys.count
    if share > 1 { for key in keys { reservation.held[key] = share } }
    reader.facts.reservations.append(reservation)
  }
}
