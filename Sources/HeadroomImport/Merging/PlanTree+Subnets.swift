internal import Headroom

/// Writes the VPC and its subnets.
extension PlanTree {
  mutating func vpc() -> YAMLNode {
    var object = TreeObject(start)
    let blocks = vpcBlocks()
    if let first = blocks.first { object.add("cidrs", blocks.map(\.value), first.place) }
    object.add("serviceCIDR", merger.cluster?.serviceCIDR.best())
    let subnets = merger.subnets.indices.map { subnet($0) }
    object.add("subnets", YAMLNode(.sequence(subnets), at: subnets.first?.place ?? start))
    return object.node
  }

  /// Returns the blocks of the VPC that the cluster is in, sorted.
  private func vpcBlocks() -> [Fact<String>] {
    let vpc = merger.cluster?.vpc.best()?.value ?? merger.subnets.lazy.compactMap { $0.vpc.first?.value }.first
    // The block that eksctl takes by default is not that of a cluster that exists already.
    let isMade = merger.subnets.contains(where: \.isMade)
    var blocks = (merger.cluster?.vpcBlocks ?? []).filter { isMade || $0.knowing == .stated }
    if let vpc, let live = merger.facts.live.vpcBlocks[vpc] { blocks += live }
    var seen: Set<String> = []
    return blocks.sorted { ($0.value, $0.place) < ($1.value, $1.place) }.filter { seen.insert($0.value).inserted }
  }

  /// Returns the number of addresses that described things hold in a subnet, which do not count as free.
  private func heldByReservations(in item: SubnetFacts) -> Int {
    merger.reservations.reduce(0) { sum, reservation in
      guard reservation.isThere, !reservation.subnets.isDisjoint(with: item.keys) else { return sum }
      return sum + (reservation.kind.addresses?.now ?? 0)
    }
  }

  private mutating func subnet(_ index: Int) -> YAMLNode {
    let item = merger.subnets[index]
    let part = PlanPart(.subnet, merger.subnetNames[index])
    let others = Set(item.names.map(\.value)).subtracting([merger.subnetNames[index]]).sorted()
    let known = (item.id.map { [$0] } ?? []) + others.map { "also called \($0)" }
    if !known.isEmpty { comments[part] = [known.joined(separator: ", ")] }
    var object = TreeObject(item.place)
    object.add("name", merger.subnetNames[index])
    let zone = item.zone.best()
    if zone == nil { object.addUnknown("zone", item.place) }
    object.add("zone", zone)
    comment(zone, part, "zone")
    object.add("zoneId", item.zoneID.best())
    object.add("cidr", item.cidr.best())
    comment(item.cidr.best(), part, "cidr")
    object.add("roles", roles(of: item), item.place)
    addUse(of: item, part, to: &object)
    let reservations = item.reservations.sorted { ($0.value.block, $0.place) < ($1.value.block, $1.place) }
    if let first = reservations.first {
      var seen: Set<Subnet.CIDRReservation> = []
      let items = reservations.filter { seen.insert($0.value).inserted }.map { fact in
        var object = TreeObject(fact.place)
        object.add("cidr", fact.value.block.description)
        object.add("type", fact.value.kind.rawValue)
        return object.node
      }
      object.add("cidrReservations", YAMLNode(.sequence(items), at: first.place))
    }
    if let tags = item.tags.best() { object.add("tags", tags.value, tags.place) }
    return object.node
  }

  /// Says who holds the addresses of a subnet.
  private mutating func addHolders(_ content: SubnetUse.Content, _ part: PlanPart) {
    guard !content.taken.isEmpty else { return }
    let holders = content.holders.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let texts = holders.prefix(20).map { "\($0.key) \($0.value)" } + (holders.count > 20 ? ["and others"] : [])
    comments[part, default: []].append("in use now: \(content.taken.count): \(texts.joined(separator: ", "))")
  }

  private func roles(of item: SubnetFacts) -> [String] {
    var roles = item.roles
    if !homeKeys.isDisjoint(with: item.keys) { roles.insert(.nodes) }
    if !controlPlaneKeys.isDisjoint(with: item.keys) { roles.insert(.controlPlane) }
    if merger.cluster?.eniConfigs.contains(where: { $0.value.values.contains(where: item.keys.contains) }) == true {
      roles.insert(.pods)
    }
    return Subnet.Role.allCases.filter(roles.contains).map(\.rawValue)
  }

  /// Writes what is in a subnet beside what the plan describes.
  private mutating func addUse(of item: SubnetFacts, _ part: PlanPart, to object: inout TreeObject) {
    if merger.hasInterfaces(item), let id = item.id {
      let content = merger.use.contents[id] ?? SubnetUse.Content()
      let place = merger.facts.live.lists["NetworkInterfaces"] ?? item.place
      addHolders(content, part)
      let others = IPv4CIDR.blocks(of: content.others).map { $0.prefixLength == 32 ? "\($0.network)" : "\($0)" }
      if !others.isEmpty { object.add("occupied", others, place) }
      let count = content.outside + (merger.unexplained(in: item) ?? 0)
      if count > 0 { object.add("usedAddresses", Fact(count, place, .now)) { "\($0)" } }
    } else if let free = merger.lowestFree(of: item) {
      let held = heldByReservations(in: item)
      let most = item.cidr.best().flatMap { try? IPv4CIDR(parsing: $0.value) }?.usableAddresses ?? Int.max
      object.add("availableAddresses", free) { "\(min($0 + held, most))" }
      if held > 0 {
        comments[part, default: []].append(
          "availableAddresses: \(free.value), and \(held) of the reservations below that exist already")
      }
      if Set(item.free.map(\.value)).count > 1 {
        comments[part, default: []].append("availableAddresses: the lowest of several")
      }
    } else if item.isOwn {
      comments[part, default: []].append(
        "usedAddresses: assumed; Terraform made the subnet, and only what its files describe is in it")
    } else if !item.isMade, !item.isPlanned {
      object.addUnknown("usedAddresses", item.place)
    }
  }
}
