public import Headroom

/// The answer of `headroom topology`: one Service's hints and zone matrix.
public struct TopologyAnswer: Sendable {
  private let routing: ServiceRouting
  private let request: TopologyRequest
  private let cpu: [String: CPUAmount]
  private let endpoints: [String: Int]
  private let clients: [String: Double]

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - routing: The traffic of the Service.
  ///   - request: What counts of its wishes.
  ///   - cpu: The CPU of each zone's nodes.
  ///   - endpoints: The ready endpoints by zone.
  ///   - clients: The weight of the clients by zone.
  public init(
    _ routing: ServiceRouting, request: TopologyRequest, cpu: [String: CPUAmount], endpoints: [String: Int],
    clients: [String: Double]
  ) {
    self.routing = routing
    self.request = request
    self.cpu = cpu
    self.endpoints = endpoints
    self.clients = clients
  }

  /// A row a zone.
  public var table: Table {
    let zones = Set(cpu.keys).union(endpoints.keys).union(clients.keys).sorted()
    let whole = clients.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    return Table(
      id: "topology", title: "Zones",
      columns: [
        .init("zone"), .init("cpu_millicores", "CPU (m)"), .init("clients", "clients"), .init("endpoints"),
        .init("hints"), .init("crossing", "of its traffic cross"), .init("load_per_endpoint", "load (1 = mean)"),
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

  /// The zones and, below, what follows.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines: [String] = []
    func share(_ value: Double) -> String { Cell.share(value).shown ?? "" }
    lines.append(
      "Crossing zones: \(share(routing.asAsked.crossZoneFraction)) with \(routing.mode.rawValue), \(share(routing.withoutHints.crossZoneFraction)) without hints."
    )
    if let overload = routing.asAsked.overload {
      lines.append("The busiest endpoint carries \(Cell.factor(overload).shown ?? "") times the mean.")
    }
    if let event = routing.event { lines.append("\(event.reason): \(event.message)") }
    lines += notes
    return table.text(style) + "\n" + lines.map { wrapped(printable($0), indent: 0, width: style.width) }.joined()
  }

  private var notes: [String] {
    var lines = request.ignored.map { $0 + "." }
    if !routing.zonesWithoutHint.isEmpty {
      lines.append(
        "Clients in \(routing.zonesWithoutHint.joined(separator: ", ")) have no endpoint hinted to them and use all.")
    }
    if routing.isTie { lines.append("Another deal of hints is as likely; the smallest zone name wins here.") }
    if routing.asAsked.idleEndpoints > 0 {
      lines.append("\(routing.asAsked.idleEndpoints) endpoints get no traffic.")
    }
    return lines
  }

  /// One document.
  public func json() -> String {
    let values: [String: JSONValue] = [
      "mode": .string(routing.mode.rawValue), "ignored": .array(request.ignored.map(JSONValue.string)),
      "crossZoneFraction": .decimal(routing.asAsked.crossZoneFraction),
      "crossZoneFractionWithoutHints": .decimal(routing.withoutHints.crossZoneFraction),
      "matrix": .matrix(routing.asAsked.flows), "matrixWithoutHints": .matrix(routing.withoutHints.flows),
      "degraded": routing.degraded.map(JSONValue.string) ?? .null,
    ]
    return document(kind: "Topology", values.merging(routing.json) { $1 })
  }
}
