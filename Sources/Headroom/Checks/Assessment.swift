/// A plan with everything said about it.
public struct Assessment: Sendable {
  /// The numbers.
  public let analysis: PlanAnalysis
  /// What is worth knowing, in the order of the checks.
  public let findings: [Finding]

  /// Assesses a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - checks: The questions to ask, by default all.
  ///   - prices: The prices of its region, by default those that come with the library.
  ///   - trafficPrices: The prices of traffic, by default those that come with the library.
  ///   - today: The day from which prices are called stale, by default the newest date of the embedded data.
  public init(
    of plan: ClusterPlan, checks: [Check] = Check.all, prices: PriceList? = nil,
    trafficPrices: TrafficPrices? = nil,
    today: CalendarDate? = EmbeddedFacts.newestDate
  ) {
    analysis = PlanAnalysis(of: plan, prices: prices, trafficPrices: trafficPrices, today: today)
    findings = checks.flatMap { [analysis] in $0.findings(in: analysis) }
  }

  /// The plan.
  public var plan: ClusterPlan { analysis.plan }

  /// The worst verdict of all findings; `pass` if there are none.
  public var verdict: Verdict { findings.lazy.map(\.verdict).max() ?? .pass }

  /// The worst verdict by part of the plan; what is missing passes.
  public var verdicts: [PlanPart: Verdict] {
    Dictionary(findings.map { ($0.subject.whole, $0.verdict) }, uniquingKeysWith: max)
  }
}
