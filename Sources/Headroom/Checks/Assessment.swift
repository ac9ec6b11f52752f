/// A plan together with its computed capacity, traffic and growth, and the findings of the checks.
public struct Assessment: Sendable {
  /// The capacity: subnets, nodes and pods.
  public let analysis: PlanAnalysis
  /// The traffic and what it costs.
  public let traffic: PlanTraffic
  /// The months in which the plan runs out of resources; `nil` if the plan does not describe how it grows.
  public let growth: GrowthForecast?
  /// The findings, in the order of the checks.
  public private(set) var findings: [Finding]

  /// Computes everything about a plan and runs the checks.
  ///
  /// - Parameters:
  ///   - plan: The plan to assess.
  ///   - checks: The checks to run, by default all built-in checks.
  ///   - prices: The prices for the costs, by default the prices that the library contains.
  public init(of plan: ClusterPlan, checks: [Check] = Check.all, prices: Prices? = nil) {
    let analysis = PlanAnalysis(of: plan)
    let traffic = PlanTraffic(of: analysis, prices: prices)
    let growth = plan.growth.map { GrowthForecast($0, of: plan) }
    self.analysis = analysis
    self.traffic = traffic
    self.growth = growth
    let found = checks.flatMap { $0.findings(in: analysis, traffic: traffic, growth: growth) }
    findings =
      plan.withLeastUse.map { found.settled(with: Assessment(of: $0, checks: checks, prices: prices).findings) }
      ?? found
  }

  /// Returns the assessment with other findings.
  func with(_ findings: [Finding]) -> Assessment {
    var assessment = self
    assessment.findings = findings
    return assessment
  }

  /// The whole bill of a month: nodes, volumes, the control plane, load balancers, gateways and traffic.
  public var cost: CostEstimate { CostEstimate(of: traffic) }

  /// The plan that was assessed.
  public var plan: ClusterPlan { analysis.plan }

  /// The worst verdict of all findings; `pass` if there are none. Notes do not count.
  public var verdict: Verdict { findings.lazy.map(\.verdict).filter { $0 != .note }.max() ?? .pass }

  /// The worst verdict for each part of the plan that has a finding. Parts that are not in the dictionary pass.
  package var verdicts: [PlanPart: Verdict] { findings.verdicts }

  /// The assumptions that the numbers are based on where the plan does not specify something.
  public var assumptions: [Assumption] { analysis.assumptions + traffic.assumptions }
}

extension [Finding] {
  /// The worst verdict for each part of the plan that has a finding. Parts that are not in the dictionary pass.
  package var verdicts: [PlanPart: Verdict] {
    Dictionary(filter { $0.verdict != .note }.map { ($0.subject.whole, $0.verdict) }, uniquingKeysWith: Swift.max)
  }
}
