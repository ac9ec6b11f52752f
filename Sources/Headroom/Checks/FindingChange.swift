/// A finding that differs between two assessments of a plan.
package struct FindingChange: Sendable {
  /// What happened to the finding, from bad to good.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// There was no such finding before.
    case new
    /// The verdict is worse than before, or it is the same and more pods or addresses are missing.
    case worse
    /// The verdict is the same, and the numbers of the finding are others without being worse.
    case changed
    /// The verdict is better than before.
    case better
    /// There is no such finding any more.
    case gone
  }

  /// What happened.
  package let kind: Kind
  /// The finding before; `nil` if there was none.
  package let old: Finding?
  /// The finding after; `nil` if there is none.
  package let new: Finding?

  /// The finding after, or before if there is none any more.
  package var finding: Finding { (new ?? old)! }

  /// Whether the change makes the plan worse.
  package var isWorse: Bool { kind == .new || kind == .worse }

  /// Compares the findings of two assessments. Findings are the same if they are of one check about one subject and the
  /// same moment; of several, the worst counts.
  ///
  /// - Returns: The changes, those for the worse first, and of these the heaviest.
  package static func all(from old: Assessment, to new: Assessment) -> [FindingChange] {
    let lacks = (before: old.lacks, after: new.lacks)
    struct Key: Hashable {
      let code: String
      let subject: PlanPart
      let moment: Finding.Moment

      init(_ finding: Finding) {
        (code, subject, moment) = (finding.code, finding.subject, finding.moment)
      }
    }
    func worst(_ findings: [Finding]) -> [Key: (place: Int, finding: Finding)] {
      var result: [Key: (place: Int, finding: Finding)] = [:]
      for (place, finding) in findings.enumerated() {
        let key = Key(finding)
        if let known = result[key], known.finding.verdict >= finding.verdict { continue }
        result[key] = (place, finding)
      }
      return result
    }
    let (before, after) = (worst(old.findings), worst(new.findings))
    var changes: [(order: Int, change: FindingChange)] = []
    for (key, item) in after {
      guard let known = before[key]?.finding else {
        changes.append((item.place, FindingChange(kind: .new, old: nil, new: item.finding)))
        continue
      }
      let part = key.subject.whole
      let isLackLarger = lacks.after[part, default: 0] > lacks.before[part, default: 0]
      let kind: Kind
      if item.finding.verdict != known.verdict {
        kind = item.finding.verdict > known.verdict ? .worse : .better
      } else if known.message != item.finding.message {
        kind = isLackLarger ? .worse : .changed
      } else {
        continue
      }
      changes.append((item.place, FindingChange(kind: kind, old: known, new: item.finding)))
    }
    for (key, item) in before where after[key] == nil {
      changes.append((item.place, FindingChange(kind: .gone, old: item.finding, new: nil)))
    }
    let kinds = Kind.allCases
    return changes.sorted { first, second in
      let (a, b) = (first.change, second.change)
      let (one, other) = (kinds.firstIndex(of: a.kind)!, kinds.firstIndex(of: b.kind)!)
      return (one, b.finding.verdict, first.order, a.finding.code) < (
        other, a.finding.verdict, second.order, b.finding.code
      )
    }.map(\.change)
  }
}

extension Assessment {
  /// The number of pods without a place of each workload, and the number of addresses that each subnet lacks.
  fileprivate var lacks: [PlanPart: Int] {
    var lacks: [PlanPart: Int] = [:]
    for count in analysis.workloads + analysis.peakWorkloads {
      lacks[PlanPart(.workload, count.workload.name), default: 0] += count.pending + count.waitingForAddress
    }
    for load in analysis.subnets {
      lacks[PlanPart(.subnet, load.subnet.name)] =
        max(0, -(load.freeNow ?? 0)) + max(0, -(load.freeAddresses ?? 0)) + max(0, -(load.freePrefixBlocks ?? 0))
    }
    return lacks
  }
}
