internal import Headroom

/// Reads NodePools and their classes, which belong together whatever file they stand in.
enum KarpenterPools {
  /// The most NodePools: several times as many as any cluster has.
  static let mostPools = 1000

  /// Reads the objects of all files.
  ///
  /// - Parameters:
  ///   - nodes: The objects, and whether they exist or are wanted.
  ///   - catalog: The instance types among which NodePools choose.
  ///   - reader: The facts so far.
  static func read(_ nodes: [(node: YAMLNode, stage: Stage)], catalog: InstanceCatalog, _ reader: inout FactReader) {
    guard !nodes.isEmpty || !reader.facts.builtInPools.isEmpty else { return }
    var objects = nodes.compactMap { KarpenterObject($0.node, stage: $0.stage, &reader) }
    for object in objects where object.kind == .retired { refuse(object, &reader) }
    // The order in which objects stand in files means nothing.
    objects.sort { $0.node.place < $1.node.place }
    let pools = objects.filter { $0.kind == .pool }
    guard pools.count <= mostPools else {
      return reader.complain(
        "there are \(pools.count) NodePools; expected at most \(mostPools)", at: pools[mostPools].node.place)
    }
    let classes = objects.filter { $0.kind == .karpenterClass || $0.kind == .autoModeClass }
      .map { KarpenterClass($0, &reader) }
    var types = KarpenterTypes(catalog)
    for object in pools {
      var pool = KarpenterPool(object, classes, &reader)
      pool.read(&types, &reader)
    }
    readBuiltInPools(besides: Set(pools.map(\.name)), &types, &reader)
    countClaims(objects, &reader)
    noteAssumptions(pools, &reader)
  }

  /// Says what the files of NodePools never say.
  private static func noteAssumptions(_ pools: [KarpenterObject], _ reader: inout FactReader) {
    if !pools.isEmpty {
      reader.facts.notes.insert(
        "The settings of Karpenter's controller, such as RESERVED_ENIS, are not in these files; none is assumed.")
    }
    let isOpen = pools.contains { object in
      !(object.node["spec"]?["template"]?["spec"]?["requirements"]?.items ?? []).contains { item in
        item["key"]?.text == NodeLabel.type && item["operator"]?.text == NodeRequirement.Operator.isIn.rawValue
      }
    }
    if isOpen {
      reader.facts.notes.insert(
        """
        The instance types of NodePools are those of all regions that meet the requirements; the region or a zone may lack \
        some of them.
        """)
    }
  }

  private static func refuse(_ object: KarpenterObject, _ reader: inout FactReader) {
    let kind = object.node["kind"]?.text ?? ""
    let successor = kind == "AWSNodeTemplate" ? "an EC2NodeClass" : kind == "Machine" ? "a NodeClaim" : "a NodePool"
    reader.complain(
      """
      \(kind) '\(object.name.prefix(80))' is of \(object.node["apiVersion"]?.text?.prefix(80) ?? ""), an API that Karpenter \
      no longer has since version 0.33; expected \(successor) of v1 or v1beta1
      """, at: object.node.place)
  }

  /// Counts the nodes that exist: NodeClaims by the label that names their NodePool, else what the status of the NodePool
  /// says.
  private static func countClaims(_ objects: [KarpenterObject], _ reader: inout FactReader) {
    var claims: [String: (count: Int, place: Place)] = [:]
    for object in objects where object.kind == .claim && object.stage == .now {
      guard let pool = object.node["metadata"]?["labels"]?[NodeLabel.pool]?.text else { continue }
      claims[pool] = ((claims[pool]?.count ?? 0) + 1, claims[pool]?.place ?? object.node.place)
    }
    for object in objects where object.kind == .pool && object.stage == .now && claims[object.name] == nil {
      let status = object.node["status"]
      guard let node = status?["nodes"] ?? status?["resources"]?["nodes"], !node.isNull,
        case .thousandths(let count)? = node.text.flatMap(KarpenterQuantity.init), count % 1000 == 0
      else { continue }
      claims[object.name] = (count / 1000, node.place)
    }
    var managers: [String: NodeGroup.Manager] = [:]
    for group in reader.facts.groups {
      if let manager = group.manager.first?.value, manager.isKarpenter { managers[group.name] = manager }
    }
    for (name, found) in claims.sorted(by: { $0.key < $1.key }) {
      // The nodes that exist are given even if the NodePool itself is in no file.
      let manager = managers[name]
      var group = GroupFacts(name: name, place: found.place)
      group.desired = [Fact(found.count, found.place, .now)]
      group.manager = [Fact(manager ?? .karpenter, found.place, .now)]
      if manager == nil { leaveOpen(&group, found.place, &reader) }
      reader.facts.groups.append(group)
    }
  }

  /// Describes a NodePool of which only the nodes are known.
  private static func leaveOpen(_ group: inout GroupFacts, _ place: Place, _ reader: inout FactReader) {
    group.types = [Fact(nil, place, .now)]
    group.most = [Fact(nil, place, .now)]
    group.homes = [Fact(GroupFacts.Homes(), place, .now)]
    for key in ["instanceTypes", "subnets"] {
      reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.nodeGroup, group.name, key: key),
          "the files have its NodeClaims only; `kubectl get nodepools,ec2nodeclasses -o json` prints the rest", place))
    }
  }

  // MARK: EKS Auto Mode

  /// Adds the NodePools of EKS Auto Mode of which a file says only the names.
  ///
  /// Source: EKS user guide, automode/set-builtin-node-pools.
  private static func readBuiltInPools(
    besides known: Set<String>, _ types: inout KarpenterTypes, _ reader: inout FactReader
  ) {
    for pool in reader.facts.builtInPools {
      guard let name = pool.name else {
        if !reader.facts.groups.contains(where: { $0.manager.first?.value == pool.manager }) {
          addUnknownPool(pool, &reader)
        }
        continue
      }
      guard !known.contains(name) else { continue }
      let architectures = name == "system" ? ["amd64", "arm64"] : ["amd64"]
      let prefix = "eks.amazonaws.com/instance-"
      let requirements = [
        NodeRequirement(prefix + "category", .isIn, ["c", "m", "r"]),
        NodeRequirement(prefix + "generation", .isGreater, ["4"]),
        NodeRequirement(NodeLabel.architecture, .isIn, architectures),
      ].compactMap(\.self)
      let names = types.selection(requirements, isPossible: KarpenterPool.isPossibleInAutoMode)?.names ?? []
      var group = emptyGroup(name, of: pool)
      let reason = Knowing.assumed(
        "the NodePools that EKS Auto Mode creates have types of C, M and R of generation 5 and later, on demand")
      group.types = [Fact(names.isEmpty ? nil : names, pool.place, pool.stage, reason)]
      group.capacityType = [Fact(.onDemand, pool.place, pool.stage, reason)]
      reader.facts.groups.append(group)
    }
    reader.facts.builtInPools = []
  }

  private static func emptyGroup(_ name: String, of pool: BuiltInPoolFacts) -> GroupFacts {
    var group = GroupFacts(name: name, place: pool.place)
    group.cluster = pool.cluster
    group.manager = [Fact(pool.manager, pool.place, pool.stage)]
    group.homes = [Fact(pool.homes, pool.place, pool.stage, .assumed("the class of the NodePools is in no file"))]
    return group
  }

  /// Adds a group of which nothing is known.
  private static func addUnknownPool(_ pool: BuiltInPoolFacts, _ reader: inout FactReader) {
    let isKarpenter = pool.manager == .karpenter
    var group = emptyGroup(isKarpenter ? "NodePools of Karpenter" : "auto-mode", of: pool)
    group.types = [Fact(nil, pool.place, pool.stage)]
    group.desired = [Fact(nil, pool.place, pool.stage)]
    reader.facts.groups.append(group)
    let message =
      isKarpenter
      ? """
      eksctl installs Karpenter, and its NodePools are not in the files; `kubectl get nodepools,ec2nodeclasses -o json` \
      prints them
      """
      : """
      EKS Auto Mode creates as many nodes as the pods need, of types that it chooses; `kubectl get nodepools -o json` \
      prints its NodePools with their limits
      """
    reader.facts.remarks.append(
      RemarkFacts(
        .notInFiles, PlanPart(.nodeGroup, group.name, key: "instanceTypes"), message, pool.place, cluster: pool.cluster)
    )
  }
}

extension NodeGroup.Manager {
  /// Whether the nodes are those of a NodePool.
  var isKarpenter: Bool { self == .karpenter || self == .autoMode }
}
