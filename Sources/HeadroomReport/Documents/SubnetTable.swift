internal import Headroom

extension Document.Table {
  /// Returns the subnets, with a row for each.
  static func subnets(_ assessment: Assessment) -> Document.Table {
    let verdicts = assessment.verdicts
    var table = Document.Table(
      id: "subnets", title: "Subnets", columns: subnetsColumns,
      rows: assessment.analysis.subnets.map { load in
        let subnet = load.subnet
        return [
          .text(subnet.name), .text(subnet.zone), .text(subnet.block?.description), .integer(load.usableAddresses),
          .integer(load.usedAddresses), .integer(load.reservedAddresses), .integer(load.demand),
          .integer(load.warmAddresses), .integer(load.peakDemand), .integer(load.freeAddresses),
          .integer(load.reservedNow), .integer(load.freeNow), .integer(load.burstDemand), .integer(load.fullDemand),
          .decimal(load.utilizationPercent), .integer(load.prefixBlocks), .integer(load.freePrefixBlocks),
          .integer(load.freePrefixBlocksAtWorst), .integer(load.moreNodes), .integer(load.moreNodesAtBest),
          .verdict(verdicts[PlanPart(.subnet, subnet.name)] ?? .pass),
        ]
      })
    table.kind = .subnet
    return table
  }

  private static let subnetsColumns: [Document.Table.Column] = [
    .init("name"), .init("zone", nil, .wide), .init("cidr"), .init("usable_addresses", "usable"),
    .init("used_addresses", "used", .wide), .init("reserved_addresses", "reserved", .wide),
    .init("demand", "now"),
    .init("warm_addresses", "warm", .terminal), .init("peak_demand", "peak"), .init("free_addresses", "free"),
    .init("reserved_now", "reserved now", .wideTerminal), .init("free_now", "free now", .wideTerminal),
    .init("burst_demand", "burst", .wideTerminal), .init("full_demand", "full", .wide),
    .init("utilization_percent", "%"), .init("prefix_blocks", "/28 blocks", .wide),
    .init("free_prefix_blocks", "free /28", .wide),
    .init("free_prefix_blocks_at_worst", "free /28 at worst", .wide), .init("more_nodes", "+nodes", .terminal),
    .init("more_nodes_at_best", "+nodes at best", .wide), .init("verdict"),
  ]
}
