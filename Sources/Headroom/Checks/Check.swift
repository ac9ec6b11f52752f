/// A rule that plans are checked against, such as "every subnet has enough addresses".
///
/// You can run your own checks in addition to the built-in ones:
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
  /// The code of the check, such as `HR-SUB-001`. The meaning of a code never changes.
  public let id: String
  /// The name of the problem that the check finds, as a short noun phrase.
  public let title: String
  /// The conditions under which the check reports a finding.
  public let rule: String
  /// The verdicts that the findings of the check can have.
  public let verdicts: Set<Verdict>
  /// What to do about a finding.
  public let fix: String
  private let question: Question

  /// The part of an assessment that a check examines.
  private enum Question: Sendable {
    case capacity(@Sendable (PlanAnalysis) -> [Answer])
    case traffic(@Sendable (PlanTraffic) -> [Answer])
    case growth(@Sendable (GrowthForecast) -> [Answer])
  }

  /// A result that a check returns for a plan, from which a ``Finding`` is made.
  public struct Answer: Sendable {
    /// The severity of the result.
    public let verdict: Verdict
    /// The part of the plan that causes the problem.
    public let subject: PlanPart
    /// The other parts of the plan that the message mentions.
    public let others: [PlanPart]
    /// One or two sentences that describe the problem with its numbers.
    public let message: String
    /// What the result speaks of: the plan as it is now, its peak, or an event that may happen.
    public let moment: Finding.Moment

    /// Creates an answer.
    ///
    /// - Parameters:
    ///   - verdict: The severity of the result.
    ///   - subject: The part of the plan that causes the problem.
    ///   - message: One or two sentences that describe the problem with its numbers.
    ///   - others: The other parts of the plan that the message mentions.
    ///   - moment: What the result speaks of.
    public init(
      _ verdict: Verdict, _ subject: PlanPart, _ message: String, others: [PlanPart] = [],
      moment: Finding.Moment = .now
    ) {
      self.verdict = verdict
      self.subject = subject
      self.message = message
      self.others = others
      self.moment = moment
    }
  }

  /// Creates a check that examines the capacity of a plan.
  ///
  /// - Parameters:
  ///   - id: The code, which must be unique among the checks that run together.
  ///   - title: The name of the problem, as a short noun phrase.
  ///   - rule: The conditions under which there is a finding.
  ///   - verdicts: The verdicts that the findings can have.
  ///   - fix: What to do about a finding.
  ///   - answers: A closure that examines a plan and returns an answer for each problem.
  public init(
    _ id: String, _ title: String, rule: String, verdicts: Set<Verdict>, fix: String,
    answers: @escaping @Sendable (PlanAnalysis) -> [Answer]
  ) {
    self.init(id, title, rule, verdicts, fix, .capacity(answers))
  }

  /// Creates a check that examines the traffic of a plan and what it costs.
  public init(
    _ id: String, _ title: String, rule: String, verdicts: Set<Verdict>, fix: String,
    answers: @escaping @Sendable (PlanTraffic) -> [Answer]
  ) {
    self.init(id, title, rule, verdicts, fix, .traffic(answers))
  }

  /// Creates a check that examines the growth of a plan. It runs only for plans that describe how they grow.
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
  /// Whether the check examines traffic and what it costs.
  var needsTraffic: Bool { if case .traffic = question { true } else { false } }

  /// Whether the check examines growth.
  var needsGrowth: Bool { if case .growth = question { true } else { false } }

  /// Returns the findings of the check; none if the part that it examines was not computed.
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
