internal import Headroom

/// Findings that are the same to a reader: those of one check with one verdict about the same moment.
struct FindingGroup: Sendable {
  /// The findings, in the order of the check.
  private(set) var items: [FoundPart]

  var check: Check { items[0].finding.check }
  var verdict: Verdict { items[0].finding.verdict }
  var moment: Finding.Moment { items[0].finding.moment }

  /// The names of the subjects with their kind, such as `3 subnets` or `subnet private-a`.
  var subjects: String {
    let parts = Set(items.map(\.finding.subject.whole))
    guard parts.count > 1 else { return items[0].finding.subject.description }
    let kinds = Set(parts.map(\.kind))
    guard kinds.count == 1, let kind = kinds.first else { return "\(parts.count) parts of the plan" }
    return "\(parts.count) \(kind)s"
  }

  /// Returns findings in groups, the heaviest first. Groups of equal weight keep the order of the checks.
  static func grouped(_ found: [FoundPart]) -> [FindingGroup] {
    struct Key: Hashable {
      let code: String
      let verdict: Verdict
      let moment: Finding.Moment
    }
    var places: [Key: Int] = [:]
    var groups: [FindingGroup] = []
    for item in found {
      let key = Key(code: item.finding.code, verdict: item.finding.verdict, moment: item.finding.moment)
      if let place = places[key] {
        groups[place].items.append(item)
      } else {
        places[key] = groups.count
        groups.append(FindingGroup(items: [item]))
      }
    }
    return groups.enumerated().sorted { ($1.element.verdict, $0.offset) < ($0.element.verdict, $1.offset) }
      .map(\.element)
  }
}
