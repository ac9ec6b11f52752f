/// A question that is asked of a plan, such as "does every subnet have enough addresses?".
///
/// Your own checks stand beside the built-in ones:
///
/// ```swift
/// let small = Check(
///   "ACME-001", "Node group without a spare node", rule: "A node group has a single node.", verdicts: [.warn],
///   fix: "Set desiredSize to 2 or more."
/// ) { (analysis: PlanAnalysis) in
///   analysis.groups.filter { $0.nodes == 1 }.map { load in
///     Check.Answer(.warn, PlanPart(.nodeGroup, load.profile.group.name), "it has a single node")
///   }
/// }
/// let assessment = Assessment(of: plan, checks: Check.all + [small])
/// ```
public struct Check: Identifiable, Sendable {
  /// The code, which never changes its meaning: `HR-SUB-001`.
  public let id: String
  /// The finding in a few words.
  public let title: String
  /// When there is a finding.
  public let rule: String
  /// The verdicts that its findings can have.
  public let verdicts: Set<Verdict>
  /// What to do about a finding.
  public let fix: String
  private let question: Question

  /// What a check looks at.
  private enum Question: Sendable {
    case capacity(@Sendable (PlanAnalysis) -> [Answer])
    case traffic(@Sendable (PlanTraffic) -> [Answer])
    case growth(@Sendable (GrowthForecast) -> [Answer])
  }

  /// One answer of a check, from which a ``Finding`` is made.
  public struct Answer: Sendable {
    /// How bad it is.
    public let verdict: Verdict
    /// The part of the plan to blame.
    public let subject: PlanPart
    /// The other parts that the message speaks of.
    public let others: [PlanPart]
    /// One or two sentences with the numbers.
    public let message: String

    /// Creates an answer.
    ///
    /// - Parameters:
    ///   - verdict: How bad it is.
    ///   - subject: The part of the plan to blame.
    ///   - message: One or two sentences with the numbers.
    ///   - others: The other parts that the message speaks of.
    public init(_ verdict: Verdict, _ subject: PlanPart, _ message: String, others: [PlanPart] = []) {
      self.verdict = verdict
      self.subject = subject
      self.message = message
      self.others = others
    }
  }

  /// Creates a check of a plan's capacity.
  ///
  /// - Parameters:
  ///   - id: The code.
  ///   - title: The finding in a few words.
  ///   - rule: When there is a finding.
  ///   - verdicts: The verdicts that its findings can have.
  ///   - fix: What to do about a finding.
  ///   - answers: Looks at a plan.
  public init(
    _ id: String, _ title: String, rule: String, verdicts: Set<Verdict>, fix: String,
    answers: @escaping @Sendable (PlanAnalysis) -> [Answer]
  ) {
    self.init(id, title, rule, verdicts, fix, .capacity(answers))
  }

  /// Creates a check of a plan's traffic and its bill.
  public init(
    _ id: String, _ title: String, rule: String, verdicts: Set<Verdict>, fix: String,
    answers: @escaping @Sendable (PlanTraffic) -> [Answer]
  ) {
    self.init(id, title, rule, verdicts, fix, .traffic(answers))
  }

  /// Creates a check of a plan's growth; it is asked only if the plan says how it grows.
  public init(
    _ id: String, _ title: String, rule: String, verdicts: Set<Verdict>, fix: String,
    answers: @escaping @Sendable (GrowthForecast) -> [Answer]
  ) {
    self.init(id, title, rule, verdicts, fix, .growth(answers))
  }

  private init(
    _ id: String, _ title: String, _ rule: String, _ verdicts: Set<Verdict>, _ fix: String, _ question: Question
  ) {
    self.id = id
    self.title = title
    self.rule = rule
    self.verdicts = verdicts
    self.fix = fix
    self.question = question
  }
}

extension Check {
  /// Whether the check looks at traffic and its bill.
  var needsTraffic: Bool { if case .traffic = question { true } else { false } }

  /// Whether the check looks at growth.
  var needsGrowth: Bool { if case .growth = question { true } else { false } }

  /// Returns what the check finds; nothing if what it looks at was not computed.
  func findings(in analysis: PlanAnalysis, traffic: PlanTraffic?, growth: GrowthForecast?) -> [Finding] {
    let answers =
      switch question {
      case .capacity(let answers): answers(analysis)
      case .traffic(let answers): traffic.map(answers) ?? []
      case .growth(let answers): growth.map(answers) ?? []
      }
    return answers.map { Finding($0, of: self) }
  }
}
