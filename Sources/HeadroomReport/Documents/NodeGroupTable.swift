internal import Headroom

extension Document.Table {
  /// Returns the node groups, with a row for each.
  static func nodeGroups(_ assessment: Assessment) -> Document.Table {
    let verdicts = assessment.verdicts
    var table = Document.Table(
      id: "node-groups", title: "Node groups", columns: nodeGroupsColumns,
      rows: zip(assessment.analysis.groups, assessment.traffic.groupCosts).map { load, cost in
        let group = load.profile.group
        let least = load.planned.nodes.isEmpty ? nil : load.planned.least
        return [
          .text(group.name), .list(group.instanceTypes.map(\.name)), .text(group.manager.rawValue),
          .integer(load.nodes), .integer(load.maxNodes), .integer(load.profile.maxPods),
          .text(group.maxPodsSetter?.rawValue), .integer(load.profile.servablePods),
          .text(least?.cpu?.description), .text(least?.memory?.description),
          .integer(load.addressesPerFullNode), .integer(load.prefixBlocksPerFullNode), .integer(load.peakNodes),
          .money(cost.perMonth), .money(cost.range?.lowerBound), .money(cost.range?.upperBound),
          .text(cost.perMonth?.currency.rawValue), .text(cost.price?.asOf?.description),
          .flag((cost.price?.asOf).isStale(asOf: assessment.traffic.prices.today)),
          .integer(load.moreNodes), .text(load.stoppedBy),
          .verdict(verdicts[PlanPart(.nodeGroup, group.name)] ?? .pass),
        ]
      })
    table.kind = .nodeGroup
    return table
  }

  private static let nodeGroupsColumns: [Document.Table.Column] = [
    .init("name"), .init("instance_types", "types"), .init("manager", nil, .wide), .init("nodes"),
    .init("max_nodes", "max nodes", .wide), .init("max_pods", "max pods"),
    .init("max_pods_set_by", "set by", .wide), .init("servable_pods", "servable", .terminal),
    .init("allocatable_cpu", "CPU"), .init("allocatable_memory", "memory"),
    .init("addresses_per_full_node", "addresses per full node", .wide),
    .init("prefix_blocks_per_full_node", "/28 per full node", .wide), .init("peak_nodes", "peak nodes", .wideTerminal),
    .init("cost_per_month", "monthly"), .init("cost_per_month_least", "least monthly", .wideTerminal),
    .init("cost_per_month_most", "most monthly", .wideTerminal),
    .init("currency", nil, .wide), .init("price_as_of", "price as of", .wide),
    .init("price_stale", "stale", .wide),
    .init("more_nodes", "+nodes", .wide), .init("stopped_by", "limited by", .wide),
    .init("verdict"),
  ]
}
