public import Headroom

/// The answer of `headroom simulate --scenario`: what is taken of each subnet over time.
public struct ClusterSimulationAnswer: Sendable {
  private let moments: [ClusterMoment]
  private let summary: ClusterSummary
  private let maps: [BlockMap]

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - moments: The moments, in the order of time.
  ///   - summary: What became of the fleet.
  ///   - maps: The blocks of the subnets at the end.
  public init(_ moments: [ClusterMoment], summary: ClusterSummary, maps: [BlockMap] = []) {
    self.moments = moments
    self.summary = summary
    self.maps = maps
  }

  /// A row a subnet and moment.
  public var momentTable: Table {
    Table(
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

  /// A row a subnet.
  public var table: Table {
    Table(
      id: "subnets", title: "Subnets",
      columns: [
        .init("subnet"), .init("most_addresses", "max IPs"), .init("most_addresses_at", "at", isBrief: false),
        .init("fewest_free_addresses", "min free"), .init("fewest_free_addresses_at", "at", isBrief: false),
        .init("fewest_free_blocks", "min /28"), .init("fewest_free_blocks_at", "at", isBrief: false),
        .init("first_refusal", "dry at"), .init("refusals", isBrief: false),
        .init("most_waiting", "waiting"), .init("most_waiting_at", "at", isBrief: false),
        .init("waited_pods", "waited"), .init("longest_wait", "longest"), .init("failed_pods", "failed"),
        .init("ec2_calls", "EC2 calls", isBrief: false),
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

  /// The subnets and, below, what follows.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines = [
      "\(Self.time(summary.duration)), \(summary.podEvents) pods came or went; at the end \(summary.pods) pods on \(summary.nodes) nodes. Times in the table are seconds."
    ]
    let dry = summary.subnets.filter { $0.firstRefusal != nil }.sorted {
      ($0.firstRefusal!, $0.subnet) < ($1.firstRefusal!, $1.subnet)
    }
    if let first = dry.first {
      lines.append(
        "Subnet \(first.subnet) runs out first, after \(Self.time(first.firstRefusal!)): EC2 had no address or no /28 block to give."
      )
    }
    if summary.mostPending.value > 0 {
      lines.append(
        "Up to \(summary.mostPending.value) pods found no node (after \(Self.time(summary.mostPending.time))); at the end \(summary.pendingPods)."
      )
    }
    if summary.missingNodes > 0 {
      lines.append("\(summary.missingNodes) nodes are wanted that no subnet has an address for.")
    }
    let said = lines.map { wrapped(printable($0), indent: 0, width: style.width) }.joined()
    return table.text(style) + "\n" + said + maps.map { "\n" + $0.drawing }.joined()
  }

  /// One document: the moments, and what became of each subnet.
  public func json() -> String {
    document(
      kind: "FleetSimulation",
      [
        "moments": momentTable.items, "subnets": table.items, "duration": .integer(summary.duration),
        "nodes": .integer(summary.nodes), "missingNodes": .integer(summary.missingNodes),
        "pods": .integer(summary.pods), "pendingPods": .integer(summary.pendingPods),
        "mostPendingPods": .integer(summary.mostPending.value), "podEvents": .integer(summary.podEvents),
      ])
  }

  /// `36h 10m`, `90s`.
  private static func time(_ seconds: Int) -> String {
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")].filter { $0.0 > 0 }
    return parts.isEmpty ? "0s" : parts.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
}
