package import Headroom

extension Document {
  /// Returns the answer of `headroom simulate --node`: what one node holds over time.
  ///
  /// - Parameters:
  ///   - snapshots: The snapshots, in the order of time.
  ///   - bounds: The smallest and the largest values over several orders at each snapshot; empty to leave them out.
  package static func nodeSimulation(_ snapshots: [NodeSnapshot], bounds: [NodeBounds] = []) -> Document {
    let table = Table.snapshots(snapshots, bounds: bounds)
    return Document(kind: "NodeSimulation", title: table.title, sections: [Section(table)]) {
      json(snapshots, bounds)
    }
  }

  /// Returns the snapshots in JSON.
  ///
  /// If the node does not settle, `enis` and `subnetAddresses` are objects with `min` and `max`.
  private static func json(_ snapshots: [NodeSnapshot], _ bounds: [NodeBounds]) -> [String: JSONValue] {
    func range(_ numbers: ClosedRange<Int>, _ isStable: Bool) -> JSONValue {
      isStable
        ? .integer(numbers.upperBound)
        : .object(["min": .integer(numbers.lowerBound), "max": .integer(numbers.upperBound)])
    }
    let items = snapshots.enumerated().map { index, item -> JSONValue in
      var values: [String: JSONValue] = [
        "time": .integer(item.time), "assigned": .integer(item.assigned), "pending": .integer(item.waiting),
        "waiting": .integer(item.waiting),
        "enis": range(item.interfaces, item.isStable), "perENI": .array(item.slots.map(JSONValue.integer)),
        "ips": .integer(item.podAddresses), "prefixes": .integer(item.prefixes),
        "unusedIPs": .integer(item.unusedAddresses), "coolingIPs": .integer(item.coolingAddresses),
        "subnetAddresses": range(item.subnetAddresses, item.isStable), "stable": .bool(item.isStable),
      ]
      if index < bounds.count {
        values["pendingByOrder"] = range(bounds[index].waiting, false)
        values["waitingByOrder"] = range(bounds[index].waiting, false)
        values["enisByOrder"] = range(bounds[index].interfaces, false)
        values["subnetAddressesByOrder"] = range(bounds[index].subnetAddresses, false)
      }
      return .object(values)
    }
    return ["items": .array(items)]
  }
}

extension Document.Table {
  /// Returns the snapshots, with a row for each.
  ///
  /// For a node that does not settle, the row contains the largest numbers; the smallest ones are in separate columns.
  static func snapshots(_ snapshots: [NodeSnapshot], bounds: [NodeBounds]) -> Document.Table {
    // The columns of the bounds take room on a terminal, so these columns give way to them.
    let visibility = bounds.isEmpty ? Column.Visibility.always : .wide
    return Document.Table(
      id: "simulate", title: "Snapshots",
      columns: [
        .init("time", "seconds"), .init("assigned"), .init("pending", nil, .machines),
        .init("enis", "ENIs"),
        .init("per_eni", "slots per ENI"), .init("ips", "IPs", visibility),
        .init("prefixes", nil, visibility), .init("unused_ips", "unused", visibility),
        .init("cooling_ips", "cooling", visibility), .init("subnet_addresses", "from subnets"),
        .init("stable", nil, visibility),
        .init("enis_min", "ENIs min", .wide),
        .init("subnet_addresses_min", "from subnets min", .wide), .init("waiting"),
      ] + (bounds.isEmpty ? [] : boundColumns),
      rows: snapshots.enumerated().map { index, item -> [Document.Cell] in
        [
          .integer(item.time), .integer(item.assigned), .integer(item.waiting), .integer(item.interfaces.upperBound),
          .numbers(item.slots), .integer(item.podAddresses), .integer(item.prefixes), .integer(item.unusedAddresses),
          .integer(item.coolingAddresses), .integer(item.subnetAddresses.upperBound), .flag(item.isStable),
          .integer(item.interfaces.lowerBound), .integer(item.subnetAddresses.lowerBound), .integer(item.waiting),
        ] + (index < bounds.count ? cells(bounds[index]) : [])
      })
  }

  private static let boundColumns: [Column] = [
    .init("pending_best", nil, .machines), .init("pending_worst", nil, .machines), .init("enis_best", nil, .wide),
    .init("enis_worst", "ENIs worst"), .init("subnet_addresses_best", "subnets best"),
    .init("subnet_addresses_worst", "subnets worst"), .init("waiting_best", nil, .wide),
    .init("waiting_worst", "waiting worst"),
  ]

  private static func cells(_ bounds: NodeBounds) -> [Document.Cell] {
    // `pending` is the old name of `waiting`; both are printed for one release.
    [bounds.waiting, bounds.interfaces, bounds.subnetAddresses, bounds.waiting].flatMap {
      [.integer($0.lowerBound), .integer($0.upperBound)]
    }
  }
}
