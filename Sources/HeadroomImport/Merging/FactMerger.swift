internal import Headroom

/// Puts together what several files say of one cluster.
///
/// The order of the files never changes the result: among facts of one rank, that of the first place by the name of its
/// file counts.
struct FactMerger {
  let facts: Facts
  /// The names of the files, sorted.
  let files: [String]
  /// The name of the cluster; `nil` if the files describe none.
  var name: String?
  var cluster: ClusterFacts?
  var subnets: [SubnetFacts] = []
  var groups: [GroupFacts] = []
  var reservations: [ReservationFacts] = []
  var remarks: [RemarkFacts] = []
  var notes: Set<String> = []
  var use = SubnetUse(of: LiveFacts(), cluster: nil, blocks: [:])
  /// The places in `subnets` by the keys of the subnets.
  var subnetOfKey: [String: Int] = [:]
  /// The names of the subnets in the plan, in the order of `subnets`.
  var subnetNames: [String] = []
  private(set) var problems: [PlanError.Problem] = []

  init(_ facts: Facts, files: [String]) {
    self.facts = facts
    self.files = files
    notes = facts.notes
  }

  /// Puts the facts together.
  ///
  /// - Parameter wanted: The name of the cluster; needed if the files describe several.
  mutating func merge(cluster wanted: String?) throws(PlanError) {
    try choose(wanted)
    mergeSubnets()
    mergeGroups()
    applyTemplates()
    keepReferencedSubnets()
    nameSubnets()
    if subnets.isEmpty, cluster == nil {
      let hints = notes.sorted().joined(separator: " ")
      throw failure("the files describe neither subnets nor a cluster. \(hints)")
    }
    mergeReservations()
    collectRemarks()
    guard problems.isEmpty else { throw PlanError(YAMLCursor.inOrder(problems)) }
  }

  // MARK: The cluster

  private mutating func choose(_ wanted: String?) throws(PlanError) {
    let described = Set(facts.clusters.map(\.name) + facts.groups.compactMap(\.cluster))
    let names = (described.isEmpty ? Set(facts.live.instances.values.compactMap(\.cluster)) : described).sorted()
    if let wanted, !names.contains(wanted) {
      let known = names.isEmpty ? "they describe none" : "they describe \(abbreviated(names))"
      throw failure("the files do not describe a cluster '\(wanted.prefix(80))'; \(known)")
    }
    if wanted == nil, names.count > 1 {
      throw failure(
        "the files describe \(names.count) clusters, \(names.joined(separator: ", ")); choose one with --cluster")
    }
    guard let name = wanted ?? names.first else { return }
    self.name = name
    for item in facts.clusters where item.name == name {
      if cluster == nil { cluster = item } else { cluster?.add(item) }
    }
    let others = names.count - 1
    if others > 0 {
      notes.insert("The files describe \(others) other cluster\(others == 1 ? "" : "s"), which is ignored.")
    }
  }

  // MARK: Subnets

  /// Puts subnets together that have a key in common, or one block in one VPC.
  private mutating func mergeSubnets() {
    let vpc = identity(cluster?.vpc ?? [], "the VPC of the cluster")?.value
    var placesOfBlock: [String: [Int]] = [:]
    for item in facts.subnets.sorted(by: { $0.place < $1.place }) {
      let own = item.keys.compactMap { subnetOfKey[$0] }.min()
      let same =
        own
        ?? item.cidr.first.flatMap { block in
          placesOfBlock[block.value]?.first { other in
            (subnets[other].id == nil || item.id == nil)
              && (subnets[other].vpc.isEmpty || item.vpc.isEmpty
                || subnets[other].vpc.first?.value == item.vpc.first?.value)
          }
        }
      let place = same ?? subnets.count
      if same == nil { subnets.append(item) } else { subnets[place].add(item) }
      for key in item.keys { subnetOfKey[key] = place }
      if let block = item.cidr.first?.value { placesOfBlock[block, default: []].append(place) }
    }
    let chosen = vpc ?? soleVPC()
    let ignored = subnets.count { item in chosen != nil && !item.vpc.isEmpty && item.vpc.first?.value != chosen }
    if ignored > 0 {
      notes.insert("\(ignored) subnet\(ignored == 1 ? " is" : "s are") in other VPCs and therefore ignored.")
    }
    keep { chosen == nil || $0.vpc.isEmpty || $0.vpc.first?.value == chosen }
    for item in subnets { checkIdentity(of: item) }
    let vpcs = Set(subnets.compactMap { $0.vpc.first?.value }).sorted()
    if chosen == nil, vpcs.count > 1 {
      let place = subnets.first { $0.vpc.first?.value == vpcs[1] }?.place
      complain(
        """
        the subnets are in \(vpcs.count) VPCs, \(abbreviated(vpcs)); print those of one, for example with --filters \
        Name=vpc-id,Values=\(vpcs[0]), or add the description of the cluster
        """, at: place)
    }
  }

  /// Returns the VPC of the subnets that groups and the cluster name, if it is a single one.
  private func soleVPC() -> String? {
    let keys =
      facts.groups.filter { name == nil || $0.cluster ?? name == name }.flatMap {
        $0.homes.flatMap { $0.value.keys ?? [] }
      }
      + (cluster?.controlPlane.flatMap(\.value) ?? [])
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
      complain(
        "\(free.value) addresses are free, but \(block) has only \(block.usableAddresses)", at: free.place)
    }
  }

  /// Adds the subnets that only references name, without block and zone.
  private mutating func keepReferencedSubnets() {
    var missing: [String: Place] = [:]
    for group in groups {
      for fact in group.homes {
        for key in fact.value.keys ?? [] where subnetOfKey[key] == nil { missing[key] = fact.place }
      }
    }
    for (key, place) in missing.sorted(by: { $0.key < $1.key }) {
      subnetOfKey[key] = subnets.count
      subnets.append(SubnetFacts(keys: [key], place: place))
    }
  }

  /// Gives each subnet a name that is unique: the name that people know it by, or its ID.
  private mutating func nameSubnets() {
    var count: [String: Int] = [:]
    let wanted = subnets.map { item in item.names.filter { !$0.value.isEmpty }.best()?.value ?? item.id ?? "subnet" }
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

  // MARK: Differences

  /// Returns the fact that counts; a second value is a problem.
  mutating func identity<Value>(_ facts: [Fact<Value>], _ what: String) -> Fact<Value>? {
    if let (first, other) = facts.difference() {
      complain("\(what) is \(other.value) here, but \(first.value) at \(position(first.place))", at: other.place)
    }
    return facts.best()
  }

  /// Returns the fact that counts; a remark says if something else exists.
  mutating func wanted<Value>(_ facts: [Fact<Value>], _ subject: PlanPart, _ text: (Value) -> String) -> Fact<Value>? {
    if let (first, other) = facts.difference(), first.stage != other.stage {
      let message = """
        \(subject.key ?? "") is \(text(first.value)) at \(position(first.place)), and \(text(other.value)) exists according to \
        \(position(other.place)); the numbers are for \(text(first.value))
        """
      remarks.append(RemarkFacts(.drift, subject, message, first.place))
    }
    return facts.best()
  }

  mutating func complain(_ message: String, at place: Place?) {
    problems.append(PlanError.Problem(PlanPart(.plan), message, at: place.map(position)))
  }

  private func failure(_ message: String) -> PlanError { PlanError([PlanError.Problem(PlanPart(.plan), message)]) }

  /// Returns the position of a place.
  func position(_ place: Place) -> SourcePosition {
    let index = Int(place.file)
    return SourcePosition(
      file: files.indices.contains(index) ? files[index] : "", line: Int(place.line), column: Int(place.column))
  }
}
