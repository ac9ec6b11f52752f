/// A node as the EndpointSlice controller sees it.
public struct TopologyNode: Hashable, Sendable {
  /// The zone of its label; `nil` or empty if it has none.
  public var zone: String?
  /// The CPU that it leaves to pods.
  public var allocatableCPU: CPUAmount
  /// Whether its condition Ready is True.
  public var isReady = true
  /// Whether it has a label of the control plane, whatever the label's value.
  public var isControlPlane = false

  /// Makes a ready node.
  public init(zone: String?, allocatableCPU: CPUAmount) {
    self.zone = zone
    self.allocatableCPU = allocatableCPU
  }
}

/// Each zone's share of the cluster's CPU, as `topology-mode: Auto` takes it.
///
/// Shares are binary fractions, because upstream's are: exact ones would allow hints that it refuses.
///
/// Source: `SetNodes` of `topologycache/topologycache.go` in kubernetes/endpointslice (daa4d010).
public struct ZoneCPURatios: Hashable, Sendable {
  /// The share of each zone.
  public let byZone: [String: Double]

  /// Takes the CPU of each zone; `nil` unless there are two zones or more, each with some.
  public init?(cpu: [String: CPUAmount]) {
    let total = cpu.values.reduce(0) { $0 + $1.millicores }
    guard cpu.count >= 2, cpu.values.allSatisfy({ $0.millicores > 0 }) else { return nil }
    byZone = cpu.mapValues { Double($0.millicores) / Double(total) }
  }

  /// Takes a cluster's nodes; `nil` if one that counts has no zone or no CPU, or if all are in one zone.
  ///
  /// Nodes that are not ready and those of the control plane do not count, and so spoil nothing. One ready worker
  /// without a zone switches hints off for every Service of the cluster.
  public init?(nodes: some Sequence<TopologyNode>) {
    var cpu: [String: CPUAmount] = [:]
    for node in nodes where node.isReady && !node.isControlPlane {
      guard let zone = node.zone, !zone.isEmpty, node.allocatableCPU.millicores > 0 else { return nil }
      cpu[zone] = CPUAmount(millicores: (cpu[zone]?.millicores ?? 0) + node.allocatableCPU.millicores)
    }
    self.init(cpu: cpu)
  }
}
