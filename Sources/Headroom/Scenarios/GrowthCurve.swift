/// The addresses that a growing plan takes from each subnet, month by month.
package struct GrowthCurve: Hashable, Sendable {
  /// The plan in one month.
  package struct Point: Hashable, Sendable {
    /// The month. Month 0 is today.
    package let month: Int
    /// The number of addresses that are taken from each subnet at the level that decides the verdict, in the order of
    /// the plan's subnets.
    package let taken: [Int]
    /// The number of nodes at the peak.
    package let nodes: Int
  }

  /// The months, from today to the end of the horizon, or to the last one in which the plan is not too large.
  package let points: [Point]

  /// Computes the curve of a plan.
  ///
  /// - Parameters:
  ///   - growth: The growth of the plan.
  ///   - plan: The plan as it is today.
  ///   - most: The largest number of months that are computed. Those of a longer horizon are evenly apart.
  package init(_ growth: Growth, of plan: ClusterPlan, most: Int = 36) {
    let step = max(1, growth.horizon.dividedRoundingUp(by: max(1, most)))
    var points: [Point] = []
    for month in stride(from: 0, through: growth.horizon, by: step) {
      guard let grown = plan.grown(by: growth.factor(month: month)) else { break }
      let analysis = PlanAnalysis(of: grown)
      points.append(
        Point(
          month: month, taken: analysis.subnets.map { $0.taken(at: $0.basis) },
          nodes: analysis.groups.reduce(0) { $0 + $1.peakNodes }))
    }
    self.points = points
  }
}
