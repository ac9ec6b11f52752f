internal import Headroom

extension Section {
  static let subnets = Section(
    id: "subnets",
    table: { report in
      let verdicts = report.assessment.verdicts
      return Table(
        id: "subnets", title: "Subnets", columns: columns,
        rows: report.analysis.subnets.map { load in
          let subnet = load.subnet
          return [
            .text(subnet.name), .text(subnet.zone), .text(subnet.block?.description), .integer(load.usableAddresses),
            .integer(load.usedAddresses), .integer(load.reservedAddresses), .integer(load.demand),
            .integer(load.warmAddresses), .integer(load.peakDemand), .integer(load.freeAddresses),
            .decimal(load.utilizationPercent), .integer(load.prefixBlocks), .integer(load.freePrefixBlocks),
            .integer(load.freePrefixBlocksAtWorst), .integer(load.moreNodes), .integer(load.moreNodesAtBest),
            .verdict(verdicts[PlanPart(.subnet, subnet.name)] ?? .pass),
          ]
        })
    },
    figure: { report in
      report.analysis.subnets.map(SubnetBar.init).map(\.node) + BlockPicture.all(of: report.plan)
    })

  private static let columns: [Table.Column] = [
    .init("name"), .init("zone", isBrief: false), .init("cidr"), .init("usable_addresses", "usable"),
    .init("used_addresses", "used", isBrief: false), .init("reserved_addresses", "reserved", isBrief: false),
    .init("demand", "now"),
    .init("warm_addresses", "warm"), .init("peak_demand", "peak"), .init("free_addresses", "free"),
    .init("utilization_percent", "%"), .init("prefix_blocks", "/28 blocks", isBrief: false),
    .init("free_prefix_blocks", "free /28", isBrief: false),
    .init("free_prefix_blocks_at_worst", "free /28 at worst", isBrief: false), .init("more_nodes", "+nodes"),
    .init("more_nodes_at_best", "+nodes at best", isBrief: false), .init("verdict"),
  ]
}
