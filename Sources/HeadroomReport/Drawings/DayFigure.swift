internal import Headroom

extension Figure {
  /// Returns the addresses of each subnet over the time of a simulation as step lines below its capacity, with the
  /// waiting pods under them. Subnets in which nothing happens are left out.
  static func day(_ moments: [ClusterMoment], summary: ClusterSummary) -> Figure? {
    let bySubnet = Dictionary(grouping: moments, by: \.subnet)
    let busy = summary.subnets.filter { subnet in
      let addresses = bySubnet[subnet.subnet, default: []].map(\.addresses)
      return Set(addresses).count > 1 || subnet.mostWaiting.value > 0
    }.enumerated().sorted { first, second in
      let (a, b) = (first.element.firstRefusal ?? .max, second.element.firstRefusal ?? .max)
      return (a, first.offset) < (b, second.offset)
    }.map(\.element)
    guard !busy.isEmpty else { return nil }
    var figure = Figure(
      title: "Addresses and waiting pods over time",
      summary:
        "Above, the addresses that are taken; below, the pods that wait for an address, on a scale of their own.",
      legend: [(.taken, "taken"), (.capacity, "usable addresses"), (.over, "waiting pods, or the first refusal")])
    figure.isGrid = true
    for subnet in busy.prefix(mostRows) {
      let states = bySubnet[subnet.subnet, default: []].sorted { $0.time < $1.time }
      let usable = states.map { $0.addresses + $0.freeAddresses }.max() ?? 0
      var line = StepLine(limit: usable, duration: summary.duration, mark: subnet.firstRefusal)
      line.lines = [(.taken, states.map { ($0.time, $0.addresses) })]
      line.labels = labels(summary.duration)
      var waiting = StepLine(duration: summary.duration)
      waiting.lines = [(.over, states.map { ($0.time, $0.waitingPods) })]
      let most = subnet.mostWaiting.value
      let refusal = subnet.firstRefusal.map { "runs out after \(duration($0))" } ?? "never runs out"
      let waited = most > 0 ? "up to \(counted(most, "pod")) waiting" : "no pod waits"
      figure.rows.append(
        Row(
          name: subnet.subnet, note: "\(usable) usable", part: PlanPart(.subnet, subnet.subnet),
          drawing: line.drawing(
            "\(subnet.subnet): at most \(subnet.mostAddresses.value) of \(usable) addresses taken, after "
              + "\(duration(subnet.mostAddresses.time)); \(refusal)"),
          under: most > 0
            ? waiting.drawing("\(subnet.subnet): \(waited), after \(duration(subnet.mostWaiting.time))") : nil,
          end: "\(refusal), \(waited)"))
    }
    if busy.count > mostRows { figure.remark = "\(counted(busy.count - mostRows, "more subnet")) left out." }
    return figure
  }

  /// Returns the beginning, the quarters and the end of a time.
  private static func labels(_ whole: Int) -> [(time: Int, text: String)] {
    (0...4).map { (whole * $0 / 4, duration(whole * $0 / 4)) }
  }
}
