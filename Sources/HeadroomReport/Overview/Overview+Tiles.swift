internal import Headroom

extension Overview {
  /// The subnet with the highest utilization at the peak, among those that have nodes or pods and a known CIDR.
  static func tightest(in assessment: Assessment) -> SubnetLoad? {
    assessment.analysis.subnets.filter { $0.utilizationPercent != nil && $0.taken(at: $0.basis) > 0 }.max {
      ($0.utilizationPercent!, $1.subnet.name) < ($1.utilizationPercent!, $0.subnet.name)
    }
  }

  /// Returns the utilization of a subnet at the peak as a whole percentage, rounded so that only a full subnet has 100%.
  static func percent(of load: SubnetLoad) -> String {
    guard let percent = load.utilizationPercent else { return "–" }
    return "\(percent < 100 ? min(99, Int(percent.rounded())) : Int(percent.rounded(.up)))%"
  }

  static func tightestSubnet(in assessment: Assessment) -> Tile {
    guard let load = tightest(in: assessment), let free = load.freeAddresses, let usable = load.usableAddresses else {
      return Tile(label: "Tightest subnet", value: "–", detail: "no subnet with nodes has a known CIDR")
    }
    let rest =
      free < 0
      ? "\(counted(-free, "address", "addresses")) of \(usable) too few at the peak"
      : "\(free) of \(counted(usable, "address", "addresses")) left at the peak"
    let part = PlanPart(.subnet, load.subnet.name)
    return Tile(
      label: "Tightest subnet", value: percent(of: load),
      detail: "\(load.subnet.name): \(rest)\(notCounted(in: assessment))",
      verdict: assessment.verdicts[part] ?? .pass, part: part)
  }

  /// Returns the node groups that the numbers of subnets are without, as the end of a sentence; empty if there are none.
  static func notCounted(in assessment: Assessment) -> String {
    let names = assessment.plan.incompleteGroups.map(\.name).sorted()
    return names.isEmpty ? "" : ", without the nodes of \(abbreviated(names))"
  }

  static func podsWithoutPlace(in assessment: Assessment) -> Tile {
    let label = "Pods without a place"
    func lacking(_ counts: [PodCount]) -> Int { counts.reduce(0) { $0 + $1.pending + $1.waitingForAddress } }
    let (now, peak) = (assessment.analysis.workloads, assessment.analysis.peakWorkloads)
    guard !now.isEmpty else { return Tile(label: label, value: "–", detail: "the plan lists no workloads") }
    let all = peak.reduce(0) { $0 + $1.pods }
    let worst = peak.max { ($0.pending + $0.waitingForAddress) < ($1.pending + $1.waitingForAddress) }
    return Tile(
      label: label, value: "\(lacking(peak))", detail: "of \(all) at the peak, \(lacking(now)) now",
      verdict: lacking(peak) + lacking(now) > 0 ? max(.warn, podVerdict(of: assessment)) : .pass,
      part: lacking(peak) > 0 ? worst.map { PlanPart(.workload, $0.workload.name) } : nil)
  }

  private static func podVerdict(of assessment: Assessment) -> Verdict {
    assessment.verdicts.filter { $0.key.kind == .workload }.map(\.value).max() ?? .pass
  }

  static func exhaustion(in assessment: Assessment) -> Tile {
    let label = "Runs out"
    guard let growth = assessment.growth else {
      return Tile(label: label, value: "–", detail: "the plan does not say how it grows")
    }
    let today = assessment.traffic.prices.today
    let part = PlanPart(.plan, key: "growth")
    guard let first = growth.exhaustions.first else {
      let end = monthName(growth.growth.horizon, after: today)
      return Tile(
        label: label, value: "not by \(end)", detail: "the end of the plan's horizon", verdict: .pass, part: part)
    }
    let name = first.resource.subnet ?? "\(first.resource)"
    return Tile(
      label: label, value: first.month == 0 ? "already today" : monthName(first.month, after: today),
      detail: "\(name), at \(counted(first.nodes, "node"))", verdict: first.month == 0 ? .fail : .warn, part: part)
  }

  static func tile(of cost: CostEstimate) -> Tile {
    let label = "\(cost.currency.rawValue) a month"
    let saving = cost.saving.flatMap { $0.nanounits > 0 ? "; locality saves \($0.grouped)" : nil } ?? ""
    if let now = cost.total.costPerMonth, let peak = cost.peakTotal.costPerMonth {
      return Tile(label: label, value: now.grouped, detail: "\(peak.grouped) at the peak\(saving)")
    }
    let prices = cost.missingPrices.count
    let volumes = Set(cost.total.missingQuantities + cost.peakTotal.missingQuantities).count
    let missing = [
      prices > 0 ? "\(counted(prices, "price")) missing" : nil,
      volumes > 0 ? "\(counted(volumes, "quantity", "quantities")) not known" : nil,
    ]
    return Tile(
      label: label, value: "\(cost.total.subtotal.grouped) known",
      detail: missing.compactMap(\.self).joined(separator: ", ") + saving, verdict: .unknown)
  }
}

extension Money {
  /// The amount with two decimals and a comma between groups of three digits: `1,831.20`.
  var grouped: String {
    let text = formatted()
    let digits = text.drop { $0 == "-" }.prefix { $0 != "." }
    var whole = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { whole += "," }
      whole.append(digit)
    }
    return (text.hasPrefix("-") ? "-" : "") + whole + text.drop { $0 != "." }
  }
}
