internal import Headroom

extension Figure {
  /// Returns the pods that run before and after the loss of each zone, as pairs of bars.
  static func zoneLosses(_ losses: [ZoneLoss], pods: Int) -> Figure? {
    guard !losses.isEmpty, pods > 0 else { return nil }
    let scale = Scale(most: pods)
    var figure = Figure(
      title: "Pods that run when a zone is lost at the peak",
      summary: "Above, directly after the loss; below, after the lost nodes are replaced in the other zones.",
      legend: [(.taken, "run"), (.hatch, "do not run")])
    for loss in losses {
      for (moment, pending) in [("at once", loss.pendingAtOnce), ("nodes replaced", loss.pendingAfterwards)] {
        let running = max(0, pods - pending)
        let bar = Bar(parts: [(.taken, running)], excess: pending > 0 ? running..<pods : nil)
        let isFirst = moment == "at once"
        figure.rows.append(
          Row(
            heading: isFirst ? "\(loss.zone): \(counted(loss.nodes, "node")) lost" : nil, name: moment,
            drawing: bar.drawing("\(loss.zone), \(moment): \(running) of \(pods) pods run", on: scale, height: 18),
            end: "\(running) of \(pods)", verdict: pending == 0 ? .pass : isFirst ? .warn : .fail))
      }
    }
    figure.axis = scale.axis(unit: "pods")
    return figure
  }

  /// Returns the nodes of each group before and during a rolling update, as pairs of bars.
  static func updates(of assessment: Assessment) -> Figure? {
    guard assessment.plan.policy.allowsRollingUpdate else { return nil }
    let verdicts = Dictionary(
      assessment.findings.filter { $0.code == Check.groupUpdate.id }.map { ($0.subject.name, $0.verdict) },
      uniquingKeysWith: max)
    let groups = assessment.analysis.groups.compactMap { load -> (name: String, nodes: Int, surge: Int)? in
      let group = load.profile.group
      let update = NodeUpdate(of: group, nodes: load.peakNodes, zones: load.zones.count)
      return update.surge > 0 && load.peakNodes > 0 ? (group.name, load.peakNodes, update.surge) : nil
    }.enumerated().sorted { first, second in
      let (a, b) = (verdicts[first.element.name] ?? .pass, verdicts[second.element.name] ?? .pass)
      return (b, first.offset) < (a, second.offset)
    }.map(\.element)
    guard !groups.isEmpty else { return nil }
    let shown = groups.prefix(mostRows)
    let scale = Scale(most: shown.map { $0.nodes + $0.surge }.max() ?? 0)
    var figure = Figure(
      title: "Nodes during a rolling update at the peak",
      legend: [(.taken, "nodes"), (.warm, "added for the update")])
    figure.rows = shown.map { item in
      Row(
        name: item.name, part: PlanPart(.nodeGroup, item.name),
        drawing: Bar(parts: [(.taken, item.nodes), (.warm, item.surge)]).drawing(
          "\(item.name): \(item.nodes) nodes, and up to \(item.surge) more during an update", on: scale, height: 18),
        end: "\(item.nodes) → \(item.nodes + item.surge)", verdict: verdicts[item.name] ?? .pass)
    }
    figure.axis = scale.axis(unit: "nodes")
    if groups.count > shown.count { figure.remark = "\(counted(groups.count - shown.count, "more group")) left out." }
    return figure
  }
}
