internal import Headroom

/// The reader of Headroom's plan file.
///
/// Its keys are described in the article on the plan file and in `data/schema/plan.schema.json`.
struct PlanFileReader {
  /// The problems and positions that were found so far.
  var cursor: YAMLCursor
  /// The instance types that the plan may use, with those that the plan itself defines once they were read.
  var catalog: InstanceCatalog
  /// The parts of the plan that are read but not evaluated.
  var notEvaluated: [PlanPart] = []
  /// The node groups of which something is not known.
  var incompleteGroups: [IncompleteGroup] = []
  /// The names of the subnets whose zone is not known.
  var zonelessSubnets: Set<String> = []
  /// The number of bytes in a GB, as `network.bytesPerGB` sets it.
  var bytesPerGB = DataVolume.bytesPerGB
  /// The files with prices that the plan names.
  var priceFiles: [SourceFile] = []
  /// The region of the plan, once it was read.
  var region: Region?
  /// Whether groups that are in some of several subnets are taken to be spread evenly over all.
  var assumesEvenSpread = false
  /// What is said of such groups: remarks, and notes of one sentence each.
  var assumptions: [PlanRemark] = [], notes: [String] = []
  /// Returns a file in the plan's folder, or `nil` if it cannot be read.
  let readingFile: (String) -> SourceFile?
  /// The files with measured traffic that were read already.
  var measuredFiles: [MeasuredKey: MeasuredTrafficFile] = [:]

  init(
    files: [String], changes: [PlanChange], catalog: InstanceCatalog, readingFile: @escaping (String) -> SourceFile?
  ) {
    cursor = YAMLCursor(files: files, changes: changes.map { "--set \($0.path.joined(separator: "."))" })
    self.catalog = catalog
    self.readingFile = readingFile
  }

  /// Returns the plan.
  ///
  /// - Throws: `PlanError` with all problems: those of reading values and those that validating the plan finds.
  mutating func read(_ node: YAMLNode) throws(PlanError) -> ImportedPlan {
    let draft = readDraft(node)
    var problems = cursor.problems
    if let draft {
      do throws(PlanError) {
        let plan = try ClusterPlan(draft)
        if problems.isEmpty {
          return ImportedPlan(plan: plan, positions: cursor.positions, catalog: catalog, priceFiles: priceFiles)
        }
      } catch {
        // A value that could not be read is missing or has a default here. What validation finds wrong with its part
        // would only repeat the first problem.
        let blamed = Set(problems.map(\.part))
        // No zone is in a region that AWS does not have.
        let isRegionWrong = draft.region.objection != nil
        problems += error.problems.filter { !blamed.contains($0.part) && !(isRegionWrong && $0.part.key == "zone") }
      }
    }
    throw PlanError(inOrder(problems))
  }

  /// Returns the content of the plan, or `nil` if it has no valid region, because zones cannot be checked without one.
  private mutating func readDraft(_ node: YAMLNode) -> ClusterPlan.Draft? {
    let part = PlanPart(.plan)
    cursor.mark(part, at: node)
    let values = cursor.object(node, part, keys: PlanKeys.root)
    readHeader(values, node)
    let name = readMetadata(values["metadata"], node)
    cursor.require("region", of: part, in: values, at: node)
    let region = readRegion(values["region"], part.key("region"))
    self.region = region
    let version = cursor.value(
      values["kubernetesVersion"], part.key("kubernetesVersion"), expected: "a version such as 1.34",
      read: KubernetesVersion.init)
    readInstanceTypes(values["instanceTypes"])
    let vpc = readVPC(values["vpc"], node)
    zonelessSubnets = Set(vpc.subnets.filter(\.isZoneUnknown).map(\.name))
    let network = readNetwork(values["cni"], ipFamily: values["ipFamily"])
    let groups = cursor.list(values["nodeGroups"], part.key("nodeGroups")).compactMap { readGroup($0) }
    let workloads = cursor.list(values["workloads"], part.key("workloads")).compactMap { readWorkload($0) }
    let zoneIDs = Dictionary(vpc.subnets.compactMap { item in item.zoneID.map { ($0, item.zone) } }) { $1 }
    let use = readNetworkUse(values["network"], currency: region?.currency ?? .usd, zoneIDs: zoneIDs)
    let services = readServices(values["services"], zoneIDs: zoneIDs)
    let reservations = cursor.list(values["reservations"], part.key("reservations")).compactMap { readReservation($0) }
    let policy = readPolicy(values["policy"])
    let growth = readGrowth(values["growth"])
    let discounts = readDiscounts(values["discounts"])
    readPriceFiles(values["prices"])
    guard let region else { return nil }
    var draft = ClusterPlan.Draft(name: name, region: region)
    draft.kubernetesVersion = version
    (draft.vpcBlocks, draft.serviceBlock, draft.subnets) = (vpc.blocks, vpc.serviceBlock, vpc.subnets)
    draft.network = network
    (draft.nodeGroups, draft.workloads, draft.services) = (groups, workloads, services)
    (draft.networkUse, draft.reservations) = (use, reservations)
    (draft.growth, draft.policy) = (growth, policy)
    draft.incompleteGroups = incompleteGroups
    draft.discounts = discounts
    draft.notEvaluated = notEvaluated
    draft.remarks = cursor.list(values["remarks"], part.key("remarks")).compactMap { readRemark($0) }
    draft.remarks += assumptions
    return draft
  }

  /// Returns problems in the order of the file, with the positions of their parts where they have none.
  private func inOrder(_ problems: [PlanError.Problem]) -> [PlanError.Problem] {
    YAMLCursor.inOrder(
      problems.map { problem in
        var problem = problem
        problem.position = problem.position ?? cursor.positions[problem.part] ?? cursor.positions[problem.part.whole]
        return problem
      })
  }

  // MARK: Parts

  /// Returns a region; one that AWS does not have is a problem, but its zones can be checked.
  mutating func readRegion(_ node: YAMLNode?, _ part: PlanPart) -> Region? {
    let region = cursor.value(node, part, expected: "a region such as ap-northeast-2", read: Region.init)
    if let objection = region?.objection { cursor.complain(part, objection, at: node) }
    return region
  }

  /// Checks the version of the format and the kind of the file.
  mutating func readHeader(_ values: [String: YAMLNode], _ node: YAMLNode) {
    let part = PlanPart(.plan)
    for (key, wanted) in [("apiVersion", "headroom/v1alpha1"), ("kind", "CapacityPlan")] {
      cursor.require(key, of: part, in: values, at: node)
      _ = cursor.value(values[key], part.key(key), expected: "the supported value '\(wanted)'") {
        $0 == wanted ? $0 : nil
      }
    }
  }

  /// Returns the name of the plan.
  mutating func readMetadata(_ node: YAMLNode?, _ root: YAMLNode) -> String {
    let part = PlanPart(.plan, "metadata")
    let values = node.map { cursor.object($0, part, keys: PlanKeys.metadata) } ?? [:]
    cursor.require("name", of: part, in: values, at: node ?? root)
    return cursor.text(values["name"], part.key("name")) ?? ""
  }

  /// Returns the limits that the plan is checked against.
  mutating func readPolicy(_ node: YAMLNode?) -> ClusterPlan.Policy {
    var policy = ClusterPlan.Policy()
    guard let node else { return policy }
    let part = PlanPart(.plan, "policy")
    let values = cursor.object(node, part, keys: PlanKeys.policy)
    if let limit = cursor.value(
      values["maxUtilization"], part.key("maxUtilization"), expected: "a percentage from 1% to 100%",
      read: {
        let digits = $0.hasSuffix("%") ? $0.dropLast() : $0[...]
        return Int(decimalDigits: digits.utf8).flatMap { 1...100 ~= $0 ? $0 : nil }
      })
    {
      policy.maxUtilization = limit
    }
    policy.survivesZoneLoss = cursor.flag(values["surviveZoneLoss"], part.key("surviveZoneLoss")) ?? false
    policy.allowsRollingUpdate = cursor.flag(values["rollingUpdate"], part.key("rollingUpdate")) ?? true
    policy.basis = cursor.choice(values["basis"], part.key("basis"), ClusterPlan.Policy.Basis.self) ?? .peak
    return policy
  }

  /// Returns the expected growth, or `nil` if the plan has none.
  mutating func readGrowth(_ node: YAMLNode?) -> Growth? {
    guard let node, !node.isEmptyCollection else { return nil }
    let part = PlanPart(.plan, key: "growth")
    let values = cursor.object(node, PlanPart(.plan, "growth"), keys: PlanKeys.growth)
    var growth = Growth()
    growth.model = cursor.choice(values["model"], part, Growth.Model.self) ?? .compound
    growth.ratePerMonth =
      cursor.value(values["ratePerMonth"], part, expected: "a percentage such as 5%, at most 1000%") { text in
        let isPercent = text.hasSuffix("%")
        // Without a percent sign the number is a fraction: `0.05` means 5%.
        guard let number = ExactDecimal((isPercent ? text.dropLast() : text[...]).utf8) else { return nil }
        let rate = Double(number.billionths) / Double(ExactDecimal.unit) / (isPercent ? 100 : 1)
        return Growth.rates.contains(rate) ? rate : nil
      } ?? 0
    growth.horizon =
      cursor.value(values["horizonMonths"], part, expected: "a number of months from 1 to 120") {
        Int(decimalDigits: $0.utf8).flatMap { Growth.horizons.contains($0) ? $0 : nil }
      } ?? 24
    growth.steps = cursor.list(values["steps"], part).compactMap { readStep($0, part) }.sorted { $0.month < $1.month }
    if growth.model == .steps, growth.steps.isEmpty { cursor.complain(part, "`steps` is missing", at: node) }
    if growth.model != .steps, values["ratePerMonth"] == nil {
      cursor.complain(part, "`ratePerMonth` is missing", at: node)
    }
    return growth
  }

  /// Returns a step of the growth model `steps`.
  private mutating func readStep(_ node: YAMLNode, _ part: PlanPart) -> Growth.Step? {
    let values = cursor.object(node, part, keys: PlanKeys.growthStep)
    for key in PlanKeys.growthStep where values[key] == nil { cursor.complain(part, "`\(key)` is missing", at: node) }
    let percent = cursor.value(values["percent"], part, expected: "a percentage of today's pods such as 150%") {
      Int(decimalDigits: ($0.hasSuffix("%") ? $0.dropLast() : $0[...]).utf8).flatMap {
        Growth.percentages.contains($0) ? $0 : nil
      }
    }
    guard let month = cursor.number(values["month"], part), let percent else { return nil }
    return Growth.Step(month: month, percent: percent)
  }

  // MARK: Names

  /// Returns the part of the plan that an item of a list describes, which is identified by the item's name.
  ///
  /// A second item with the same name is a problem. It gets a part without a name, so that messages about the first
  /// item keep its position.
  mutating func part(_ kind: PlanPart.Kind, _ node: YAMLNode) -> PlanPart {
    let name = node["name"]
    let part = PlanPart(kind, name?.text ?? "")
    if let name, cursor.positions[part] != nil {
      cursor.complain(part.key("name"), "duplicate name '\(part.name)'; names must be unique", at: name)
      return PlanPart(kind)
    }
    cursor.mark(part, at: node)
    return part
  }

  /// Returns the name of an item, or `nil` if it has none or a name that another item has already.
  mutating func readName(_ values: [String: YAMLNode], _ part: PlanPart, _ node: YAMLNode) -> String? {
    if values.isEmpty, node.pairs == nil { return nil }
    guard let value = values["name"] else {
      cursor.complain(part.key("name"), "`name` is missing", at: node)
      return nil
    }
    guard let name = cursor.text(value, part.key("name")), name == part.name else { return nil }
    return name
  }
}
