internal import Headroom

/// Writes merged facts as the tree of a plan file.
struct PlanTree {
  /// The facts; what is found while they are chosen is added to its remarks, notes and problems.
  var merger: FactMerger
  /// Where the facts about each part of the plan come from, and how they are known.
  var comments: [PlanPart: [String]] = [:]
  /// The place of values that no file gives.
  let start: Place
  /// The keys of the subnets that groups and the control plane are in.
  let homeKeys: Set<String>, controlPlaneKeys: Set<String>
  /// Whether groups that are in some of several subnets are taken to be spread evenly over all.
  let assumesEvenSpread: Bool

  init(_ merger: FactMerger, assumesEvenSpread: Bool = false) {
    self.merger = merger
    self.assumesEvenSpread = assumesEvenSpread
    homeKeys = Set(merger.groups.flatMap { $0.homes.best()?.value.keys ?? [] })
    controlPlaneKeys = Set(merger.cluster?.controlPlane.best()?.value ?? [])
    start = merger.cluster?.place ?? merger.subnets.map(\.place).min() ?? Place(file: 0, line: 1, column: 1)
  }

  /// Returns the tree of the whole plan.
  mutating func plan() -> MergedPlan {
    var root = TreeObject(start)
    let cluster = merger.cluster
    root.add("apiVersion", "headroom/v1alpha1")
    root.add("kind", "CapacityPlan")
    var metadata = TreeObject(start)
    metadata.add("name", merger.name ?? "no cluster")
    root.add("metadata", metadata.node)
    root.add("region", region())
    addVersion(to: &root)
    root.add("ipFamily", merger.identity(cluster?.ipFamily ?? [], "the address family of pods")) { $0.rawValue }
    root.add("vpc", vpc())
    root.add("cni", cni())
    root.add("nodeGroups", list(merger.groups.map { group($0) }))
    root.add("workloads", list(workloads()))
    root.add("services", list(services()))
    if merger.name == nil {
      // Without a cluster nobody pays for a control plane.
      var network = TreeObject(start)
      network.add("controlPlane", "false")
      root.add("network", network.node)
      merger.notes.insert("There are no node groups in these files, so only the subnets are checked.")
    } else if merger.groups.isEmpty {
      merger.notes.insert("There are no node groups in these files.")
      if merger.isClusterThere, merger.facts.live.lists["nodegroups"] == nil {
        merger.remarks.append(
          RemarkFacts(
            .notInFiles, PlanPart(.plan),
            """
            the files do not say which node groups the cluster has; `aws eks list-nodegroups --cluster-name \
            \(merger.name ?? "")` lists them
            """, start))
      }
    }
    root.add("reservations", list(merger.reservations.flatMap(reservations)))
    let said = merger.remarks.sorted {
      ($0.place, $0.remark.kind.rawValue, $0.remark.message) < ($1.place, $1.remark.kind.rawValue, $1.remark.message)
    }
    root.add("remarks", list(said.map(remark)))
    let identities = zip(merger.subnetNames, merger.subnets).map { ($0, $1.identity) }
    return MergedPlan(
      root: root.node, comments: comments, identities: Dictionary(identities) { first, _ in first },
      notes: merger.notes.sorted())
  }

  /// The problems that were found while facts were chosen.
  var problems: [PlanError.Problem] { merger.problems }

  private mutating func region() -> Fact<String>? {
    let zones = merger.subnets.flatMap(\.zone).compactMap { zone -> Fact<String>? in
      // The name of a zone begins with that of its region, whose last word is a number; local zones have more words.
      let words = zone.value.split(separator: "-")
      guard let number = words.firstIndex(where: { $0.first?.isNumber == true }) else { return nil }
      let region = words[..<number] + [words[number].prefix { $0.isNumber }]
      return Fact(
        region.joined(separator: "-"), zone.place, zone.stage, .assumed("it is the region of the zones"))
    }
    return merger.identity((merger.cluster?.region ?? []) + zones, "the region")
  }

  private mutating func addVersion(to root: inout TreeObject) {
    let versions = merger.cluster?.version ?? []
    guard let version = versions.best() else { return }
    if let (first, other) = versions.difference() {
      merger.notes.insert(
        """
        The Kubernetes version is \(first.value) at \(merger.position(first.place)) and \(other.value) at \
        \(merger.position(other.place)); the numbers are for \(first.value).
        """)
    }
    root.add("kubernetesVersion", version)
    comment(version, PlanPart(.plan, key: "kubernetesVersion"), "kubernetesVersion")
  }

  /// Says how a fact is known if no file says it.
  mutating func comment<Value>(_ fact: Fact<Value>?, _ part: PlanPart, _ key: String) {
    switch fact?.knowing {
    case .defaulted(let tool)?: comments[part, default: []].append("\(key): the default of \(tool)")
    case .assumed(let reason)?: comments[part, default: []].append("\(key): assumed; \(reason)")
    case .stated?, nil: break
    }
  }

  private func remark(_ item: RemarkFacts) -> YAMLNode {
    var object = TreeObject(item.place)
    object.add("kind", item.remark.kind.rawValue)
    object.add("about", item.remark.subject.kind.rawValue)
    if !item.remark.subject.name.isEmpty { object.add("name", item.remark.subject.name) }
    if let key = item.remark.subject.key { object.add("key", key) }
    // What concerns the whole plan has no other place of its own.
    let place = item.remark.subject.kind == .plan ? " (\(merger.position(item.place)))" : ""
    object.add("message", item.remark.message + place)
    return object.node
  }

  /// Returns the reservations of one thing: what is there now is at least what is needed, and a load balancer under load
  /// may have several addresses in one subnet and few in another.
  private func reservations(_ item: ReservationFacts) -> [YAMLNode] {
    let usual = item.kind.addresses ?? (now: 0, peak: 0)
    let bySize = Dictionary(grouping: item.subnets) { max(usual.now, item.held[$0] ?? 0) }
    return bySize.sorted { $0.key < $1.key }.map { size, subnets in
      var object = TreeObject(item.place)
      object.add("name", bySize.count > 1 ? "\(item.name) (\(size))" : item.name)
      object.add("kind", item.kind.rawValue)
      object.add("subnets", merger.names(of: subnets), item.place)
      if size > usual.now {
        object.add("addresses", Fact(size, item.place, .now)) { "\($0)" }
        object.add("peakAddresses", Fact(max(size, usual.peak), item.place, .now)) { "\($0)" }
      }
      return object.node
    }
  }

  private func list(_ items: [YAMLNode]) -> YAMLNode? {
    items.isEmpty ? nil : YAMLNode(.sequence(items), at: items[0].place)
  }
}
