internal import Headroom

/// Reads a NodePool of Karpenter or of EKS Auto Mode.
///
/// Sources: `pkg/apis/v1/nodepool.go` of kubernetes-sigs/karpenter 22664681, and what is named at each rule.
struct KarpenterPool {
  let object: KarpenterObject
  /// The kind and the name of the class that the NodePool refers to.
  let classKind: KarpenterObject.Kind, className: String?
  /// The class; `nil` if it is not in the files.
  let ownClass: KarpenterClass?
  /// The requirements of the template, and its labels as far as they decide about types, zones and payment.
  private(set) var requirements: [NodeRequirement] = []
  /// Where the requirements stand.
  private(set) var requirementsPlace: Place
  /// Whether all requirements could be read.
  private(set) var isComplete = true
  /// Whether the NodePool contradicts itself, which was reported.
  var isRefused = false
  var group: GroupFacts

  var place: Place { object.node.place }
  var stage: Stage { object.stage }
  var isAutoMode: Bool { classKind == .autoModeClass }
  var template: YAMLNode? { object.node["spec"]?["template"] }

  /// Returns the part of the plan that the NodePool becomes.
  func part(_ key: String) -> PlanPart { PlanPart(.nodeGroup, object.name, key: key) }

  init(_ object: KarpenterObject, _ classes: [KarpenterClass], _ reader: inout FactReader) {
    self.object = object
    reader.stage = object.stage
    group = GroupFacts(name: object.name, place: object.node.place)
    let reference = object.node["spec"]?["template"]?["spec"]?["nodeClassRef"]
    // In v1beta1 the reference has the whole apiVersion in place of the group, and both may be missing.
    let api = (reference?["group"] ?? reference?["apiVersion"])?.text ?? ""
    let isAutoMode =
      api.isEmpty ? reference?["kind"]?.text == "NodeClass" : api.split(separator: "/").first == "eks.amazonaws.com"
    let kind = isAutoMode ? KarpenterObject.Kind.autoModeClass : .karpenterClass
    let name = reader.name(reference?["name"])
    (classKind, className) = (kind, name)
    let own = classes.filter { $0.object.kind == kind && $0.object.name == name }
    ownClass = own.first { $0.object.stage == object.stage } ?? own.first
    requirementsPlace = object.node.place
    group.manager = [Fact(isAutoMode ? .autoMode : .karpenter, object.node.place, object.stage)]
    others = own
  }

  /// The classes of the same name in all files. What was selected for the class that exists also holds for the same
  /// terms in a manifest.
  private let others: [KarpenterClass]

  /// Reads everything and adds the group to the facts.
  mutating func read(_ types: inout KarpenterTypes, _ reader: inout FactReader) {
    reader.stage = stage
    guard let spec = object.node["spec"], spec.pairs != nil else {
      return reader.complain("`spec` of NodePool '\(object.name.prefix(80))' is missing", at: place)
    }
    readRequirements(&reader)
    readFamily(&reader)
    readTypes(&types, &reader)
    readCapacityType()
    readHomes(&reader)
    readSizes(spec, &reader)
    readKubelet(&reader)
    readUpdate(spec["disruption"], &reader)
    if let volume = ownClass?.volume { group.volume = [volume] }
    if let labels = template?["metadata"]?["labels"], labels.pairs?.isEmpty == false {
      group.labels = [Fact(reader.strings(labels), labels.place, stage)]
    }
    if template?["spec"]?["taints"]?.items?.isEmpty == false {
      reader.facts.notes.insert("Taints of node groups are not read: every pod may run on every Linux group.")
    }
    reader.facts.groups.append(group)
  }

  mutating func remark(_ key: String, _ message: String, _ place: Place, _ reader: inout FactReader) {
    reader.facts.remarks.append(RemarkFacts(.notInFiles, part(key), message, place))
  }

  // MARK: Requirements

  /// The most requirements of a NodePool.
  private static let mostRequirements = 100

  private mutating func readRequirements(_ reader: inout FactReader) {
    let node = template?["spec"]?["requirements"]
    requirementsPlace = node?.place ?? place
    let items = reader.items(node)
    guard items.count <= Self.mostRequirements else {
      isComplete = false
      return reader.complain(
        "there are \(items.count) requirements; Karpenter accepts at most \(Self.mostRequirements)", at: items[0].place)
    }
    for item in items { readRequirement(item, &reader) }
    // A label of the template is a requirement like any other.
    for (key, value) in template?["metadata"]?["labels"]?.pairs ?? [] {
      guard let name = key.text, let text = value.text, !reader.isPlaceholder(value),
        let requirement = NodeRequirement(name, .isIn, [text]), Self.decides(requirement.key)
      else { continue }
      requirements.append(requirement)
    }
    let own = Set(requirements.map(\.key)).filter { !Self.decides($0) && !Self.isSilent($0) }
    if !own.isEmpty {
      reader.facts.notes.insert(
        """
        NodePool '\(object.name.prefix(80))' has requirements on \(abbreviated(own.map { String($0.prefix(120)) }.sorted())), \
        which restrict its pods and not its instance types.
        """)
    }
  }

  private mutating func readRequirement(_ item: YAMLNode, _ reader: inout FactReader) {
    guard let key = reader.text(item["key"]), let word = reader.text(item["operator"]) else {
      isComplete = false
      return
    }
    guard let comparison = NodeRequirement.Operator(rawValue: word) else {
      isComplete = false
      let known = NodeRequirement.Operator.allCases.map(\.rawValue).joined(separator: ", ")
      return reader.complain("'\(word.prefix(80))' is not an operator; expected \(known)", at: item.place)
    }
    let given = reader.items(item["values"])
    let values = given.compactMap { reader.text($0) }
    guard values.count == given.count else {
      // A placeholder among the values leaves the types open.
      if Self.decides(NodeRequirement(key, .exists)?.key ?? key) { isComplete = false }
      return
    }
    guard let requirement = NodeRequirement(key, comparison, values) else {
      isComplete = false
      let wanted = comparison == .isIn ? "at least one value" : "one whole number of at least 0"
      return reader.complain("\(word) needs \(wanted); Karpenter refuses the NodePool", at: item.place)
    }
    requirements.append(requirement)
  }

  /// Whether a label decides about types, zones or payment.
  private static func decides(_ key: String) -> Bool {
    InstanceTypeLabels.isOne(key)
      || [NodeLabel.system, NodeLabel.zone, NodeLabel.zoneID, NodeLabel.capacityType].contains(key)
  }

  /// Whether a label is the same for all nodes of the cluster or of the NodePool, so that a requirement says nothing.
  private static func isSilent(_ key: String) -> Bool {
    [NodeLabel.region, NodeLabel.pool, "eks.amazonaws.com/compute-type", "node.kubernetes.io/windows-build"].contains(
      key)
  }

  // MARK: Subnets

  private mutating func readHomes(_ reader: inout FactReader) {
    let zones = requirements.filter { $0.key == NodeLabel.zone || $0.key == NodeLabel.zoneID }
    let command = KarpenterClass.command(classKind, className ?? "NAME")
    guard let own = ownClass else {
      group.homes = [Fact(GroupFacts.Homes(), place, stage)]
      let what = className.map { "its class '\($0.prefix(80))' is not in the files" } ?? "it names no class"
      return remark("subnets", "\(what); \(command) prints them as status.subnets", place, &reader)
    }
    if let subnets = own.subnets ?? others.first(where: { $0.subnets != nil && own.hasTerms(of: $0) })?.subnets {
      return addSelected(subnets, zones, command, &reader)
    }
    guard let terms = own.terms else {
      group.homes = [Fact(GroupFacts.Homes(), own.object.node.place, stage)]
      return remark(
        "subnets",
        "the terms that select them are missing or have a placeholder; \(command) prints them as status.subnets",
        own.object.node.place, &reader)
    }
    group.selectors = [
      Fact(SubnetSelector(terms: terms, zones: zones, command: command), own.object.node.place, stage)
    ]
  }

  /// Adds the subnets that Karpenter found, in the zones that the NodePool allows.
  private mutating func addSelected(
    _ subnets: [KarpenterClass.SelectedSubnet], _ zones: [NodeRequirement], _ command: String,
    _ reader: inout FactReader
  ) {
    var keys: [String] = []
    for subnet in subnets {
      let isAllowed = zones.allSatisfy { requirement in
        let value = requirement.key == NodeLabel.zone ? subnet.zone : subnet.zoneID
        return value.map { requirement.allows($0) } ?? true
      }
      guard isAllowed else { continue }
      keys.append(subnet.id)
      var facts = SubnetFacts(keys: [subnet.id], place: subnet.place)
      if let zone = subnet.zone { facts.zone = [Fact(zone, subnet.place, .now)] }
      if let zoneID = subnet.zoneID { facts.zoneID = [Fact(zoneID, subnet.place, .now)] }
      reader.facts.subnets.append(facts)
    }
    guard !keys.isEmpty else {
      return reader.complain(
        "no subnet of class '\(className?.prefix(80) ?? "")' is in a zone that NodePool '\(object.name.prefix(80))' allows",
        at: requirementsPlace)
    }
    group.homes = [Fact(GroupFacts.Homes(keys: Set(keys).sorted()), subnets[0].place, stage)]
  }
}
