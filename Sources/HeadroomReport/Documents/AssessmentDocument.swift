public import Headroom

extension Document {
  /// Returns the answer of `headroom check` and `headroom report`: the tables, findings and assumptions of a plan.
  ///
  /// - Parameters:
  ///   - assessment: The assessment of the plan.
  ///   - positions: The positions of the plan's parts in the plan files, which are shown with the findings.
  public static func assessment(
    _ assessment: Assessment, positions: [PlanPart: SourcePosition] = [:]
  ) -> Document {
    self.assessment(assessment, positions, review: nil)
  }

  /// Returns the same answer after the findings that the user accepts are set aside.
  package static func assessment(_ review: FindingReview, positions: [PlanPart: SourcePosition] = [:]) -> Document {
    var document = assessment(review.assessment, positions, review: review)
    document.notes += notes(about: review)
    return document
  }

  private static func assessment(
    _ assessment: Assessment, _ positions: [PlanPart: SourcePosition], review: FindingReview?
  ) -> Document {
    let plan = assessment.plan
    let cost = assessment.cost
    let found = found(assessment.findings, positions)
    var growth = section("growth", "Growth") { .growth(assessment) }
    growth.isIncluded = assessment.growth != nil
    growth.figures = { [.growth(of: assessment)].compactMap(\.self) }
    let sections =
      [findings(found), accepted(review), subnets(assessment), growth, survival(assessment)]
      + trafficSections(assessment, folds: true) + costSections(assessment, cost)
      + [
        nodeGroups(assessment), section("workloads", "Workloads") { .workloads(assessment) },
        comparedModes(assessment),
      ]
    var document = Document(
      kind: "Assessment", title: plan.name, verdict: assessment.verdict, subtitle: subtitle(of: assessment),
      sections: sections
    ) {
      json(of: assessment, sections)
    }
    document.sourceName = positions.values.lazy.map(\.file).filter { !$0.hasPrefix("-") }.min()
    document.overview = { Overview(of: assessment, cost: cost) }
    document.derivations = { derivations(of: assessment) }
    document.assumptions = assessment.assumptions
    let today = assessment.traffic.prices.today?.description ?? "an unknown date"
    document.imprint = "Headroom \(EmbeddedFacts.version). The age of prices is judged as of \(today)."
    return document
  }

  /// The names of all tables that an assessment can have, which are the values of `--table`.
  public static let assessmentTableNames = [
    "subnets", "node-groups", "workloads", "growth", "traffic", "traffic-lines", "cost", "findings", "ignored",
  ]

  /// The names of the tables about traffic, which are a separate object in JSON.
  private static let trafficTableNames: Set<String> = ["traffic", "traffic-lines"]

  static func section(_ id: String, _ title: String, table: @escaping @Sendable () -> Table) -> Section {
    Section(id: id, title: title, table: table)
  }

  private static func subnets(_ assessment: Assessment) -> Section {
    var section = section("subnets", "Subnets") { .subnets(assessment) }
    section.figures = { [.subnets(of: assessment), .blockMaps(of: assessment.plan)].compactMap(\.self) }
    return section
  }

  private static func nodeGroups(_ assessment: Assessment) -> Section {
    var section = section("node-groups", "Node groups") { .nodeGroups(assessment) }
    section.figures = { [.limits(of: assessment)].compactMap(\.self) }
    section.remarks = {
      let prices = assessment.traffic.groupCosts.compactMap(\.price)
      guard let currency = prices.first?.perHour.currency else { return [] }
      return ["Monthly amounts are in \(currency.rawValue), for instances alone."]
        + priceAges(prices.map(\.asOf), asOf: assessment.traffic.prices.today)
    }
    return section
  }

  static func findings(_ found: [FoundPart]) -> Section {
    var section = section("findings", "Findings") { .findings(found) }
    section.findings = found
    return section
  }

  static func found(_ findings: [Finding], _ positions: [PlanPart: SourcePosition]) -> [FoundPart] {
    findings.map { FoundPart(finding: $0, position: positions[$0.subject] ?? positions[$0.subject.whole]) }
  }

  /// Returns a short description of the plan: version, region, and the numbers of subnets and nodes.
  static func subtitle(of assessment: Assessment) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let plan = assessment.plan
    let version = plan.kubernetesVersion.map { "EKS \($0), " } ?? ""
    let placed = assessment.analysis.groups.reduce(0) { $0 + $1.nodes }
    // Their number may be known although their subnets or types are not.
    let open = plan.incompleteGroups.reduce(0) { $0 + ($1.group.desiredSize ?? 0) }
    let rest = open > 0 ? " (\(open) not placed, see HR-GRP-006)" : ""
    return "\(version)\(plan.region), \(count(plan.subnets.count, "subnet")), \(count(placed + open, "node"))\(rest)"
  }

  private static func derivations(of assessment: Assessment) -> [Derivation] {
    let subnets = assessment.analysis.subnets.map { load in
      Derivation(part: PlanPart(.subnet, load.subnet.name), title: "Subnet \(load.subnet.name)", steps: load.steps)
    }
    let groups = zip(assessment.analysis.groups, assessment.traffic.groupCosts).map { load, cost in
      let name = load.profile.group.name
      return Derivation(part: PlanPart(.nodeGroup, name), title: "Node group \(name)", steps: load.steps + cost.steps)
    }
    let workloads = assessment.plan.workloads.indices.map { place in
      let name = assessment.plan.workloads[place].name
      return Derivation(
        part: PlanPart(.workload, name), title: "Workload \(name)",
        steps: assessment.analysis.steps(ofWorkload: place))
    }
    let growth = assessment.growth.map { forecast in
      [Derivation(part: PlanPart(.plan, key: "growth"), title: "Growth", steps: forecast.steps)]
    }
    return subnets + groups + workloads + derivations(of: assessment.traffic) + (growth ?? [])
  }

  static func derivations(of traffic: PlanTraffic) -> [Derivation] {
    traffic.services.map { item in
      Derivation(
        part: PlanPart(.service, item.service.name), title: "Service \(item.service.name)",
        table: item.flows.isEmpty ? nil : .matrix(item), steps: item.steps)
    }
  }

  private static func json(of assessment: Assessment, _ sections: [Section]) -> [String: JSONValue] {
    var values: [String: JSONValue] = [
      "name": .string(assessment.plan.name), "region": .string(assessment.plan.region.code),
      "verdict": .string(assessment.verdict.description),
      "assumptions": .array(
        assessment.assumptions.map { item in
          .object(["text": .string(item.text), "asOf": item.asOf.map { .string($0.description) } ?? .null])
        }),
    ]
    let overview = Overview(of: assessment, cost: assessment.cost)
    values["summary"] = .object([
      "sentence": .string(overview.sentence),
      "tiles": .array(
        overview.tiles.map { tile in
          .object([
            "label": .string(tile.label), "value": .string(tile.value),
            "detail": tile.detail.map(JSONValue.string) ?? .null,
            "verdict": tile.verdict.map { .string($0.description) } ?? .null,
          ])
        }),
    ])
    for section in sections
    where section.isIncluded && [.everybody, .machines].contains(section.audience)
      && !trafficTableNames.contains(section.id)
    {
      values[camelCase(section.id)] = section.table?().items
    }
    if !assessment.traffic.isEmpty { values["traffic"] = .object(assessment.traffic.json) }
    return values
  }
}

extension Document.Table {
  /// Returns the matrix of zones, with a row for each zone of clients and a column for each zone of pods.
  fileprivate static func matrix(_ item: ServiceTraffic) -> Document.Table {
    let zones = Set(item.flows.map(\.from)).union(item.flows.map(\.to)).sorted()
    let shares = Dictionary(item.flows.map { ([$0.from, $0.to], $0.share) }) { first, _ in first }
    return Document.Table(
      id: "matrix", title: "Zones", columns: [.init("from", "clients in")] + zones.map { .init($0, "to \($0)") },
      rows: zones.map { from in
        [.text(from)]
          + zones.map { to in .share(shares[[from, to]] ?? 0) }
      })
  }
}
