internal import Headroom

/// Puts together what several files say of one cluster.
///
/// The order of the files never changes the result: among facts of one rank, that of the first place by the name of its
/// file counts.
struct FactMerger {
  var facts: Facts
  /// The names of the files, sorted.
  let files: [String]
  /// The name of the cluster; `nil` if the files describe none.
  var name: String?
  var cluster: ClusterFacts?
  var subnets: [SubnetFacts] = []
  var groups: [GroupFacts] = []
  var reservations: [ReservationFacts] = []
  /// The workloads and the Services, with their names in the plan.
  var workloads: [(name: String, key: WorkloadKey, facts: WorkloadFacts)] = []
  var services: [(name: String, workload: String, facts: ServiceFacts)] = []
  var remarks: [RemarkFacts] = []
  var notes: Set<String> = []
  var use = SubnetUse(of: LiveFacts(), cluster: nil, groups: [:], blocks: [:])
  /// The places in `subnets` by the keys of the subnets.
  var subnetOfKey: [String: Int] = [:]
  /// The names of the subnets in the plan, in the order of `subnets`.
  var subnetNames: [String] = []
  private(set) var problems: [PlanError.Problem] = []

  /// The names of groups of which a file has only the beginning.
  var completedNames: [String: String] = [:]

  /// The names that a plan file gives to subnets, by their blocks.
  var plannedNames: [String: String] = [:]
  /// The names of the node groups of a plan file.
  private(set) var plannedGroups: Set<String> = []

  /// Prepares to put facts together.
  ///
  /// - Parameters:
  ///   - facts: What the files say.
  ///   - files: The names of the files, sorted.
  ///   - plan: The plan file beside them, whose names for subnets take precedence.
  init(_ facts: Facts, files: [String], plan: YAMLNode? = nil) {
    self.facts = facts
    self.files = files
    notes = facts.notes
    plannedGroups = Set((plan?["nodeGroups"]?.items ?? []).compactMap { $0["name"]?.text })
    for subnet in plan?["vpc"]?["subnets"]?.items ?? [] {
      guard let name = subnet["name"]?.text, let block = subnet["cidr"]?.text else { continue }
      plannedNames[block] = name
    }
  }

  /// Puts the facts together.
  ///
  /// - Parameter wanted: The name of the cluster; needed if the files describe several.
  mutating func merge(cluster wanted: String?) throws(PlanError) {
    // A snapshot asks for everything, and most clusters lack something.
    for list in facts.live.emptyLists where facts.snapshots.isEmpty {
      notes.insert("The list \(list) is empty; if that is a surprise, check --region, --profile and --filters.")
    }
    try choose(wanted)
    addAgent()
    mergeSubnets()
    addInstances()
    mergeGroups()
    resolveSelectors()
    applyTemplates()
    resolveHomes()
    addReferencedSubnets()
    nameSubnets()
    if subnets.isEmpty, !facts.kubernetes.isEmpty, groups.isEmpty {
      throw failure(
        "the files describe pods, but neither nodes nor subnets; add the output of `kubectl get nodes -o json`")
    }
    if subnets.isEmpty, cluster == nil {
      let hints = notes.sorted().joined(separator: " ")
      throw failure("the files describe neither subnets nor a cluster. \(hints)")
    }
    mergeWorkloads()
    mergeServices()
    compareHints()
    mergeReservations()
    collectRemarks()
    guard problems.isEmpty else { throw PlanError(YAMLCursor.inOrder(problems)) }
  }

  // MARK: The cluster

  private mutating func choose(_ wanted: String?) throws(PlanError) {
    let described = Set(facts.clusters.map(\.name) + facts.groups.compactMap(\.cluster))
    let ofInstances = facts.live.instances.values.compactMap(\.cluster)
    let ofNodes = facts.kubernetes.nodes.values.compactMap(\.cluster)
    let likely = facts.snapshots.isEmpty ? ofInstances + ofNodes : facts.snapshots.map(\.value)
    var names = (described.isEmpty ? Set(likely) : described).sorted()
    // The objects of Kubernetes do not say what AWS calls their cluster.
    if names.isEmpty, let place = facts.kubernetes.place ?? facts.groups.map(\.place).min() {
      if wanted == nil { notes.insert("The files do not name the cluster; --cluster gives it a name.") }
      names = [wanted ?? "cluster"]
      facts.clusters.append(ClusterFacts(name: names[0], place: place))
    }
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
    if cluster == nil, let place = facts.kubernetes.place { cluster = ClusterFacts(name: name, place: place) }
    let others = names.count - 1
    if others > 0 {
      notes.insert("The files describe \(others) other cluster\(others == 1 ? ", which is" : "s, which are") ignored.")
    }
  }

  // MARK: Differences

  /// Whether a file describes the cluster as it exists.
  var isClusterThere: Bool {
    guard let name else { return false }
    return cluster?.vpc.contains { $0.stage == .now } ?? false
      || facts.groups.contains { $0.cluster == name && $0.manager.first?.stage == .now }
      || facts.live.instances.values.contains { $0.cluster == name }
  }

  /// Returns the fact that counts; a second value is a problem.
  mutating func identity<Value>(_ facts: [Fact<Value>], _ what: String) -> Fact<Value>? {
    if let (first, other) = facts.difference() {
      complain("\(what) is \(other.value) here, but \(first.value) at \(position(first.place))", at: other.place)
    }
    return facts.best()
  }

  /// Returns the fact that counts; a remark says if something else exists. Two files that want different things are a
  /// problem, and two that describe two moments are noted.
  ///
  /// - Parameters:
  ///   - facts: What the files say.
  ///   - subject: The part of the plan.
  ///   - used: Returns what the plan uses if a value counts; by default the value.
  ///   - text: Returns a value in words.
  mutating func wanted<Value>(
    _ facts: [Fact<Value>], _ subject: PlanPart, used: (Value) -> Value = { $0 }, _ text: (Value) -> String
  ) -> Fact<Value>? {
    guard let (first, other) = facts.difference() else { return facts.best() }
    let what = (subject.key ?? "the value") + (subject.name.isEmpty ? "" : " of \(subject.name)")
    if first.stage != other.stage {
      let (wanted, found) = first.stage == .intent ? (first, other) : (other, first)
      let tool = if case .defaulted(let tool) = wanted.knowing { " (the default of \(tool))" } else { "" }
      let message = """
        \(subject.key ?? "") is \(text(wanted.value))\(tool) at \(position(wanted.place)), and \(text(found.value)) exists \
        according to \(position(found.place)); the numbers are for \(text(used(first.value)))
        """
      remarks.append(RemarkFacts(.drift, subject, message, first.place))
    } else if first.stage == .intent {
      complain(
        "\(what) is \(text(other.value)) here, but \(text(first.value)) at \(position(first.place))", at: other.place)
    } else {
      // Neither moment is known to be the later one, and the names of files must not decide.
      let chosen = facts.filter { $0.stage == .now }.min { text($0.value) < text($1.value) }
      notes.insert(
        "\(what) is \(text(first.value)) at \(position(first.place)) and \(text(other.value)) at \(position(other.place))."
      )
      return chosen
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
