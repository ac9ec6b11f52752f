package import Headroom

extension Document {
  /// Returns the answer of `headroom diff`: what changes between two plans in their values, findings, addresses and costs.
  ///
  /// - Parameters:
  ///   - old: The plan before.
  ///   - new: The plan after.
  ///   - values: The values of the plan that differ: path, before, after.
  ///   - positions: The positions of the new plan's parts in its files.
  package static func difference(
    from old: Assessment, to new: Assessment, values: [(path: String, old: String?, new: String?)],
    positions: [PlanPart: SourcePosition] = [:]
  ) -> Document {
    let changes = FindingChange.all(from: old, to: new)
    let difference = Difference(old: old, new: new, changes: changes, values: values.count)
    let tables: [Table] = [
      .changes(changes, positions), .subnets(from: old, to: new), .costs(from: old, to: new), .values(values),
    ]
    let sections = tables.map { table in
      var section = Section(id: table.id, title: table.title) { table }
      section.isIncluded = !table.rows.isEmpty
      return section
    }
    var document = Document(
      kind: "PlanDifference", title: "\(old.plan.name) → \(new.plan.name)", verdict: difference.verdict,
      subtitle: "before: \(old.verdict), after: \(new.verdict)", sections: sections
    ) {
      var content: [String: JSONValue] = [
        "sentence": .string(difference.overview.sentence), "verdictBefore": .string(old.verdict.description),
        "verdictAfter": .string(new.verdict.description), "verdict": .string(difference.verdict.description),
      ]
      for table in tables { content[camelCase(table.id)] = table.items }
      return content
    }
    document.overview = { difference.overview }
    document.emptyText = "The plans do not differ."
    return document
  }
}

/// What changes between two plans, as one sentence and four numbers.
private struct Difference: Sendable {
  let verdict: Verdict
  let overview: Overview

  init(old: Assessment, new: Assessment, changes: [FindingChange], values: Int) {
    let worse = changes.filter { $0.isWorse && $0.finding.verdict > .note }
    let better = changes.filter { [.better, .gone].contains($0.kind) && $0.finding.verdict > .note }
    // The verdict is that of what gets worse: a plan that failed before and fails in the same way is no news.
    verdict = worse.map(\.finding.verdict).max() ?? .pass
    let addresses = Self.total(new) - Self.total(old)
    let (before, after) = (old.cost.peakTotal.costPerMonth, new.cost.peakTotal.costPerMonth)
    let money = after.flatMap { after in before.flatMap { after - $0 } }
    let amount = money.map { Self.signed($0) } ?? "not known"
    var clauses: [String] = []
    if let first = worse.first {
      let more = worse.count > 1 ? " and \(worse.count - 1) more" : ""
      clauses.append("\(first.kind.rawValue): \(first.finding.subject) (\(first.finding.check.title))\(more)")
    }
    if !better.isEmpty { clauses.append("\(counted(better.count, "finding")) gone or better") }
    let pods = Self.lacking(new) - Self.lacking(old)
    if pods != 0 { clauses.append("\(Self.signed(pods)) pods without a place") }
    if addresses != 0 { clauses.append("\(Self.signed(addresses)) addresses at the peak") }
    if let money, money.nanounits != 0 { clauses.append("\(amount) \(money.currency.rawValue) a month at the peak") }
    let lead = worse.isEmpty ? better.isEmpty ? "Nothing gets worse" : "Gets better" : "Gets worse"
    let rest = clauses.isEmpty ? values == 0 ? "; the plans do not differ" : "" : ": " + clauses.joined(separator: "; ")
    overview = Overview(
      sentence: lead + rest + ".",
      tiles: [
        .init(label: "New or worse findings", value: "\(worse.count)", detail: nil, verdict: verdict),
        .init(label: "Gone or better findings", value: "\(better.count)", detail: nil),
        .init(label: "Addresses at the peak", value: Self.signed(addresses), detail: "now \(Self.total(new))"),
        .init(
          label: "\(new.cost.currency.rawValue) a month at the peak", value: amount,
          detail: after.map { "now \($0.grouped)" }),
      ])
  }

  private static func lacking(_ assessment: Assessment) -> Int {
    assessment.analysis.peakWorkloads.reduce(0) { $0 + $1.pending + $1.waitingForAddress }
  }

  private static func total(_ assessment: Assessment) -> Int {
    assessment.analysis.subnets.reduce(0) { $0 + $1.taken(at: $1.basis) }
  }

  private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }

  private static func signed(_ money: Money) -> String { money.nanounits > 0 ? "+\(money.grouped)" : money.grouped }
}

extension Document.Table {
  fileprivate static func changes(
    _ changes: [FindingChange], _ positions: [PlanPart: SourcePosition]
  ) -> Document.Table {
    Document.Table(
      id: "findings", title: "Findings that change",
      columns: [
        .init("change"), .init("code"), .init("subject"), .init("verdict_before", "before"),
        .init("verdict_after", "after"),
        .init("message", nil, .wide), .init("source", nil, .wide),
      ],
      rows: changes.map { item in
        let subject = item.finding.subject
        return [
          .text(item.kind.rawValue), .text(item.finding.code), .text(subject.description),
          item.old.map { .verdict($0.verdict) } ?? .text(nil), item.new.map { .verdict($0.verdict) } ?? .text(nil),
          .text(item.finding.message), .position(positions[subject] ?? positions[subject.whole]),
        ]
      })
  }

  fileprivate static func subnets(from old: Assessment, to new: Assessment) -> Document.Table {
    func byName(_ assessment: Assessment) -> [String: SubnetLoad] {
      Dictionary(assessment.analysis.subnets.map { ($0.subnet.name, $0) }) { first, _ in first }
    }
    let (before, after) = (byName(old), byName(new))
    let verdicts = new.verdicts
    let names = Set(before.keys).union(after.keys).sorted().filter { name in
      guard let one = before[name], let other = after[name] else { return true }
      return DemandLevel.allCases.contains { one.taken(at: $0) != other.taken(at: $0) }
        || one.usableAddresses != other.usableAddresses
    }
    return Document.Table(
      id: "subnets", title: "Addresses that change",
      columns: [
        .init("name"), .init("usable_before", "usable before", .wide), .init("usable_after", "usable", .wide),
        .init("now_before", "now before"), .init("now_after", "now"), .init("peak_before", "peak before"),
        .init("peak_after", "peak"), .init("full_before", "full before", .wide), .init("full_after", "full", .wide),
        .init("free_before", "free before"), .init("free_after", "free"), .init("verdict"),
      ],
      rows: names.map { name in
        let (one, other) = (before[name], after[name])
        return [
          .text(name), .integer(one?.usableAddresses), .integer(other?.usableAddresses),
          .integer(one?.taken(at: .now)), .integer(other?.taken(at: .now)), .integer(one?.taken(at: .peak)),
          .integer(other?.taken(at: .peak)), .integer(one?.taken(at: .full)), .integer(other?.taken(at: .full)),
          .integer(one?.freeAddresses), .integer(other?.freeAddresses),
          .verdict(verdicts[PlanPart(.subnet, name)] ?? .pass),
        ]
      })
  }

  fileprivate static func costs(from old: Assessment, to new: Assessment) -> Document.Table {
    func byItem(_ assessment: Assessment) -> [String: Money?] {
      Dictionary(assessment.cost.lines.map { ($0.description, $0.peakCost) }) { first, second in
        first.flatMap { one in second.flatMap { one + $0 } }
      }
    }
    let (before, after) = (byItem(old), byItem(new))
    let zero = Money.zero(new.cost.currency)
    let changed = Set(before.keys).union(after.keys).sorted().compactMap { item -> (String, Money?, Money?, Money?)? in
      let (one, other) = (before[item] ?? zero, after[item] ?? zero)
      return one == other ? nil : (item, one, other, other.flatMap { other in one.flatMap { other - $0 } })
    }
    return Document.Table(
      id: "cost", title: "Costs that change, a month at the peak in \(new.cost.currency.rawValue)",
      columns: [.init("purpose", "item"), .init("before"), .init("after"), .init("difference")],
      rows: changed.map { [.text($0.0), .exact($0.1), .exact($0.2), .exact($0.3)] })
  }

  fileprivate static func values(_ values: [(path: String, old: String?, new: String?)]) -> Document.Table {
    Document.Table(
      id: "values", title: "Values of the plan that change",
      columns: [.init("path"), .init("before"), .init("after")],
      rows: values.map { [.text($0.path), .text($0.old), .text($0.new)] })
  }
}
