package import Headroom

extension Document {
  /// Returns the answer of `headroom topology`: the hints of one Service and the share of its traffic that crosses
  /// zones.
  ///
  /// - Parameters:
  ///   - routing: The routing of the Service.
  ///   - request: The topology mode that the Service requests and that applies.
  ///   - cpu: The allocatable CPU of the nodes in each zone.
  ///   - endpoints: The number of ready endpoints by zone.
  ///   - clients: The weight of the clients by zone.
  package static func topology(
    _ routing: ServiceRouting, request: TopologyRequest, cpu: [String: CPUAmount], endpoints: [String: Int],
    clients: [String: Double]
  ) -> Document {
    let table = Table.zones(routing, cpu: cpu, endpoints: endpoints, clients: clients)
    var section = Section(table)
    section.remarks = { remarks(on: routing, request) }
    var document = Document(kind: "Topology", title: table.title, sections: [section]) {
      let values: [String: JSONValue] = [
        "mode": .string(routing.mode.rawValue), "ignored": .array(request.ignored.map(JSONValue.string)),
        "crossZoneFraction": .decimal(routing.asAsked.crossZoneFraction),
        "crossZoneFractionWithoutHints": .decimal(routing.withoutHints.crossZoneFraction),
        "matrix": .matrix(routing.asAsked.flows), "matrixWithoutHints": .matrix(routing.withoutHints.flows),
        "degraded": routing.degraded.map(JSONValue.string) ?? .null,
      ]
      return values.merging(routing.json) { $1 }
    }
    document.derivations = {
      [
        Derivation(
          title: "Mode \(request.mode.rawValue)",
          steps: routing.steps(ratios: ZoneCPURatios(cpu: cpu), endpoints: endpoints))
      ]
    }
    return document
  }

  /// Returns the answer of `headroom topology --replicas`: whether a Service gets hints with each number of endpoints.
  ///
  /// - Parameter routings: The routing by the number of endpoints.
  package static func replicas(_ routings: [Int: ServiceRouting]) -> Document {
    Document(
      kind: "Replicas",
      Table(
        id: "replicas", title: "Replicas",
        columns: [
          .init("replicas"), .init("hints"), .init("cross_zone_fraction", "cross-zone"), .init("overload"),
          .init("reason"), .init("message", nil, .wide),
        ],
        rows: routings.sorted { $0.key < $1.key }.map { count, routing in
          [
            .integer(count), .flag(!routing.hints.isEmpty), .share(routing.asAsked.crossZoneFraction),
            .factor(routing.asAsked.overload), .text(routing.degraded ?? ""), .text(routing.event?.message ?? ""),
          ]
        }))
  }

  private static func remarks(on routing: ServiceRouting, _ request: TopologyRequest) -> [String] {
    let planned = percent(routing.asAsked.crossZoneFraction)
    let plain = percent(routing.withoutHints.crossZoneFraction)
    var lines = ["\(planned) of the traffic crosses zones with \(routing.mode.rawValue), \(plain) without hints."]
    if let overload = routing.asAsked.overload {
      lines.append("The busiest endpoint carries \(Cell.factor(overload).shown ?? "") times the mean load.")
    }
    if let event = routing.event { lines.append("\(event.reason): \(event.message)") }
    lines += request.ignored.map { $0 + "." }
    if !routing.zonesWithoutHint.isEmpty {
      let zones = routing.zonesWithoutHint.joined(separator: ", ")
      lines.append("No endpoint is hinted to \(zones), so clients there use all endpoints.")
    }
    if routing.isTie {
      // Upstream takes equally good zones in random order; here the smallest zone name comes first.
      lines.append(
        "The controller may distribute the hints differently: it breaks ties at random, and Headroom by zone name.")
    }
    if routing.asAsked.idleEndpoints > 0 {
      lines.append("\(routing.asAsked.idleEndpoints) endpoints get no traffic.")
    }
    return lines
  }
}

extension Document.Table {
  /// Returns the zones, with a row for each.
  fileprivate static func zones(
    _ routing: ServiceRouting, cpu: [String: CPUAmount], endpoints: [String: Int], clients: [String: Double]
  ) -> Document.Table {
    let zones = Set(cpu.keys).union(endpoints.keys).union(clients.keys).sorted()
    let whole = clients.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    return Document.Table(
      id: "topology", title: "Zones",
      columns: [
        .init("zone"), .init("cpu_millicores", "CPU (m)"), .init("clients"), .init("endpoints"), .init("hints"),
        .init("crossing", "cross-zone"), .init("load_per_endpoint", "relative load"),
      ],
      rows: zones.map { zone in
        let own = routing.asAsked.share(from: zone)
        let near = routing.asAsked.flows.first { $0.from == zone && $0.to == zone }?.share ?? 0
        let loads = routing.asAsked.loads.filter { $0.zone == zone }
        let mean = 1 / Double(max(1, routing.asAsked.endpointCount))
        return [
          .text(zone), .integer(cpu[zone]?.millicores), .share(clients[zone, default: 0] / (whole > 0 ? whole : 1)),
          .integer(endpoints[zone, default: 0]),
          .integer(routing.hints.isEmpty ? nil : routing.hintsByZone[zone, default: 0]),
          .share(own > 0 ? 1 - near / own : nil), .factor(loads.map { $0.share / mean }.max()),
        ]
      })
  }
}
