/// What a Service asks for to keep its traffic near.
public enum TopologyMode: String, Hashable, Sendable, CaseIterable {
  /// Nothing: every client uses every endpoint.
  case none
  /// The annotation `service.kubernetes.io/topology-mode: Auto`: endpoints are dealt out by the zones' CPU.
  case auto
  /// `trafficDistribution: PreferClose`: each endpoint serves its own zone.
  case preferClose = "prefer-close"
  /// `trafficDistribution: PreferSameZone`: the same under a clearer name.
  case preferSameZone = "prefer-same-zone"
  /// `trafficDistribution: PreferSameNode`: the client's own node first, then its zone.
  case preferSameNode = "prefer-same-node"
}

extension TopologyMode {
  /// The version from which the mode works on EKS, where features are on once they are beta by default.
  ///
  /// Sources: KEP-2433, KEP-4444 and KEP-3015 in kubernetes/enhancements (64765b4b).
  public var firstVersion: KubernetesVersion? {
    switch self {
    case .none: nil
    case .auto: KubernetesVersion(1, 24)
    case .preferClose: KubernetesVersion(1, 31)
    case .preferSameZone, .preferSameNode: KubernetesVersion(1, 34)
    }
  }

  /// The value of `spec.trafficDistribution` that asks for the mode.
  init?(trafficDistribution: String) {
    switch trafficDistribution {
    case "PreferClose": self = .preferClose
    case "PreferSameZone": self = .preferSameZone
    case "PreferSameNode": self = .preferSameNode
    default: return nil
    }
  }
}
