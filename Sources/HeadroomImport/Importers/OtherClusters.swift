internal import Headroom

/// The nodes of other clusters in the subnets of the chosen one, which count as reservations at their peak.
struct OtherClusters {
  private let facts: Facts
  private let files: [String]
  private let catalog: InstanceCatalog

  /// The number of clusters that are looked at: each takes as long as the chosen one.
  private static let most = 20

  init(_ facts: Facts, files: [String], catalog: InstanceCatalog) {
    (self.facts, self.files, self.catalog) = (facts, files, catalog)
  }

  /// Adds what the nodes of other clusters take to the merged facts of the chosen one.
  func reserve(in merger: inout FactMerger) {
    guard let own = merger.name else { return }
    let groupsOfCluster = Dictionary(grouping: facts.groups) { $0.cluster }
    var count = 0
    for name in groupsOfCluster.keys.compactMap(\.self).filter({ $0 != own }).sorted() {
      let groups = (groupsOfCluster[name] ?? []).filter { $0.manager.first?.value != .fargate }
      let shared = Set(groups.flatMap(\.homes).flatMap { $0.value.keys ?? [] }.filter { isShared($0, merger) })
      guard !shared.isEmpty, let place = groups.map(\.place).min() else { continue }
      count += 1
      if count <= Self.most, let plan = plan(of: name) {
        reserve(plan.plan, plan.keys, name, shared, place, &merger)
      } else {
        remark("", name, place, &merger)
      }
    }
  }

  /// Whether a subnet is one of the chosen cluster, and no file of AWS says what is in it.
  private func isShared(_ key: String, _ merger: FactMerger) -> Bool {
    guard let index = merger.subnetOfKey[key] else { return false }
    return merger.subnets[index].free.isEmpty && !merger.hasInterfaces(merger.subnets[index])
  }

  /// Returns the plan of a cluster, with the keys of its subnets by their names.
  private func plan(of name: String) -> (plan: ClusterPlan, keys: [String: Set<String>])? {
    var merger = FactMerger(facts, files: files)
    guard (try? merger.merge(cluster: name)) != nil else { return nil }
    let keys = Dictionary(
      zip(merger.subnetNames, merger.subnets.map(\.keys)).map { ($0, $1) }, uniquingKeysWith: { $0.union($1) })
    var tree = PlanTree(merger)
    let root = tree.plan().root
    var reader = PlanFileReader(files: files, changes: [], catalog: catalog) { _ in nil }
    guard tree.problems.isEmpty, let imported = try? reader.read(root) else { return nil }
    return (imported.plan, keys)
  }

  private func reserve(
    _ plan: ClusterPlan, _ keys: [String: Set<String>], _ name: String, _ shared: Set<String>, _ place: Place,
    _ merger: inout FactMerger
  ) {
    var reservation = ReservationFacts(
      id: "nodes of cluster \(name)", name: "nodes of cluster \(name)".shortened, kind: .custom, subnets: [],
      place: place)
    for load in PlanAnalysis(of: plan).subnets where load.peakDemand > 0 {
      guard let key = keys[load.subnet.name]?.filter(shared.contains).min() else { continue }
      reservation.subnets.insert(key)
      reservation.held[key] = load.peakDemand
    }
    if !reservation.subnets.isEmpty {
      merger.reservations.append(reservation)
      merger.reservations.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    }
    let open = plan.incompleteGroups.map(\.name) + plan.nodeGroups.filter(\.isMaxSizeUnknown).map(\.name)
    guard !open.isEmpty else { return }
    remark(" of \(abbreviated(open.sorted()))", name, place, &merger)
  }

  private func remark(_ groups: String, _ name: String, _ place: Place, _ merger: inout FactMerger) {
    merger.remarks.append(
      RemarkFacts(
        .notInFiles, PlanPart(.plan),
        """
        cluster \(name.prefix(80)) also has nodes\(groups) in these subnets, and how many addresses they take is not known; \
        --cluster \(name.prefix(80)) shows it
        """, place))
  }
}
