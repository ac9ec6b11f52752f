public import Headroom

extension Table {
  /// Proposed blocks, a row a subnet.
  public static func proposals(_ proposals: [SubnetProposal]) -> Table {
    Table(
      id: "proposal", title: "Subnets",
      columns: [
        .init("name"), .init("zone", isBrief: false), .init("cidr", "now"), .init("addresses", "at the peak"),
        .init("prefix_blocks", "/28 blocks"), .init("prefix_length", "smallest"), .init("proposed_cidr", "proposed"),
        .init("kept"),
      ],
      rows: proposals.map { item in
        [
          .text(item.subnet.name), .text(item.subnet.zone), .text(item.subnet.block?.description),
          .integer(item.addresses), .integer(item.prefixBlocks), .text(item.prefixLength.map { "/\($0)" }),
          .text(item.block?.description), .flag(item.isKept),
        ]
      })
  }
}
