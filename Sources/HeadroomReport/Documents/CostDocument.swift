public import Headroom

extension Document {
  /// Returns the answer of `headroom cost`: the whole bill of a month, now and at the peak.
  ///
  /// - Parameters:
  ///   - assessment: The assessment of the plan.
  ///   - grouping: The parts into which the bill is divided in a second table; `nil` for none.
  public static func cost(_ assessment: Assessment, by grouping: CostEstimate.Grouping? = nil) -> Document {
    let cost = assessment.cost
    let all = costOfMachines(cost)
    // People see no lines of less than a cent; together they are one row.
    let worth = cost.lines.filter { !cost.isSmall($0) }
    var brief = section("cost", "Monthly bill in \(cost.currency.rawValue)") {
      .bill(cost, worth, rest: cost.lines.count - worth.count, isForPeople: true)
    }
    brief.remarks = { cost.summary + cost.locality(in: assessment.traffic) }
    brief.list = { cost.missingPrices.isEmpty ? nil : ("Missing prices", cost.remedies) }
    var shares = section("cost-shares", "By \(grouping?.rawValue ?? "part")") {
      .shares(cost, grouping ?? .group)
    }
    shares.isIncluded = grouping != nil
    let pods = section("cost-pods", "Cost of a pod") { .pods(assessment) }
    var document = Document(
      kind: "CostEstimate", title: assessment.plan.name, subtitle: subtitle(of: assessment),
      sections: grouping == nil ? [all, brief, pods] : [shares, all, brief, pods]
    ) { cost.json(of: assessment, by: grouping) }
    document.derivations = {
      [Derivation(title: "Monthly bill", steps: cost.lines.map(\.step))]
    }
    document.assumptions = assessment.assumptions
    return document
  }

  /// The whole bill for `headroom check` and `headroom report`: all lines for programs, and the totals for people.
  static func costSections(_ assessment: Assessment, _ cost: CostEstimate) -> [Section] {
    var brief = Section(id: "bill", title: "Monthly bill")
    brief.audience = .terminals
    brief.remarks = {
      cost.lines.isEmpty
        ? [] : cost.totals + ["`headroom cost` prints its lines, and what the bill leaves out."]
    }
    return [costOfMachines(cost), brief, costOnPage(cost)]
  }

  /// The bill on a page: a figure, the totals, the missing prices, and the lines with their sources.
  private static func costOnPage(_ cost: CostEstimate) -> Section {
    var section = section("bill", "Monthly bill") { .lines(cost, BillSources(of: cost.lines)) }
    section.audience = .pages
    section.figures = { [.bill(cost)].compactMap(\.self) }
    section.foldsTable = true
    section.remarks = { cost.lines.isEmpty ? [] : cost.summary }
    section.list = {
      if !cost.missingPrices.isEmpty { return ("Missing prices", cost.remedies) }
      return nil
    }
    return section
  }

  private static func costOfMachines(_ cost: CostEstimate) -> Section {
    var all = section("cost", "Monthly bill") { .bill(cost, cost.lines) }
    all.audience = .machines
    return all
  }
}

extension CostEstimate {
  /// Whether a line costs less than a cent, now and at the peak.
  fileprivate func isSmall(_ line: BillLine) -> Bool {
    guard let now = line.cost, let peak = line.peakCost else { return false }
    return max(now, peak) < Money("0.01", currency: now.currency)!
  }

  /// The totals in sentences, with what is missing.
  fileprivate var totals: [String] {
    var lines: [String] = []
    if let now = total.costPerMonth, let peak = peakTotal.costPerMonth {
      lines.append("Total: \(now) a month now, \(peak) at the peak.")
    } else {
      lines.append("Known so far: \(total.subtotal) a month now, \(peakTotal.subtotal) at the peak.")
      if !missingPrices.isEmpty {
        let names = missingPrices.map(\.meter.rawValue).joined(separator: ", ")
        lines.append("There is no total, because no price is known for \(names).")
      }
      let unknown = Set(total.missingQuantities + peakTotal.missingQuantities).sorted()
      if !unknown.isEmpty {
        let names = unknown.map { printable($0.description) }.joined(separator: "; ")
        lines.append("There is no total, because no quantity is known for \(names).")
      }
    }
    return lines
  }

  /// The totals, what they stand on and what they leave out, in sentences.
  fileprivate var summary: [String] {
    var lines = totals
    lines += priceAges(self.lines, asOf: prices.today)
    if let today = prices.today, self.lines.contains(where: { $0.purpose.part.kind == .plan }) {
      lines.append("The phase of support of the Kubernetes version is that of \(today) (--as-of).")
    }
    if !total.assumed.isEmpty {
      lines.append("Assumed: \(total.assumed.map { printable($0.description) }.joined(separator: "; ")).")
    }
    return lines + omissions.map { printable($0) }
  }

  /// What would supply the missing prices, a sentence for those that the same command supplies.
  fileprivate var remedies: [String] {
    Dictionary(grouping: missingPrices, by: \.source).map { source, prices in
      let names = prices.map(\.meter.rawValue)
      let keys = names.count == 1 ? "network.prices.\(names[0])" : "them under network.prices"
      return "\(names.joined(separator: ", ")): \(source.map { "\($0), or set \(keys)." } ?? "Set \(keys).")"
    }.sorted()
  }

  /// What routing within the zone saves, in sentences.
  fileprivate func locality(in traffic: PlanTraffic) -> [String] {
    var lines: [String] = []
    if let saving, saving.nanounits > 0 {
      lines.append("Topology hints save \(saving) a month, which this bill would have more without them.")
    }
    lines += traffic.services.compactMap { item in
      guard let free = item.freeLocality, free.isAdvisable else { return nil }
      return "\(printable(item.service.name)): trafficDistribution would save \(free.saving) a month without more pods."
    }
    return lines
  }
}

extension Document.Table {
  /// Returns the lines of the bill with numbers for their sources, which the footnote lists.
  fileprivate static func lines(_ cost: CostEstimate, _ sources: BillSources) -> Document.Table {
    var table = Document.Table(
      id: "cost", title: "Lines of the bill",
      columns: [
        .init("purpose", "item"), .init("quantity", "quantity now"), .init("peak_quantity", "at peak"), .init("unit"),
        .init("price"), .init("cost_per_month", "monthly now"), .init("peak_cost_per_month", "at peak"),
        .init("source", "source"),
      ],
      rows: cost.lines.map { line in
        [
          .text(line.description), .quantity(line.quantity), .quantity(line.peakQuantity),
          .text(line.quantity?.unit ?? line.price?.unit), .price(line.price?.perUnit), .exact(line.cost),
          .exact(line.peakCost), .text(sources.number(of: line)),
        ]
      })
    table.footnote = sources.sentence
    return table
  }

  fileprivate static func bill(_ cost: CostEstimate, _ lines: [BillLine], rest: Int = 0, isForPeople: Bool = false)
    -> Document.Table
  {
    var rows: [[Document.Cell]] = lines.map { line in
      let price = line.price
      // People see beside a date that it is old; the other formats have a column for it.
      let mark = isForPeople && cost.isStale(line) == true ? ", stale" : ""
      return [
        .text(line.description), .text(line.meter.rawValue), .quantity(line.quantity), .quantity(line.peakQuantity),
        .text(line.quantity?.unit ?? price?.unit), .price(price?.perUnit), .exact(line.cost), .exact(line.peakCost),
        .text(cost.currency.rawValue), .text(price?.asOf.map { "\($0)\(mark)" }), .flag(cost.isStale(line)),
        .flag(line.isAssumed), .text(price?.source),
      ]
    }
    if rest > 0 {
      let label = "\(rest) line\(rest == 1 ? "" : "s") of less than 0.01"
      rows.append([.text(label)] + columns.dropFirst().map { _ in .text("") })
    }
    return Document.Table(id: "cost", title: "Monthly bill", columns: columns, rows: rows)
  }

  private static let columns: [Column] = [
    .init("purpose", "item"), .init("meter", nil, .wideTerminal), .init("quantity", nil, .wide),
    .init("peak_quantity", "quantity at peak", .wide),
    .init("unit", nil, .wide), .init("price", nil, .wide), .init("cost_per_month", "monthly"),
    .init("peak_cost_per_month", "at peak"), .init("currency", nil, .wide), .init("as_of", "as of"),
    .init("stale", nil, .wide), .init("assumed", nil, .wide),
    .init("source", nil, .wide),
  ]

  fileprivate static func shares(_ cost: CostEstimate, _ grouping: CostEstimate.Grouping) -> Document.Table {
    Document.Table(
      id: "cost-shares", title: "By \(grouping.rawValue)",
      columns: [
        .init(grouping.rawValue), .init("cost_per_month", "monthly"), .init("peak_cost_per_month", "at peak"),
        .init("currency"), .init("complete", "all prices known"),
      ],
      rows: cost.shares(by: grouping).map { share in
        [
          .text(share.name), .exact(share.subtotal), .exact(share.peakSubtotal), .text(cost.currency.rawValue),
          .flag(share.isComplete),
        ]
      })
  }

  fileprivate static func pods(_ assessment: Assessment) -> Document.Table {
    Document.Table(
      id: "cost-pods", title: "Cost of a pod",
      columns: [
        .init("group", "node group"), .init("instance_type", "type"), .init("cost_per_node", "node monthly"),
        .init("pods_per_node", "pods that fit"), .init("limited_by", "limited by"),
        .init("cost_per_pod", "pod monthly"), .init("currency", nil, .wide), .init("as_of", "as of", .wide),
        .init("stale", nil, .wide),
      ],
      rows: assessment.costPerPod.map { item in
        [
          .text(item.group), .text(item.row.type.name), .exact(item.row.pricePerMonth), .integer(item.row.pods),
          .text(item.row.limit?.rawValue), .exact(item.row.costPerPod),
          .text(item.row.price?.perHour.currency.rawValue),
          .text(item.row.price?.asOf?.description),
          .flag((item.row.price?.asOf).isStale(asOf: assessment.traffic.prices.today)),
        ]
      })
  }
}

extension CostEstimate {
  fileprivate func json(of assessment: Assessment, by grouping: Grouping?) -> [String: JSONValue] {
    var values: [String: JSONValue] = [
      "name": .string(assessment.plan.name), "region": .string(assessment.plan.region.code),
      "currency": .string(currency.rawValue), "lines": Document.Table.bill(self, lines).items,
      "total": .object([
        "costPerMonth": .money(total.costPerMonth), "peakCostPerMonth": .money(peakTotal.costPerMonth),
        "subtotalPerMonth": .money(total.subtotal), "peakSubtotalPerMonth": .money(peakTotal.subtotal),
        "savingPerMonth": .money(saving),
        "missingPrices": .array(
          missingPrices.map { .object(["meter": .string($0.meter.rawValue), "remedy": .string($0.remedy)]) }),
        "missingQuantities": .array(
          Set(total.missingQuantities + peakTotal.missingQuantities).sorted().map { .string($0.description) }),
        "assumed": .array(total.assumed.map { .string($0.description) }),
      ]),
      "pods": Document.Table.pods(assessment).items, "omissions": .array(omissions.map(JSONValue.string)),
      "assumptions": .array(assessment.assumptions.map { .string($0.text) }),
    ]
    if let grouping {
      values["by"] = .string(grouping.rawValue)
      values["shares"] = Document.Table.shares(self, grouping).items
    }
    return values
  }
}
