internal import Headroom

extension Figure {
  /// Returns the addresses of the subnets as bars on one scale, by zone.
  ///
  /// Of many subnets those with the worst verdicts and the highest utilization are shown.
  static func subnets(of assessment: Assessment) -> Figure? {
    let verdicts = assessment.verdicts
    func verdict(_ load: SubnetLoad) -> Verdict { verdicts[PlanPart(.subnet, load.subnet.name)] ?? .pass }
    let all = assessment.analysis.subnets
    let worst = all.indices.sorted { first, second in
      let (a, b) = (all[first], all[second])
      return (verdict(b), b.utilizationPercent ?? -1, first) < (verdict(a), a.utilizationPercent ?? -1, second)
    }
    let shown = worst.prefix(mostRows).sorted { (all[$0].subnet.zone, $0) < (all[$1].subnet.zone, $1) }.map { all[$0] }
    guard !shown.isEmpty else { return nil }
    let scale = Scale(most: shown.map(extent).max() ?? 0)
    var figure = Figure(
      title: "Addresses by subnet",
      summary: "The bars show the addresses now, on one scale. The percentage is that of the peak.",
      legend: [
        (.taken, "taken"), (.warm, "held warm"), (.reserved, "reserved"), (.free, "free"),
        (.hatch, "too few at the peak"),
        (.peak, "peak"), (.full, "every node full"),
      ])
    for load in shown {
      let zone = load.subnet.zone
      let isFirst = figure.rows.isEmpty || zone != shown[figure.rows.count - 1].subnet.zone
      figure.rows.append(
        Row(
          heading: isFirst ? zone : nil, name: load.subnet.name, note: load.subnet.block?.description,
          part: PlanPart(.subnet, load.subnet.name), drawing: bar(of: load, on: scale),
          end: load.utilizationPercent == nil ? "CIDR not known" : Overview.percent(of: load), verdict: verdict(load)))
    }
    figure.axis = scale.axis(unit: "addresses")
    if all.count > shown.count {
      figure.remark = "\(counted(all.count - shown.count, "more subnet")) only in the table."
    }
    return figure
  }

  /// The largest number of addresses that the bar of a subnet shows.
  private static func extent(_ load: SubnetLoad) -> Int {
    guard let usable = load.usableAddresses else { return 0 }
    return max(usable, load.mostTaken)
  }

  private static func bar(of load: SubnetLoad, on scale: Scale) -> Drawing? {
    guard let usable = load.usableAddresses else { return nil }
    let (taken, warm) = (load.usedAddresses + load.demand - load.warmAddresses, load.warmAddresses)
    let (reserved, peak) = (load.reserved(at: .now), load.taken(at: load.basis))
    let full = load.usedAddresses + load.reservedAddresses + load.fullDemand
    let free = max(0, usable - taken - warm - reserved)
    var bar = Bar(
      parts: [(.taken, taken), (.warm, warm), (.reserved, reserved), (.free, free)], marks: [(.peak, peak)])
    // A mark beyond the scale would look like one at its end.
    if full != peak, full <= scale.most { bar.marks.append((.full, full)) }
    if load.mostTaken > usable { bar.excess = usable..<load.mostTaken }
    let name = load.subnet.name
    return bar.drawing(
      """
      \(name), of \(usable) addresses: \(taken) taken, \(warm) warm, \(reserved) reserved, \(free) free now; \(peak) taken \
      at the peak, \(full) with every node full
      """, on: scale)
  }
}
