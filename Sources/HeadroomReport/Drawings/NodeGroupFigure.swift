internal import Headroom

extension Figure {
  /// Returns how many pods of the mean size each resource of a node allows, for each group: the shortest bar limits it.
  static func limits(of assessment: Assessment) -> Figure? {
    let groups = assessment.plan.nodeGroups.count
    let shown = assessment.costPerPod(ofFirst: mostGroups)
    guard !shown.isEmpty else { return nil }
    let most = shown.flatMap { $0.row.rooms.values.filter { $0 < 1_000 } }.max() ?? 0
    let scale = Scale(most: min(most, 4 * (shown.map(\.row.pods).max() ?? 0) + 10))
    var figure = Figure(
      title: "What limits the pods of a node",
      summary: """
        How many pods of the group's mean size a node has room for, by resource. The smallest number counts; a bar that \
        reaches the edge has room for more.
        """,
      legend: [(.over, "the limit"), (.free, "other resources")])
    let resources: [(InstanceRanking.Limit, String)] = [
      (.slots, "pod slots"), (.cpu, "CPU"), (.memory, "memory"), (.addresses, "addresses"),
      (.branchInterfaces, "branch interfaces"),
    ]
    for item in shown {
      let price = item.row.costPerPod.map { "\($0.grouped) \($0.currency.rawValue) a month for each pod" }
      let heading = ["\(item.group), \(item.row.type.name)", price].compactMap(\.self).joined(separator: ": ")
      var isFirst = true
      for (resource, name) in resources {
        guard let room = item.row.rooms[resource] else { continue }
        let isLimit = room == item.row.pods && item.row.limit == resource
        let bar = Bar(parts: [(isLimit ? .over : .free, min(room, scale.most))])
        figure.rows.append(
          Row(
            heading: isFirst ? heading : nil, name: name, part: PlanPart(.nodeGroup, item.group),
            drawing: bar.drawing("\(item.group), \(name): room for \(counted(room, "pod"))", on: scale, height: 14),
            end: isLimit ? "\(room), the limit" : "\(room)"))
        isFirst = false
      }
    }
    figure.axis = scale.axis(unit: "pods")
    if groups > mostGroups { figure.remark = "\(counted(groups - mostGroups, "more group")) left out." }
    return figure
  }

  /// The number of groups that the figure shows.
  private static let mostGroups = 8
}
