internal import Headroom

extension Figure {
  /// Returns the growth of the addresses that are taken from each subnet as step lines below the subnet's capacity;
  /// `nil` if the plan does not grow, or is too large for a computation of every month.
  static func growth(of assessment: Assessment) -> Figure? {
    guard let growth = assessment.growth, Overview.allowsWhatIfs(assessment.plan) else { return nil }
    let curve = GrowthCurve(growth.growth, of: assessment.plan)
    let today = assessment.traffic.prices.today
    guard curve.points.count > 1, let last = curve.points.last else { return nil }
    var exhausted: [String: Int] = [:]
    for item in growth.exhaustions {
      if let subnet = item.resource.subnet, exhausted[subnet] == nil { exhausted[subnet] = item.month }
    }
    let loads = assessment.analysis.subnets
    // Subnets that grow, the one that runs out first before the others.
    let grown = loads.indices.filter { place in
      loads[place].usableAddresses != nil && last.taken[place] != curve.points[0].taken[place]
        || exhausted[loads[place].subnet.name] != nil
    }.sorted { first, second in
      let (a, b) = (exhausted[loads[first].subnet.name] ?? .max, exhausted[loads[second].subnet.name] ?? .max)
      return (a, first) < (b, second)
    }
    guard !grown.isEmpty else { return nil }
    var figure = Figure(
      title: "Addresses taken at the peak, month by month",
      summary:
        "From \(counted(curve.points[0].nodes, "node")) today to \(last.nodes) in \(monthName(last.month, after: today)).",
      legend: [(.taken, "taken"), (.capacity, "usable addresses"), (.over, "runs out")])
    figure.isGrid = true
    for place in grown.prefix(mostRows) {
      let (name, usable) = (loads[place].subnet.name, loads[place].usableAddresses ?? 0)
      var line = StepLine(limit: usable, duration: last.month, mark: exhausted[name])
      line.lines = [(.taken, curve.points.map { ($0.month, $0.taken[place]) })]
      line.labels = [(0, "today"), (last.month, monthName(last.month, after: today))]
      let end = exhausted[name].map { $0 == 0 ? "runs out today" : "runs out in \(monthName($0, after: today))" }
      figure.rows.append(
        Row(
          name: name, note: "\(usable) usable", part: PlanPart(.plan, key: "growth"),
          drawing: line.drawing(
            "\(name): \(curve.points[0].taken[place]) of \(usable) addresses taken at the peak today, "
              + "\(last.taken[place]) after \(last.month) months; \(end ?? "does not run out")"),
          end: end ?? "lasts", verdict: exhausted[name].map { $0 == 0 ? .fail : .warn } ?? .pass))
    }
    if grown.count > figure.rows.count {
      figure.remark = "\(grown.count - figure.rows.count) more subnets grow as well."
    }
    return figure
  }
}
