public import Headroom

extension Document {
  /// The answer of `headroom compare`: a plan under each network mode.
  ///
  /// - Parameters:
  ///   - comparison: The plan under each network mode.
  ///   - bySubnet: Whether to show every subnet of each mode instead of one row per mode.
  public static func comparison(_ comparison: NetworkComparison, bySubnet: Bool = false) -> Document {
    if bySubnet { return Document(kind: "NetworkComparison", .subnets(comparison)) }
    let table = Table.variants(comparison)
    let section = Section(table)
    return Document(kind: "NetworkComparison", title: "Network modes", sections: [section]) {
      [
        "items": table.items, "recommended": .string(comparison.recommended.name),
        "reason": .string(comparison.reason),
      ]
    }
  }
}

extension Document.Table {
  /// Returns the comparison, with a row for each network mode.
  static func variants(_ comparison: NetworkComparison) -> Document.Table {
    let recommended = comparison.recommended.name
    var table = Document.Table(
      id: "variants", title: "Network modes",
      columns: [
        .init("variant", "network mode"), .init("summary", nil, .wide), .init("max_pods", "max pods"),
        .init("running", "run"), .init("pending"), .init("waiting_for_address", "waiting"),
        .init("tightest_subnet", "tightest"), .init("free_addresses", "free"), .init("verdict"),
        .init("recommended", nil, .machines),
      ],
      rows: comparison.variants.map { item in
        [
          .text(item.name), .text(item.summary), .integer(item.maxPods), .integer(item.running),
          .integer(item.pending), .integer(item.waiting), .text(item.tightest?.subnet.name),
          .integer(item.tightest?.freeAddresses), .verdict(item.networkVerdict),
          .flag(item.name == recommended),
        ]
      })
    table.footnote = """
      Recommended: \(recommended), because \(comparison.reason). Pods and free addresses are those of the peak; the verdict is \
      about the network alone, not about CPU and memory.
      """
    table.recommendedRow = comparison.variants.firstIndex { $0.name == recommended }
    return table
  }

  /// Returns the comparison, with a row for each network mode and subnet.
  fileprivate static func subnets(_ comparison: NetworkComparison) -> Document.Table {
    Document.Table(
      id: "subnets", title: "Subnets",
      columns: [
        .init("variant", "network mode"), .init("subnet"), .init("cidr"), .init("demand", "now"),
        .init("peak_demand", "peak"), .init("free_addresses", "free"), .init("free_prefix_blocks", "free /28"),
        .init("free_prefix_blocks_at_worst", "at worst"), .init("verdict"),
      ],
      rows: comparison.variants.flatMap { item -> [[Document.Cell]] in
        let verdicts = item.findings.verdicts
        return item.subnets.map { load in
          [
            .text(item.name), .text(load.subnet.name), .text(load.subnet.block?.description), .integer(load.demand),
            .integer(load.peakDemand), .integer(load.freeAddresses), .integer(load.freePrefixBlocks),
            .integer(load.freePrefixBlocksAtWorst), .verdict(verdicts[PlanPart(.subnet, load.subnet.name)] ?? .pass),
          ]
        }
      })
  }
}
