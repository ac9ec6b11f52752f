internal import Headroom

extension Section {
  static let nodeGroups = Section(
    id: "node-groups",
    table: { report in
      let verdicts = report.assessment.verdicts
      return Table(
        id: "node-groups", title: "Node groups", columns: columns,
        rows: zip(report.analysis.groups, report.assessment.traffic.groupCosts).map { load, cost in
          let group = load.profile.group
          let allocatable = load.profile.fewestPods?.allocatable
          return [
            .text(group.name), .list(group.instanceTypes.map(\.name)), .text(group.manager.rawValue),
            .integer(load.nodes), .integer(load.maxNodes), .integer(load.profile.maxPods),
            .text(group.maxPodsSetter?.rawValue), .integer(load.profile.servablePods),
            .text(allocatable?.cpu?.description), .text(allocatable?.memory?.description),
            .integer(load.addressesPerFullNode), .integer(load.prefixBlocksPerFullNode), .money(cost.perMonth),
            .text(cost.perMonth?.currency.rawValue), .text(cost.price?.asOf?.description),
            .integer(load.moreNodes), .text(load.stoppedBy),
            .verdict(verdicts[PlanPart(.nodeGroup, group.name)] ?? .pass),
          ]
        })
    })

  private static let columns: [Table.Column] = [
    .init("name"), .init("instance_types", "types"), .init("manager", isBrief: false), .init("nodes"),
    .init("max_nodes", "max nodes", isBrief: false), .init("max_pods", "max pods"),
    .init("max_pods_set_by", "set by", isBrief: false), .init("servable_pods", "servable"),
    .init("allocatable_cpu", "CPU"), .init("allocatable_memory", "memory"),
    .init("addresses_per_full_node", "addresses a full node", isBrief: false),
    .init("prefix_blocks_per_full_node", "/28 a full node", isBrief: false), .init("cost_per_month", "monthly"),
    .init("currency", isBrief: false), .init("price_as_of", "price as of", isBrief: false),
    .init("more_nodes", "+nodes", isBrief: false), .init("stopped_by", "stopped by", isBrief: false),
    .init("verdict"),
  ]
}
