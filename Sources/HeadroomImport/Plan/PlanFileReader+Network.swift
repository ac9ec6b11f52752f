internal import Headroom

/// Reads the VPC, its subnets, the CNI and the reservations of addresses.
extension PlanFileReader {
  /// The content of the key `vpc`.
  struct VPC {
    var blocks: [IPv4CIDR] = []
    var serviceBlock: IPv4CIDR?
    var subnets: [Subnet] = []
  }

  /// Returns the blocks and the subnets of the VPC.
  mutating func readVPC(_ node: YAMLNode?, _ root: YAMLNode) -> VPC {
    let part = PlanPart(.vpc)
    guard let node else {
      cursor.complain(part.key("subnets"), "`vpc` is missing; a plan needs a VPC with subnets", at: root)
      return VPC()
    }
    cursor.mark(part, at: node)
    let values = cursor.object(node, part, keys: PlanKeys.vpc)
    cursor.require("subnets", of: part, in: values, at: node)
    var vpc = VPC()
    vpc.blocks = cursor.list(values["cidrs"], part.key("cidrs")).compactMap { cursor.block($0, part.key("cidrs")) }
    vpc.serviceBlock = cursor.block(values["serviceCIDR"], part.key("serviceCIDR"))
    vpc.subnets = cursor.list(values["subnets"], part.key("subnets")).compactMap { readSubnet($0) }
    return vpc
  }

  /// Returns a subnet, or `nil` if its name is missing or not unique.
  mutating func readSubnet(_ node: YAMLNode) -> Subnet? {
    let part = self.part(.subnet, node)
    let values = cursor.object(node, part, keys: PlanKeys.subnet)
    guard let name = readName(values, part, node) else { return nil }
    cursor.require("zone", of: part, in: values, at: node)
    let zone = cursor.text(values["zone"], part.key("zone"))
    var subnet = Subnet(name: name, zone: zone ?? "", block: cursor.block(values["cidr"], part.key("cidr")))
    subnet.zoneID = cursor.text(values["zoneId"], part.key("zoneId"))
    let roles = cursor.list(values["roles"], part.key("roles")).compactMap {
      cursor.choice($0, part.key("roles"), Subnet.Role.self)
    }
    if values["roles"] != nil { subnet.roles = Set(roles) }
    subnet.isUseUnknown = values["usedAddresses"]?.isUnknown ?? false
    if !subnet.isUseUnknown {
      subnet.usedAddressCount = cursor.number(values["usedAddresses"], part.key("usedAddresses")) ?? 0
    }
    subnet.occupied = cursor.list(values["occupied"], part.key("occupied")).compactMap {
      cursor.blockOrAddress($0, part.key("occupied"))
    }
    subnet.cidrReservations = cursor.list(values["cidrReservations"], part.key("cidrReservations")).compactMap {
      readCIDRReservation($0, part.key("cidrReservations"))
    }
    subnet.tags = cursor.texts(values["tags"], part.key("tags"))
    readAvailable(values, part, &subnet)
    return subnet
  }

  /// Reads the number of free addresses of a subnet.
  private mutating func readAvailable(_ values: [String: YAMLNode], _ part: PlanPart, _ subnet: inout Subnet) {
    let countsNodes = cursor.flag(values["nodesCounted"], part.key("nodesCounted"))
    guard let count = cursor.number(values["availableAddresses"], part.key("availableAddresses")) else {
      if let node = values["nodesCounted"] {
        cursor.complain(part.key("nodesCounted"), "`nodesCounted` needs `availableAddresses`", at: node)
      }
      return
    }
    if let node = values["usedAddresses"] {
      cursor.complain(
        part.key("usedAddresses"), "`availableAddresses` and `usedAddresses` are mutually exclusive", at: node)
    }
    subnet.setAvailable(AvailableAddresses(count, countsNodes: countsNodes ?? true))
  }

  /// Returns a CIDR reservation of a subnet.
  mutating func readCIDRReservation(_ node: YAMLNode, _ part: PlanPart) -> Subnet.CIDRReservation? {
    let values = cursor.object(node, part, keys: PlanKeys.cidrReservation)
    for key in PlanKeys.cidrReservation where values[key] == nil {
      cursor.complain(part, "`\(key)` is missing", at: node)
    }
    let kind = cursor.choice(values["type"], part, Subnet.CIDRReservation.Kind.self)
    guard let block = cursor.block(values["cidr"], part), let kind else { return nil }
    return Subnet.CIDRReservation(block: block, kind: kind)
  }

  /// Returns the settings of the network plugin.
  mutating func readNetwork(_ node: YAMLNode?, ipFamily: YAMLNode?) -> NetworkSettings {
    let part = PlanPart(.cni)
    var network = NetworkSettings()
    network.ipFamily = cursor.choice(ipFamily, PlanPart(.plan, key: "ipFamily"), NetworkSettings.IPFamily.self) ?? .ipv4
    guard let node else { return network }
    cursor.mark(part, at: node)
    let values = cursor.object(node, part, keys: PlanKeys.cni)
    network.kind = cursor.choice(values["kind"], part.key("kind"), NetworkSettings.Kind.self) ?? .vpcCNI
    // The Helm chart and the manifest of the VPC CNI set some variables that the agent reads differently when they are
    // absent. Clusters are usually installed with one of both, so a variable that the plan omits has the chart's value.
    let defaults = cursor.choice(values["defaults"], part.key("defaults"), CNIEnvironment.Defaults.self) ?? .chart
    for (key, value) in values["env"]?.pairs ?? [] { key.text.map { cursor.mark(PlanPart(.cni, $0), at: value) } }
    network.environment = CNIEnvironment(cursor.texts(values["env"], part.key("env")), defaults: defaults)
    guard let configs = values["eniConfigs"] else { return network }
    guard let mapping = configs.pairs else {
      cursor.complain(
        part.key("eniConfigs"), "expected zones and their pod subnets, such as `ap-northeast-2a: pods-a`", at: configs)
      return network
    }
    for (key, value) in mapping {
      guard let zone = cursor.text(key, part.key("eniConfigs")) else { continue }
      if value.items != nil {
        network.eniConfigs[zone] = cursor.texts(inList: value, part.key("eniConfigs"))
      } else {
        network.eniConfigs[zone] = cursor.text(value, part.key("eniConfigs")).map { [$0] } ?? []
      }
    }
    return network
  }

  /// Returns a reservation of addresses for something that is neither a node nor a pod.
  mutating func readReservation(_ node: YAMLNode) -> AddressReservation? {
    let part = self.part(.reservation, node)
    let values = cursor.object(node, part, keys: PlanKeys.reservation)
    guard let name = readName(values, part, node) else { return nil }
    cursor.require("kind", of: part, in: values, at: node)
    cursor.require("subnets", of: part, in: values, at: node)
    let subnets = cursor.texts(inList: values["subnets"], part.key("subnets"))
    let addresses = cursor.number(values["addresses"], part.key("addresses"))
    let peak = cursor.number(values["peakAddresses"], part.key("peakAddresses"))
    guard let kind = cursor.choice(values["kind"], part.key("kind"), AddressReservation.Kind.self) else { return nil }
    // For every other kind AWS documents how many addresses it takes.
    if kind == .custom { cursor.require("addresses", of: part, in: values, at: node) }
    if let addresses, let peak, peak < addresses {
      cursor.complain(
        part.key("peakAddresses"), "`peakAddresses` is \(peak); it must be at least `addresses`, \(addresses)",
        at: values["peakAddresses"])
    }
    return AddressReservation(name: name, kind: kind, subnets: subnets, addresses: addresses, peakAddresses: peak)
  }
}
