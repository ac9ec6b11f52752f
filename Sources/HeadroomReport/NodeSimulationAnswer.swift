public import Headroom

/// The answer of `headroom simulate --node`: a row a snapshot.
public struct NodeSimulationAnswer: Sendable {
  private let snapshots: [NodeSnapshot]
  private let bounds: [NodeBounds]

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - snapshots: The snapshots.
  ///   - bounds: The fewest and the most over several orders at each of them; none to leave them out.
  public init(_ snapshots: [NodeSnapshot], bounds: [NodeBounds] = []) {
    self.snapshots = snapshots
    self.bounds = bounds
  }

  /// A row a snapshot; without rest the most that is held, and the fewest beside it.
  public var table: Table {
    // Beside the bounds a terminal has room for less.
    let isBrief = bounds.isEmpty
    return Table(
      id: "simulate", title: "Snapshots",
      columns: [
        .init("time", "seconds"), .init("assigned"), .init("pending"), .init("enis", "ENIs"),
        .init("per_eni", "slots per ENI"), .init("ips", "IPs", isBrief: isBrief),
        .init("prefixes", isBrief: isBrief), .init("unused_ips", "unused", isBrief: isBrief),
        .init("cooling_ips", "cooling", isBrief: isBrief), .init("subnet_addresses", "from subnets"),
        .init("stable", isBrief: isBrief),
        .init("enis_min", "ENIs min", isBrief: false),
        .init("subnet_addresses_min", "from subnets min", isBrief: false),
      ] + (bounds.isEmpty ? [] : Self.boundColumns),
      rows: snapshots.enumerated().map { index, item -> [Cell] in
        [
          .integer(item.time), .integer(item.assigned), .integer(item.pending), .integer(item.interfaces.upperBound),
          .numbers(item.slots), .integer(item.podAddresses), .integer(item.prefixes), .integer(item.unusedAddresses),
          .integer(item.coolingAddresses), .integer(item.subnetAddresses.upperBound), .flag(item.isStable),
          .integer(item.interfaces.lowerBound), .integer(item.subnetAddresses.lowerBound),
        ] + (index < bounds.count ? Self.cells(bounds[index]) : [])
      })
  }

  private static let boundColumns: [Table.Column] = [
    .init("pending_best", isBrief: false), .init("pending_worst", "worst pending"), .init("enis_best", isBrief: false),
    .init("enis_worst", "worst ENIs"), .init("subnet_addresses_best", "best"),
    .init("subnet_addresses_worst", "worst from subnets"),
  ]

  private static func cells(_ bounds: NodeBounds) -> [Cell] {
    [bounds.pending, bounds.interfaces, bounds.subnetAddresses].flatMap {
      [.integer($0.lowerBound), .integer($0.upperBound)]
    }
  }

  /// One document; `enis` and `subnetAddresses` are objects with `min` and `max` where the node does not come to rest.
  public func json() -> String {
    func range(_ numbers: ClosedRange<Int>, _ isStable: Bool) -> JSONValue {
      isStable
        ? .integer(numbers.upperBound)
        : .object(["min": .integer(numbers.lowerBound), "max": .integer(numbers.upperBound)])
    }
    let items = snapshots.enumerated().map { index, item -> JSONValue in
      var values: [String: JSONValue] = [
        "time": .integer(item.time), "assigned": .integer(item.assigned), "pending": .integer(item.pending),
        "enis": range(item.interfaces, item.isStable), "perENI": .array(item.slots.map(JSONValue.integer)),
        "ips": .integer(item.podAddresses), "prefixes": .integer(item.prefixes),
        "unusedIPs": .integer(item.unusedAddresses), "coolingIPs": .integer(item.coolingAddresses),
        "subnetAddresses": range(item.subnetAddresses, item.isStable), "stable": .bool(item.isStable),
      ]
      if index < bounds.count {
        values["pendingByOrder"] = range(bounds[index].pending, false)
        values["enisByOrder"] = range(bounds[index].interfaces, false)
        values["subnetAddressesByOrder"] = range(bounds[index].subnetAddresses, false)
      }
      return .object(values)
    }
    return document(kind: "NodeSimulation", ["items": .array(items)])
  }
}
