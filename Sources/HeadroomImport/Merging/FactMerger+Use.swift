internal import Headroom

/// Puts together what takes addresses beside nodes and pods, and what is to be said about it.
extension FactMerger {
  mutating func mergeReservations() {
    let blocks = Dictionary(
      subnets.compactMap { item in
        item.id.flatMap { id in item.cidr.best().flatMap { try? IPv4CIDR(parsing: $0.value) }.map { (id, $0) } }
      }, uniquingKeysWith: { first, _ in first })
    use = SubnetUse(of: facts.live, cluster: name, groups: homesOfGroups, blocks: blocks)
    var all: [String: ReservationFacts] = [:]
    let isKnownExactly = name == nil && facts.live.lists["NetworkInterfaces"] != nil
    let described = isKnownExactly ? [] : facts.reservations.filter { $0.cluster == nil || $0.cluster == name }
    let there = described.filter(\.isThere) + use.reservations.values
    for item in described.filter({ $0.isThere || !isMade($0, among: there) })
      + use.reservations.values.sorted(by: { $0.id < $1.id })
    {
      // Endpoints and gateways have one description each; the interfaces may show subnets that it does not.
      if all[item.id] != nil {
        all[item.id]?.subnets.formUnion(item.subnets)
        all[item.id]?.held = item.held
      } else {
        all[item.id] = item
      }
    }
    var seen: [String: Int] = [:]
    for item in all.values { seen[item.name, default: 0] += 1 }
    reservations = all.values.compactMap { item in
      var item = item
      item.subnets = item.subnets.filter { subnetOfKey[$0] != nil }
      guard !item.subnets.isEmpty else { return nil }
      if seen[item.name, default: 0] > 1 { item.name += " (\(item.id))" }
      return item
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }

  /// The node groups that the plan describes, with the IDs of their subnets where they are known.
  private var homesOfGroups: [String: Set<String>?] {
    var homes: [String: Set<String>?] = [:]
    for name in plannedGroups { homes[name] = .some(nil) }
    for group in groups {
      let keys = group.homes.best()?.value.keys
      homes[group.name] = .some(
        keys.map { keys in Set(keys.compactMap { subnetOfKey[$0] }.compactMap { subnets[$0].id }) })
    }
    return homes
  }

  /// Returns whether something that eksctl makes is among what exists already.
  private func isMade(_ item: ReservationFacts, among there: [ReservationFacts]) -> Bool {
    // A load balancer beside another one is a second one.
    guard item.kind == .natGateway || item.kind == .interfaceEndpoint else {
      return there.contains { $0.kind == item.kind && $0.name == item.name }
    }
    let subnets = Set(item.subnets.compactMap { subnetOfKey[$0] })
    return there.contains { other in
      other.kind == item.kind && !subnets.isDisjoint(with: other.subnets.compactMap { subnetOfKey[$0] })
        && (item.kind != .interfaceEndpoint || other.name.hasSuffix(".\(item.name)"))
    }
  }

  mutating func collectRemarks() {
    let strangers = facts.live.interfaces.values.count { subnetOfKey[$0.subnet] == nil }
    if strangers > 0 {
      notes.insert(
        """
        \(strangers) network interface\(strangers == 1 ? " is" : "s are") in subnets that are not in the plan and therefore \
        ignored; `aws ec2 describe-subnets` describes subnets.
        """)
    }
    for item in facts.remarks where item.cluster == nil || item.cluster == name {
      let subject = item.remark.subject
      guard subject.kind == .nodeGroup, let name = completedNames[subject.name] else {
        remarks.append(item)
        continue
      }
      let part = PlanPart(.nodeGroup, name, key: subject.key)
      remarks.append(RemarkFacts(item.remark.kind, part, item.remark.message, item.place, cluster: item.cluster))
    }
    for item in use.leaked {
      guard let index = subnetOfKey[item.subnet] else { continue }
      let count = item.addresses.count + 16 * item.prefixes.count
      remarks.append(
        RemarkFacts(
          .leakedInterface, PlanPart(.subnet, subnetNames[index]),
          """
          the interface \(item.id) (\(position(item.place))) has the tags of the VPC CNI, is attached to no instance, and holds \(count) \
          address\(count == 1 ? "" : "es")
          """, item.place))
    }
    for (list, place) in facts.live.cutLists.sorted(by: { $0.key < $1.key }) {
      remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.plan),
          "the list \(list) is cut off (NextToken); print it without --max-items and --no-paginate", place))
    }
    for index in subnets.indices { checkUse(of: index) }
  }

  /// Adds remarks about addresses that are not explained.
  private mutating func checkUse(of index: Int) {
    let (item, part) = (subnets[index], PlanPart(.subnet, subnetNames[index]))
    guard let id = item.id, hasInterfaces(item) else { return }
    let content = use.contents[id] ?? SubnetUse.Content()
    if content.outside > 0 {
      remarks.append(
        RemarkFacts(
          .unexplainedAddresses, part,
          "\(content.outside) of its interfaces' addresses are outside its block; they count as taken", item.place))
    }
    if content.ofUnknownInstances > 0 {
      remarks.append(
        RemarkFacts(
          .notInFiles, part,
          """
          \(counted(content.ofUnknownInstances)) to instances that are not in the files and count as taken by others; \
          `aws ec2 describe-instances` shows whether they are nodes of the cluster
          """, item.place))
    }
    if content.ofUnknownNodes > 0 {
      remarks.append(
        RemarkFacts(
          .notInFiles, part,
          """
          \(counted(content.ofUnknownNodes)) to nodes of the cluster whose groups the files do not say, and which are taken for \
          nodes of the plan; `aws ec2 describe-instances` shows their groups
          """, item.place))
    }
    for (group, count) in content.ofOtherGroups.sorted(by: { $0.key < $1.key }) {
      remarks.append(
        RemarkFacts(
          .notInFiles, part,
          """
          \(counted(count)) to nodes of '\(group.prefix(80))', which the files do not describe, and count as taken by \
          others; it may add nodes
          """, item.place))
    }
    if let unexplained = unexplained(in: item), unexplained > 0 {
      remarks.append(
        RemarkFacts(
          .unexplainedAddresses, part,
          """
          \(unexplained) addresses are in use that no network interface in the files explains; they count as taken
          """, item.free.best()?.place ?? item.place))
    }
  }

  /// Whether the interfaces of a subnet are known.
  func hasInterfaces(_ item: SubnetFacts) -> Bool {
    guard let id = item.id, facts.live.lists["NetworkInterfaces"] != nil,
      facts.live.cutLists["NetworkInterfaces"] == nil
    else { return false }
    if let content = use.contents[id] {
      // Without any of the nodes that should be there, the list is filtered by something else than the subnet.
      let isHome = groups.contains { $0.homes.best()?.value.keys?.contains { item.keys.contains($0) } ?? false }
      return content.hasNodes || !isHome || (difference(in: item, of: content) ?? 0) <= reserved(in: item, of: content)
    }
    // A list without an interface in the subnet may have been filtered; only if every address is free, that is all.
    guard let free = lowestFree(of: item)?.value, let block = block(of: item) else { return false }
    return block.usableAddresses - free <= reserved(in: item, of: SubnetUse.Content())
  }

  private func block(of item: SubnetFacts) -> IPv4CIDR? {
    item.cidr.best().flatMap { try? IPv4CIDR(parsing: $0.value) }
  }

  /// Returns the number of reserved addresses that are not taken. They may not count as free; AWS does not document it.
  private func reserved(in item: SubnetFacts, of content: SubnetUse.Content) -> Int {
    let parts = Set(item.reservations.map(\.value.block))
    guard !parts.isEmpty else { return 0 }
    let taken = content.taken.count { address in
      (0...32).contains { parts.contains(IPv4CIDR(containing: IPv4Address(rawValue: address), prefixLength: $0)) }
    }
    return parts.reduce(-taken) { $0 + $1.addressCount }
  }

  /// Returns the number of addresses in use that neither interfaces nor reservations explain; `nil` if it is not known.
  func unexplained(in item: SubnetFacts) -> Int? {
    guard hasInterfaces(item), let id = item.id else { return nil }
    let content = use.contents[id] ?? SubnetUse.Content()
    return difference(in: item, of: content).map { max(0, $0 - reserved(in: item, of: content)) }
  }

  /// Returns how many addresses more are in use than interfaces hold; `nil` if the number of free ones is not known.
  private func difference(in item: SubnetFacts, of content: SubnetUse.Content) -> Int? {
    guard let free = lowestFree(of: item)?.value, let block = block(of: item) else { return nil }
    return block.usableAddresses - free - content.taken.count - content.outside
  }

  private func counted(_ count: Int) -> String { count == 1 ? "1 address belongs" : "\(count) addresses belong" }

  /// Returns the lowest number of free addresses: files of two moments may give two.
  func lowestFree(of item: SubnetFacts) -> Fact<Int>? { item.free.min { ($0.value, $0.place) < ($1.value, $1.place) } }
}
