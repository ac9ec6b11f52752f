extension PlanValidation {
  /// Reports CIDRs that are no subnets of the VPC, and what is in them that cannot be.
  mutating func checkSubnets() {
    checkVPC()
    let vpc = Set(plan.vpcBlocks)
    for subnet in plan.subnets { checkSubnet(subnet, in: vpc) }
    checkOverlaps()
  }

  private mutating func checkVPC() {
    let part = PlanPart(.vpc, key: "cidrs")
    for block in plan.vpcBlocks where !IPv4CIDR.subnetPrefixLengths.contains(block.prefixLength) {
      complain(part, "\(block) is not a valid VPC CIDR; the prefix length must be /16 to /28")
    }
    let sorted = plan.vpcBlocks.sorted()
    for (first, second) in zip(sorted, sorted.dropFirst()) where first.overlaps(second) {
      complain(part, "\(first) and \(second) overlap; the CIDRs of a VPC must not overlap")
    }
  }

  private mutating func checkSubnet(_ subnet: Subnet, in vpc: Set<IPv4CIDR>) {
    let part = PlanPart(.subnet, subnet.name)
    if !subnet.isZoneUnknown, !plan.region.contains(zone: subnet.zone) {
      complain(
        part.key("zone"),
        "zone '\(subnet.zone)' is not in region \(plan.region); expected a zone such as \(plan.region)a")
    }
    guard let block = subnet.block else { return checkUsed(of: subnet, most: 1 << 16) }
    if !IPv4CIDR.subnetPrefixLengths.contains(block.prefixLength) {
      complain(part.key("cidr"), "\(block) is not a valid subnet CIDR; the prefix length must be /16 to /28")
    }
    if !vpc.isEmpty, !block.containers.contains(where: vpc.contains) {
      let blocks = plan.vpcBlocks.prefix(5).map(\.description).joined(separator: ", ")
      complain(part.key("cidr"), "\(block) is outside the VPC; expected a block within \(blocks)")
    }
    checkUsed(of: subnet, most: block.usableAddresses)
    checkParts(subnet.occupied, of: block, part.key("occupied"))
    checkParts(subnet.cidrReservations.map(\.block), of: block, part.key("cidrReservations"))
  }

  private mutating func checkUsed(of subnet: Subnet, most: Int) {
    if let available = subnet.available { return check(available, of: subnet, most: most) }
    let part = PlanPart(.subnet, subnet.name, key: "usedAddresses")
    if !(0...most).contains(subnet.usedAddressCount) {
      complain(part, "the number of used addresses is \(subnet.usedAddressCount); expected 0 to \(most)")
    }
    if subnet.usedAddressCount > 0, subnet.usedAddressCount <= most, subnet.usedAddresses > most {
      complain(part, "the used and the occupied addresses are \(subnet.usedAddresses); expected at most \(most)")
    }
  }

  private mutating func check(_ available: AvailableAddresses, of subnet: Subnet, most: Int) {
    let part = PlanPart(.subnet, subnet.name, key: "availableAddresses")
    if !(0...most).contains(available.count) {
      complain(part, "the number of free addresses is \(available.count); expected 0 to \(most)")
    }
    if !subnet.occupied.isEmpty { complain(part, "`availableAddresses` and `occupied` are mutually exclusive") }
  }

  private mutating func checkParts(_ parts: [IPv4CIDR], of block: IPv4CIDR, _ part: PlanPart) {
    for inner in parts where !block.contains(inner) {
      complain(part, "\(inner) is outside the subnet CIDR \(block)")
    }
    let sorted = parts.sorted()
    for (first, second) in zip(sorted, sorted.dropFirst()) where first.overlaps(second) {
      complain(part, "\(first) and \(second) overlap; they must not have an address in common")
    }
  }

  /// Sorts the CIDRs by first address, so that each only has to be compared with the earlier one that ends last.
  private mutating func checkOverlaps() {
    let sorted = plan.subnets.enumerated().compactMap { item in item.element.block.map { (item.offset, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    var furthest: (offset: Int, block: IPv4CIDR)?
    for (offset, block) in sorted {
      if let other = furthest, other.block.overlaps(block) {
        let later = max(offset, other.offset)
        let earlier = min(offset, other.offset)
        complain(
          PlanPart(.subnet, plan.subnets[later].name, key: "cidr"),
          "\(plan.subnets[later].block!) overlaps \(plan.subnets[earlier].block!) "
            + "of subnet '\(plan.subnets[earlier].name)'"
        )
      }
      if furthest.map({ $0.block.lastAddress < block.lastAddress }) ?? true { furthest = (offset, block) }
    }
  }
}
