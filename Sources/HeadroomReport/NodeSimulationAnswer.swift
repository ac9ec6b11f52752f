public import Headroom

/// The answer of `headroom simulate --node`: a row a snapshot.
public struct NodeSimulationAnswer: Sendable {
  private let snapshots: [NodeSnapshot]

  /// Makes an answer.
  public init(_ snapshots: [NodeSnapshot]) {
    self.snapshots = snapshots
  }

  /// A row a snapshot; without rest the most that is held, and the fewest beside it.
  public var table: Table {
    Table(
      id: "simulate", title: "Snapshots",
      columns: [
        .init("time", "seconds"), .init("assigned"), .init("pending"), .init("enis", "ENIs"),
        .init("per_eni", "slots per ENI"), .init("ips", "IPs"), .init("prefixes"), .init("unused_ips", "unused"),
        .init("cooling_ips", "cooling"), .init("subnet_addresses", "from subnets"), .init("stable"),
        .init("enis_min", "ENIs min", isBrief: false),
        .init("subnet_addresses_min", "from subnets min", isBrief: false),
      ],
      rows: snapshots.map { item in
        [
          .integer(item.time), .integer(item.assigned), .integer(item.pending), .integer(item.interfaces.upperBound),
          .numbers(item.slots), .integer(item.podAddresses), .integer(item.prefixes), .integer(item.unusedAddresses),
          .integer(item.coolingAddresses), .integer(item.subnetAddresses.upperBound), .flag(item.isStable),
          .integer(item.interfaces.lowerBound), .integer(item.subnetAddresses.lowerBound),
        ]
      })
  }

  /// One document; `enis` and `subnetAddresses` are objects with `min` and `max` where the node does not come to rest.
  public func json() -> String {
    func range(_ numbers: ClosedRange<Int>, _ isStable: Bool) -> JSONValue {
      isStable
        ? .integer(numbers.upperBound)
        : .object(["min": .integer(numbers.lowerBound), "max": .integer(numbers.upperBound)])
    }
    let items = snapshots.map { item in
      JSONValue.object([
        "time": .integer(item.time), "assigned": .integer(item.assigned), "pending": .integer(item.pending),
        "enis": range(item.interfaces, item.isStable), "perENI": .array(item.slots.map(JSONValue.integer)),
        "ips": .integer(item.podAddresses), "prefixes": .integer(item.prefixes),
        "unusedIPs": .integer(item.unusedAddresses), "coolingIPs": .integer(item.coolingAddresses),
        "subnetAddresses": range(item.subnetAddresses, item.isStable), "stable": .bool(item.isStable),
      ])
    }
    return document(kind: "NodeSimulation", ["items": .array(items)])
  }
}
