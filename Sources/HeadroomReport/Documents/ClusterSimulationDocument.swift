package import Headroom

extension Document {
  /// Returns the answer of `headroom simulate -f PLAN --scenario FILE`: how each subnet is used over time.
  ///
  /// - Parameters:
  ///   - moments: The state of each subnet at the sampled times, in the order of time.
  ///   - summary: The summary of the simulation.
  ///   - maps: The maps of the subnets' /28 blocks at the end; empty to leave them out.
  package static func clusterSimulation(
    _ moments: [ClusterMoment], summary: ClusterSummary, maps: [BlockMap] = []
  ) -> Document {
    var section = Section(.subnets(summary))
    section.remarks = { sentences(about: summary) }
    section.signs = maps.map(\.drawing)
    var all = Section(id: "moments", title: nil) { .moments(moments) }
    all.audience = .machines
    return Document(kind: "ClusterSimulation", title: "Subnets", sections: [section, all]) {
      [
        "moments": Table.moments(moments).items, "subnets": Table.subnets(summary).items,
        "duration": .integer(summary.duration),
        "nodes": .integer(summary.nodes), "missingNodes": .integer(summary.missingNodes),
        "pods": .integer(summary.pods), "pendingPods": .integer(summary.pendingPods),
        "mostPendingPods": .integer(summary.mostPending.value), "podEvents": .integer(summary.podEvents),
      ]
    }
  }

  private static func sentences(about summary: ClusterSummary) -> [String] {
    var lines = [
      """
      In \(duration(summary.duration)), \(summary.podEvents) pods started or ended; at the end \(summary.pods) pods on \
      \(summary.nodes) nodes. Times in the table are in seconds.
      """
    ]
    let dry = summary.subnets.filter { $0.firstRefusal != nil }.sorted {
      ($0.firstRefusal!, $0.subnet) < ($1.firstRefusal!, $1.subnet)
    }
    if let first = dry.first {
      lines.append(
        """
        Subnet \(first.subnet) runs out first, after \(duration(first.firstRefusal!)): it had no free address or no free \
        /28 block when a node asked for one.
        """
      )
    }
    if summary.mostPending.value > 0 {
      lines.append(
        """
        Up to \(summary.mostPending.value) pods were pending (after \(duration(summary.mostPending.time))); at the end \
        \(summary.pendingPods).
        """
      )
    }
    if summary.missingNodes > 0 {
      lines.append("\(summary.missingNodes) nodes are missing because no subnet has an address for them.")
    }
    return lines
  }

  /// Returns the document with a section about a simulation of its plan, which only pages show.
  package func adding(_ moments: [ClusterMoment], summary: ClusterSummary) -> Document {
    var section = Section(id: "simulation", title: "A simulation of \(duration(summary.duration))") {
      .subnets(summary)
    }
    section.audience = .pages
    section.foldsTable = true
    section.figures = { [.day(moments, summary: summary)].compactMap(\.self) }
    section.remarks = { Self.sentences(about: summary) }
    var document = self
    document.sections.append(section)
    return document
  }
}

extension Document.Table {
  /// Returns the moments, with a row for each subnet and moment.
  static func moments(_ moments: [ClusterMoment]) -> Document.Table {
    Document.Table(
      id: "moments", title: "Moments",
      columns: [
        .init("time", "seconds"), .init("subnet"), .init("addresses"), .init("free_addresses", "free"),
        .init("prefix_blocks", "prefixes"), .init("free_prefix_blocks", "free blocks"),
        .init("waiting_pods", "waiting"), .init("failed_pods", "failed"), .init("ec2_calls", "EC2 calls"),
      ],
      rows: moments.map { item in
        [
          .integer(item.time), .text(item.subnet), .integer(item.addresses), .integer(item.freeAddresses),
          .integer(item.prefixBlocks), .integer(item.freePrefixBlocks), .integer(item.waitingPods),
          .integer(item.failedPods), .integer(item.ec2Calls),
        ]
      })
  }

  /// Returns the summary, with a row for each subnet.
  static func subnets(_ summary: ClusterSummary) -> Document.Table {
    Document.Table(
      id: "subnets", title: "Subnets",
      columns: [
        .init("subnet"), .init("most_addresses", "max IPs"), .init("most_addresses_at", "at", .wide),
        .init("fewest_free_addresses", "min free"), .init("fewest_free_addresses_at", "at", .wide),
        .init("fewest_free_blocks", "min /28"), .init("fewest_free_blocks_at", "at", .wide),
        .init("first_refusal", "ran out"), .init("refusals", nil, .wide),
        .init("most_waiting", "waiting"), .init("most_waiting_at", "at", .wide),
        .init("waited_pods", "waited"), .init("longest_wait", "longest"), .init("failed_pods", "failed", .terminal),
        .init("ec2_calls", "EC2 calls", .wide),
      ],
      rows: summary.subnets.map { item in
        [
          .text(item.subnet), .integer(item.mostAddresses.value), .integer(item.mostAddresses.time),
          .integer(item.fewestFreeAddresses.value), .integer(item.fewestFreeAddresses.time),
          .integer(item.fewestFreeBlocks.value), .integer(item.fewestFreeBlocks.time), .integer(item.firstRefusal),
          .integer(item.refusals), .integer(item.mostWaiting.value), .integer(item.mostWaiting.time),
          .integer(item.waitedPods), .integer(item.longestWait), .integer(item.failedPods), .integer(item.ec2Calls),
        ]
      })
  }
}
