package import Headroom

extension PlanTraffic {
  /// The traffic of a plan, at the embedded prices.
  package static func of(_ plan: ClusterPlan, today: String? = nil) -> PlanTraffic {
    var prices = Prices.bundled(for: plan.region)
    if let today { prices.today = CalendarDate(today) }
    return PlanTraffic(of: PlanAnalysis(of: plan), prices: prices)
  }
}
