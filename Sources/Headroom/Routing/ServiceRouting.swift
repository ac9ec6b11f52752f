/// The traffic of a Service between zones, with the topology hints that it asks for and without hints.
package struct ServiceRouting: Hashable, Sendable {
  /// The topology mode that the Service asks for.
  package let mode: TopologyMode
  /// The hints of its endpoints; empty if there are none.
  package let hints: [TopologyHints.Share]
  /// The event that the EndpointSlice controller reports; `nil` except for ``TopologyMode/auto``, because the other
  /// modes report none.
  package let event: TopologyEvent?
  /// Whether another outcome is equally likely. Upstream breaks ties at random; here the smallest zone name wins.
  package let isTie: Bool
  /// The traffic if there were no hints.
  package let withoutHints: ZoneMatrix
  /// The traffic with the hints that the Service gets.
  package let asAsked: ZoneMatrix
  /// The zones with clients but without an endpoint hinted to them. Their clients use all endpoints.
  package let zonesWithoutHint: [String]
  /// The number of endpoints that are hinted to a zone without counted nodes, so that they receive no traffic.
  package let deadEndpoints: Int

  /// Computes the traffic of a Service.
  ///
  /// - Parameters:
  ///   - mode: The topology mode that the Service asks for.
  ///   - endpoints: The number of ready endpoints by zone.
  ///   - clients: The nodes with clients on them.
  ///   - ratios: The zones' shares of the CPU, which are used only by ``TopologyMode/auto``.
  ///   - policy: The value of `internalTrafficPolicy`. With Local no traffic leaves a node, whatever the hints.
  ///   - addressType: The address family.
  package init(
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
    // If it is not known on which nodes the endpoints are, PreferSameNode is treated like PreferSameZone.
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
  /// The reason why clients use all endpoints although the Service asks for local ones; `nil` if they do not.
  package var degraded: String? {
    if let event, !event.isEnabled { return event.code.rawValue }
    if mode != .none, hints.isEmpty, !withoutHints.loads.isEmpty { return "NoHints" }
    return zonesWithoutHint.isEmpty ? nil : "NoEndpointsForZone: \(zonesWithoutHint.joined(separator: ", "))"
  }

  /// The number of endpoints that are hinted to each zone.
  package var hintsByZone: [String: Int] {
    Dictionary(hints.map { ($0.hint, $0.endpoints) }, uniquingKeysWith: +)
  }

  /// The number of endpoints that are hinted to their own zone.
  package var hintsInOwnZone: Int { hints.reduce(0) { $0 + ($1.zone == $1.hint ? $1.endpoints : 0) } }
}

/// The number of pods that are needed to serve every zone locally.
package struct LocalReplicas: Hashable, Sendable {
  /// The number of pods that each zone needs.
  package let byZone: [String: Int]
  /// The number of pods that are needed if any zone can serve any client.
  package let replicas: Int

  /// The number of additional pods that are needed only to serve every zone locally.
  package var extra: Int { byZone.values.reduce(0, +) - replicas }

  /// Computes the number of pods that each zone needs for its own clients, if a given number is enough for all clients.
  ///
  /// With client weights of 80, 10 and 10, 10 pods become 8 + 1 + 1. 9 pods also become 8 + 1 + 1, one more than
  /// without locality.
  ///
  /// - Parameters:
  ///   - clients: The weight of the clients in each zone.
  ///   - replicas: The number of pods that can carry the whole load.
  package init(clients: [String: Double], replicas: Int) {
    let weights = clients.filter { $0.value > 0 && $0.value.isFinite }
    let whole = weights.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    self.replicas = max(0, replicas)
    byZone = weights.mapValues { weight in
      let wanted = weight / whole * Double(max(0, replicas))
      // A rounding error must not add a pod.
      return Int((wanted - 1e-9).rounded(.up))
    }
  }
}
