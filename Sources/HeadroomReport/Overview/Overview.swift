internal import Headroom

/// The answer to a plan at a glance: one sentence, and the numbers that people ask for first.
struct Overview: Sendable {
  /// The verdict with its main reason, and what would help.
  let sentence: String
  /// The tightest subnet, the pods without a place, the month of exhaustion, and the costs.
  let tiles: [Tile]

  /// Creates the overview of an assessed plan.
  init(of assessment: Assessment, cost: CostEstimate) {
    let findings = FindingGroup.grouped(assessment.findings.map { FoundPart(finding: $0, position: nil) })
    sentence = Self.sentence(of: assessment, findings)
    tiles = [
      Self.tightestSubnet(in: assessment), Self.podsWithoutPlace(in: assessment), Self.exhaustion(in: assessment),
      Self.tile(of: cost),
    ]
  }

  /// Creates an overview from a sentence and numbers.
  init(sentence: String, tiles: [Tile]) {
    self.sentence = sentence
    self.tiles = tiles
  }

  /// A number with what it means.
  struct Tile: Sendable {
    /// What the number is.
    let label: String
    /// The number, or a dash if there is none.
    let value: String
    /// One line that puts the number into its context.
    let detail: String?
    /// The verdict that the number deserves by itself; `nil` if there is none.
    var verdict: Verdict?
    /// The part of the plan whose derivation explains the number.
    var part: PlanPart?
  }

  /// Whether a plan is small enough that it is also computed with other network modes, for every month of its growth
  /// and without each of its zones. For a large plan that would take several times as long as everything else.
  static func allowsWhatIfs(_ plan: ClusterPlan) -> Bool {
    plan.subnets.count + plan.nodeGroups.count + plan.workloads.count <= 300
  }
}

/// The month that is a number of months after a date, such as `March 2027`; `month 4` if the date is not known.
func monthName(_ number: Int, after today: CalendarDate?) -> String {
  guard let date = today?.adding(months: number), let month = date.month else { return "month \(number)" }
  let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  return "\(names[month - 1]) \(date.year)"
}
