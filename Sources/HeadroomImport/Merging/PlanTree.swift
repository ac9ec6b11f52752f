internal import Headroom

/// Writes merged facts as the tree of a plan file.
struct PlanTree {
  let merger: FactMerger
  /// Where the facts about each part of the plan come from, and how they are known.
  var comments: [PlanPart: [String]] = [:]
  /// The place of values that no file gives.
  let start: Place
  var drift: FactMerger

  init(_ merger: FactMerger) {
    self.merger = merger
    drift = merger
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
    root.add("ipFamily", cluster?.ipFamily.best()) { $0.rawValue }
    root.add("vpc", vpc())
    root.add("cni", cni())
    root.add("nodeGroups", list(merger.groups.map { group($0) }))
    if merger.name == nil {
      // Without a cluster nobody pays for a control plane.
      var network = TreeObject(start)
      network.add("controlPlane", "false")
      root.add("network", network.node)
      drift.notes.insert("There are no node groups in these files, so only the subnets are checked.")
    } else if merger.groups.isEmpty {
      drift.notes.insert("There are no node groups in these files.")
    }
    root.add("reservations", list(merger.reservations.map(reservation)))
    let said = drift.remarks.sorted {
      ($0.place, $0.remark.kind.rawValue, $0.remark.message) < ($1.place, $1.remark.kind.rawValue, $1.remark.message)
    }
    root.add("remarks", list(said.map(remark)))
    return MergedPlan(root: root.node, comments: comments, notes: (merger.notes.union(drift.notes)).sorted())
  }

  /// The problems that were found while facts were chosen.
  var problems: [PlanError.Problem] { drift.problems }

  private mutating func region() -> Fact<String>? {
    let zones = merger.subnets.flatMap(\.zone).compactMap { zone -> Fact<String>? in
      // The name of a zone is that of its region with a letter at its end; local zones have more.
      guard let last = zone.value.last, last.isLetter, zone.value.dropLast().last?.isNumber == true else { return nil }
      return Fact(String(zone.value.dropLast()), zone.place, zone.stage, .assumed("it is the region of the zones"))
    }
    return drift.identity((merger.cluster?.region ?? []) + zones, "the region")
  }

  private mutating func addVersion(to root: inout TreeObject) {
    guard let version = merger.cluster?.version.best() else { return }
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
    object.add("message", item.remark.message)
    return object.node
  }

  private func reservation(_ item: ReservationFacts) -> YAMLNode {
    var object = TreeObject(item.place)
    object.add("name", item.name)
    object.add("kind", item.kind.rawValue)
    object.add("subnets", merger.names(of: item.subnets), item.place)
    return object.node
  }

  private func list(_ items: [YAMLNode]) -> YAMLNode? {
    items.isEmpty ? nil : YAMLNode(.sequence(items), at: items[0].place)
  }

  // MARK: The CNI

  private mutating func cni() -> YAMLNode? {
    let cluster = merger.cluster
    guard let environment = cluster?.environment.best() else {
      if merger.facts.live.lists["cluster"] != nil {
        drift.notes.insert(
          """
          No file gives the settings of the VPC CNI, so those of its Helm chart are assumed; `aws eks describe-addon \
          --addon-name vpc-cni` or `kubectl -n kube-system get daemonset aws-node -o yaml` shows them.
          """)
      }
      return nil
    }
    var object = TreeObject(environment.place)
    object.add("env", environment.value, environment.place)
    if let configs = cluster?.eniConfigs.best() {
      var zones = TreeObject(configs.place)
      for (zone, key) in configs.value.sorted(by: { $0.key < $1.key }) {
        zones.add(zone, merger.names(of: [key]), configs.place)
      }
      object.add("eniConfigs", zones.node)
    }
    return object.node
  }
}
