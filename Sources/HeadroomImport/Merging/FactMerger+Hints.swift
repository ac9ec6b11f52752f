internal import Headroom

/// Compares the hints that EndpointSlices have with those that the settings of their Services give.
extension FactMerger {
  /// Notes each Service whose hints are others than the controller would set now.
  mutating func compareHints() {
    let version = cluster?.version.best().flatMap { KubernetesVersion($0.value) }
    let ratios = ZoneCPURatios(
      nodes: facts.kubernetes.nodes.values.map {
        TopologyNode(zone: $0.zone, allocatableCPU: $0.cpu ?? CPUAmount(millicores: 0))
      })
    for item in services {
      let key = WorkloadKey(namespace: item.facts.namespace, kind: "Service", name: item.facts.name)
      guard let slice = facts.kubernetes.slices[key], slice.count > 0 else { continue }
      let request = TopologyRequest(
        annotations: item.facts.annotations, trafficDistribution: item.facts.trafficDistribution, version: version)
      let wanted: [TopologyHints.Share]
      switch request.mode {
      case .none: wanted = []
      case .auto:
        // Without the nodes nothing can be said about their shares of the CPU.
        guard !facts.kubernetes.nodes.isEmpty else { continue }
        let zones = slice.endpoints.filter { !$0.key.isEmpty }
        wanted =
          TopologyHints(endpoints: zones, endpointsWithoutZone: slice.endpoints[""] ?? 0, ratios: ratios).shares
      case .preferClose, .preferSameZone, .preferSameNode:
        wanted = TopologyHints.sameZone(slice.endpoints.filter { !$0.key.isEmpty })
      }
      var expected: [String: Int] = [:]
      for share in wanted { expected[share.hint, default: 0] += share.endpoints }
      guard expected != slice.hints else { continue }
      notes.insert(
        """
        The hints of Service \(item.name) (\(position(slice.place))) are \(Self.text(slice.hints)), and its settings give \
        \(Self.text(expected)); the numbers are for the latter.
        """)
    }
  }

  private static func text(_ hints: [String: Int]) -> String {
    guard !hints.isEmpty else { return "none" }
    return hints.sorted { $0.key < $1.key }.map { "\($0.value) for \($0.key)" }.joined(separator: ", ")
  }
}
