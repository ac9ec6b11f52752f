/// How a Service's traffic runs between zones: without hints and as it is asked for.
public struct ServiceRouting: Hashable, Sendable {
  /// What the Service asks for.
  public let mode: TopologyMode
  /// The hints of its endpoints; empty if there are none.
  public let hints: [TopologyHints.Share]
  /// What the EndpointSlice controller reports; `nil` for other modes than ``TopologyMode/auto``, which report nothing.
  public let event: TopologyEvent?
  /// Whether another outcome is as likely; the smallest zone name wins here.
  public let isTie: Bool
  /// The traffic if there were no hints.
  public let withoutHints: ZoneMatrix
  /// The traffic with the hints that there are.
  public let asAsked: ZoneMatrix
  /// Zones with clients and without an endpoint hinted to them: their clients use all endpoints.
  public let zonesWithoutHint: [String]
  /// Endpoints hinted to a zone without nodes that count: nobody asks them.
  public let deadEndpoints: Int

  /// Computes the traffic of a Service.
  ///
  /// - Parameters:
  ///   - mode: What the Service asks for.
  ///   - endpoints: Ready endpoints by zone.
  ///   - clients: The nodes on which clients are.
  ///   - ratios: The zones' shares of the CPU, which matter to ``TopologyMode/auto`` only.
  ///   - policy: `internalTrafficPolicy`; with Local nothing leaves a node, whatever the hints.
  ///   - addressType: The family of the addresses.
  public init(
    mode: TopologyMode, endpoints: [String: Int], clients: [ServingNodes], ratios: ZoneCPURatios?,
    policy: KubernetesService.TrafficPolicy = .cluster, addressType: TopologyHints.AddressType = .ipv4
  ) {
    self.mode = mode
    var event: TopologyEvent?
    var hints: [TopologyHints.Share] = []
    var isTie = false
    switch mode {
    case .none: break
    case .auto:
      let auto = TopologyHints(endpoints: endpoints, ratios: ratios, addressType: addressType)
      (hints, event, isTie) = (auto.shares, auto.event, auto.isTie)
    case .preferClose, .preferSameZone, .preferSameNode: hints = TopologyHints.sameZone(endpoints)
    }
    self.hints = hints
    self.event = event
    self.isTie = isTie
    let hintedZones = Set(hints.map(\.hint))
    let clientZones = Set(clients.filter { $0.weight > 0 }.map(\.zone))
    let isLocal = policy == .local
    zonesWithoutHint = hints.isEmpty || isLocal ? [] : clientZones.subtracting(hintedZones).sorted()
    deadEndpoints =
      mode == .auto ? hints.reduce(0) { $0 + (ratios?.byZone[$1.hint] == nil ? $1.endpoints : 0) } : 0
    // Without a word on which node the endpoints are, each is taken to serve the clients of its zone.
    let knowsNodes = clients.contains { $0.endpointsPerNode > 0 }
    withoutHints = ZoneMatrix(nodes: clients, endpoints: endpoints, ownNode: isLocal ? .only : .noMatter)
    asAsked =
      isLocal || hints.isEmpty
      ? withoutHints
      : ZoneMatrix(
        nodes: clients, endpoints: endpoints, hints: hints,
        ownNode: mode == .preferSameNode && knowsNodes ? .preferred : .noMatter)
  }
}

extension ServiceRouting {
  /// Why clients use all endpoints although the Service asks for near ones; `nil` if nothing stands in the way.
  public var degraded: String? {
    if let event, !event.isEnabled { return event.code.rawValue }
    if mode != .none, hints.isEmpty, !withoutHints.loads.isEmpty { return "NoHints" }
    return zonesWithoutHint.isEmpty ? nil : "NoEndpointsForZone: \(zonesWithoutHint.joined(separator: ", "))"
  }

  /// Endpoints that are hinted to each zone.
  public var hintsByZone: [String: Int] {
    Dictionary(hints.map { ($0.hint, $0.endpoints) }, uniquingKeysWith: +)
  }

  /// Endpoints that are hinted to the zone they are in.
  public var hintsInOwnZone: Int { hints.reduce(0) { $0 + ($1.zone == $1.hint ? $1.endpoints : 0) } }
}

/// What locality costs in pods: every zone needs enough of its own.
public struct LocalReplicas: Hashable, Sendable {
  /// Pods that each zone needs.
  public let byZone: [String: Int]
  /// Pods that would do if any zone could help out.
  public let replicas: Int

  /// Pods that only locality needs.
  public var extra: Int { byZone.values.reduce(0, +) - replicas }

  /// Works out the pods that each zone needs for its own clients, if so many pods suffice for all.
  ///
  /// Clients 80/10/10 and 10 pods need 8 + 1 + 1; with 9 pods 8 + 1 + 1, one more than without locality.
  ///
  /// - Parameters:
  ///   - clients: The weight of the clients in each zone.
  ///   - replicas: Pods that carry the whole load.
  public init(clients: [String: Double], replicas: Int) {
    let weights = clients.filter { $0.value > 0 && $0.value.isFinite }
    let whole = weights.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    self.replicas = max(0, replicas)
    byZone = weights.mapValues { weight in
      let wanted = weight / whole * Double(max(0, replicas))
      // What a rounding adds is no pod.
      return Int((wanted - 1e-9).rounded(.up))
    }
  }
}
