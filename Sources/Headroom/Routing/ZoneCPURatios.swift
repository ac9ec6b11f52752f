/// The properties of a node that the EndpointSlice controller uses for topology hints.
package struct TopologyNode: Hashable, Sendable {
  /// The value of the node's zone label; `nil` or empty if it has none.
  package var zone: String?
  /// The CPU that the node has for pods.
  package var allocatableCPU: CPUAmount
  /// Whether the node's condition Ready is True.
  package var isReady = true
  /// Whether the node has a control-plane label, whatever the label's value.
  package var isControlPlane = false

  /// Creates a ready node.
  package init(zone: String?, allocatableCPU: CPUAmount) {
    self.zone = zone
    self.allocatableCPU = allocatableCPU
  }
}

/// Each zone's share of the cluster's allocatable CPU, as `topology-mode: Auto` uses it.
///
/// The shares are floating-point numbers like upstream's. Exact fractions would allow hints that upstream refuses.
///
/// Source: `SetNodes` of `topologycache/topologycache.go` in kubernetes/endpointslice (daa4d010).
public struct ZoneCPURatios: Hashable, Sendable {
  /// The share of each zone.
  public let byZone: [String: Double]

  /// Computes the shares from the CPU of each zone; `nil` unless there are at least two zones and each has some CPU.
  public init?(cpu: [String: CPUAmount]) {
    let total = cpu.values.reduce(0) { $0 + $1.millicores }
    guard cpu.count >= 2, cpu.values.allSatisfy({ $0.millicores > 0 }) else { return nil }
    byZone = cpu.mapValues { Double($0.millicores) / Double(total) }
  }

  /// Computes the shares from a cluster's nodes; `nil` if a counted node has no zone or no CPU, or if all are in one
  /// zone.
  ///
  /// Upstream skips nodes that are not ready and control-plane nodes before it looks at their zone, so these do no
  /// harm. A single ready worker node without a zone switches hints off for every Service of the cluster.
  package init?(nodes: some Sequence<TopologyNode>) {
    var cpu: [String: CPUAmount] = [:]
    for node in nodes where node.isReady && !node.isControlPlane {
      guard let zone = node.zone, !zone.isEmpty, node.allocatableCPU.millicores > 0 else { return nil }
      cpu[zone] = CPUAmount(millicores: (cpu[zone]?.millicores ?? 0) + node.allocatableCPU.millicores)
    }
    self.init(cpu: cpu)
  }
}
