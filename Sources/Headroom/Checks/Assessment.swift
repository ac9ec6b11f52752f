/// A plan with everything that is computed of it and found in it.
public struct Assessment: Sendable {
  /// The capacity: subnets, nodes, pods.
  public let analysis: PlanAnalysis
  /// The traffic and the bill.
  public let traffic: PlanTraffic
  /// When the plan runs out of something; `nil` if it does not say how it grows.
  public let growth: GrowthForecast?
  /// The findings, in the order of the checks.
  public let findings: [Finding]

  /// Assesses a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - checks: The checks to run, by default all built-in ones.
  ///   - prices: The prices to bill at, by default those that come with the library.
  public init(of plan: ClusterPlan, checks: [Check] = Check.all, prices: Prices? = nil) {
    let analysis = PlanAnalysis(of: plan)
    let traffic = PlanTraffic(of: analysis, prices: prices)
    let growth = plan.growth.map { GrowthForecast($0, of: plan) }
    self.analysis = analysis
    self.traffic = traffic
    self.growth = growth
    findings = checks.flatMap { $0.findings(in: analysis, traffic: traffic, growth: growth) }
  }

  /// The plan.
  public var plan: ClusterPlan { analysis.plan }

  /// The worst verdict of all findings; `pass` if there are none.
  public var verdict: Verdict { findings.lazy.map(\.verdict).max() ?? .pass }

  /// The worst verdict by part of the plan; a part that is not among them passes.
  public var verdicts: [PlanPart: Verdict] {
    Dictionary(findings.map { ($0.subject.whole, $0.verdict) }, uniquingKeysWith: max)
  }

  /// What the numbers are based on and the plan does not say.
  public var assumptions: [Assumption] { analysis.assumptions + traffic.assumptions }
}
