internal import Headroom

/// Puts subnets together, and gives them their names in the plan.
extension FactMerger {
  /// Puts subnets together that have an ID in common, then those of which one has no ID and that have the same block in
  /// the cluster's VPC.
  mutating func mergeSubnets() {
    var withoutID: [SubnetFacts] = []
    let own = facts.subnets.filter { $0.cluster == nil || $0.cluster == name }
    for item in own.sorted(by: { $0.place < $1.place }) {
      if let place = item.keys.compactMap({ subnetOfKey[$0] }).min() {
        subnets[place].add(item)
      } else if item.id != nil {
        for key in item.keys { subnetOfKey[key] = subnets.count }
        subnets.append(item)
      } else {
        withoutID.append(item)
      }
    }
    var vpc = identity(cluster?.vpc ?? [], "the VPC of the cluster")?.value ?? soleVPC()
    let matched = matchBlocks(of: withoutID, in: vpc)
    if vpc == nil {
      let vpcs = Set(matched.compactMap { subnets[$0.value].vpc.first?.value })
      vpc = vpcs.count == 1 ? vpcs.first : nil
    }
    addUnmatched(withoutID.enumerated().filter { matched[$0.offset] == nil }.map(\.element), in: vpc)
    checkVPCs(vpc)
    for item in subnets { checkIdentity(of: item) }
  }

  /// Adds the facts about subnets without an ID to those with the same block, and returns the places of those by the
  /// places of the former.
  private mutating func matchBlocks(of items: [SubnetFacts], in vpc: String?) -> [Int: Int] {
    var places: [String: [Int]] = [:]
    for (place, item) in subnets.enumerated() where vpc == nil || item.vpc.isEmpty || item.vpc.first?.value == vpc {
      if let block = item.cidr.first { places[block.value, default: []].append(place) }
    }
    var matched: [Int: Int] = [:]
    for (number, item) in items.enumerated() {
      guard let block = item.cidr.first, let found = places[block.value] else { continue }
      guard found.count == 1 else {
        complain(
          """
          \(found.count) subnets in different VPCs have the block \(block.value); add the description of the cluster (`aws \
          eks describe-cluster`), which names its VPC
          """, at: item.place)
        return [:]
      }
      subnets[found[0]].add(item)
      for key in item.keys { subnetOfKey[key] = found[0] }
      matched[number] = found[0]
    }
    return matched
  }

  /// Adds the subnets without an ID that are none of the described ones, and leaves out those of other VPCs.
  private mutating func addUnmatched(_ items: [SubnetFacts], in vpc: String?) {
    let isThere = isClusterThere || !(cluster?.saysNetwork ?? true) && !subnets.isEmpty
    let isPlanned = items.contains(where: \.isPlanned) && !subnets.contains { $0.isPlanned || $0.isOwn }
    let isNew = vpc == nil && !isThere && (items.contains(where: \.isMade) || isPlanned)
    let before = subnets.count
    // A VPC that is still to be made has none of the subnets that exist.
    keep { isNew ? $0.vpc.isEmpty : vpc == nil || $0.vpc.isEmpty || $0.vpc.first?.value == vpc }
    let ignored = before - subnets.count
    if ignored > 0 {
      notes.insert("\(ignored) subnet\(ignored == 1 ? " is" : "s are") in other VPCs and therefore ignored.")
    }
    // Where the cluster and its subnets are described, eksctl makes no others.
    let isDescribed = isThere && !subnets.isEmpty
    for var item in items where !(item.isMade && isDescribed) {
      if isThere { item.isMade = false }
      for key in item.keys { subnetOfKey[key] = subnets.count }
      subnets.append(item)
    }
  }

  private mutating func checkVPCs(_ vpc: String?) {
    let vpcs = Set(subnets.compactMap { $0.vpc.first?.value }).sorted()
    guard vpc == nil, vpcs.count > 1 else { return }
    complain(
      """
      the subnets are in \(vpcs.count) VPCs, \(abbreviated(vpcs)); print those of one, for example with --filters \
      Name=vpc-id,Values=\(vpcs[0]), or add the description of the cluster
      """, at: subnets.first { $0.vpc.first?.value == vpcs[1] }?.place)
  }

  /// Returns the VPC of the subnets that groups and the cluster name, if it is a single one.
  private func soleVPC() -> String? {
    let groups = facts.groups.filter { name == nil || $0.cluster ?? name == name }
    let keys =
      groups.flatMap { $0.homes.flatMap { $0.value.keys ?? [] } } + (cluster?.controlPlane.flatMap(\.value) ?? [])
      + Set(groups.flatMap { $0.selectors.map(\.value) }).prefix(100).flatMap { selected(by: $0).keys }
    let vpcs = Set(keys.compactMap { subnetOfKey[$0] }.compactMap { subnets[$0].vpc.first?.value })
    return vpcs.count == 1 ? vpcs.first : nil
  }

  private mutating func keep(_ isKept: (SubnetFacts) -> Bool) {
    subnets = subnets.filter(isKept)
    subnetOfKey = [:]
    for (index, item) in subnets.enumerated() { for key in item.keys { subnetOfKey[key] = index } }
  }

  private mutating func checkIdentity(of item: SubnetFacts) {
    let label = "subnet \(item.names.best()?.value ?? item.id ?? "")"
    _ = identity(item.vpc, "the VPC of \(label)")
    _ = identity(item.zone, "the zone of \(label)")
    guard let cidr = identity(item.cidr, "the CIDR of \(label)"), let block = try? IPv4CIDR(parsing: cidr.value) else {
      return
    }
    for free in item.free where free.value > block.usableAddresses {
      complain("\(free.value) addresses are free, but \(block) has only \(block.usableAddresses)", at: free.place)
    }
  }

  /// Adds the subnets that only references name, without block; the zone of a pod subnet is that of its ENIConfig.
  mutating func addReferencedSubnets() {
    var missing: [String: (place: Place, zones: [Fact<String>])] = [:]
    for group in groups {
      for fact in group.homes { for key in fact.value.keys ?? [] { missing[key] = (fact.place, []) } }
    }
    for fact in cluster?.controlPlane ?? [] { for key in fact.value { missing[key] = (fact.place, []) } }
    for fact in cluster?.eniConfigs ?? [] {
      for (zone, key) in fact.value {
        missing[key, default: (fact.place, [])].zones.append(Fact(zone, fact.place, fact.stage))
      }
    }
    for (key, found) in missing.sorted(by: { $0.key < $1.key })
    where subnetOfKey[key] == nil && key.hasPrefix("subnet-") {
      subnetOfKey[key] = subnets.count
      var item = SubnetFacts(keys: [key], place: found.place)
      // A subnet is in one zone; if several ENIConfigs name it, that zone is not known.
      item.zone = found.zones.count == 1 ? found.zones : []
      subnets.append(item)
    }
  }

  /// Gives each subnet a name that is unique: that of the plan file, the one that people know it by, or its ID.
  mutating func nameSubnets() {
    var count: [String: Int] = [:]
    let wanted = subnets.map { item in
      item.cidr.best().flatMap { plannedNames[$0.value] }
        ?? item.names.filter { !$0.value.isEmpty }.best()?.value ?? item.id ?? "subnet"
    }
    for name in wanted { count[name, default: 0] += 1 }
    var order = subnets.indices.map { index in
      (subnets[index], count[wanted[index]] == 1 ? wanted[index] : subnets[index].id ?? "\(wanted[index])-\(index + 1)")
    }
    order.sort { $0.1 < $1.1 }
    subnets = order.map(\.0)
    subnetNames = order.map(\.1)
    for (index, item) in subnets.enumerated() { for key in item.keys { subnetOfKey[key] = index } }
  }

  /// Returns the names of subnets in the plan, sorted.
  func names(of keys: some Sequence<String>) -> [String] {
    keys.compactMap { subnetOfKey[$0] }.map { subnetNames[$0] }.sorted()
  }
}
