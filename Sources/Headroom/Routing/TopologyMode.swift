/// The way in which a Service asks to keep its traffic in the client's zone or on its node.
public enum TopologyMode: String, Hashable, Sendable, CaseIterable {
  /// It does not ask for it: every client uses every endpoint.
  case none
  /// The annotation `service.kubernetes.io/topology-mode: Auto`: endpoints are distributed to zones by their share of
  /// the CPU.
  case auto
  /// `trafficDistribution: PreferClose`, the deprecated name of `PreferSameZone`.
  case preferClose = "prefer-close"
  /// `trafficDistribution: PreferSameZone`: each endpoint serves the clients of its own zone.
  case preferSameZone = "prefer-same-zone"
  /// `trafficDistribution: PreferSameNode`: clients use endpoints on their own node, or else in their zone.
  case preferSameNode = "prefer-same-node"
}

extension TopologyMode {
  /// The Kubernetes version from which the mode works on EKS; `nil` for ``none``.
  ///
  /// EKS does not let users switch feature gates on the control plane, so a feature works from the version in which it
  /// is on by default.
  ///
  /// Sources: KEP-2433, KEP-4444 and KEP-3015 in kubernetes/enhancements (64765b4b).
  package var firstVersion: KubernetesVersion? {
    switch self {
    case .none: nil
    case .auto: KubernetesVersion(1, 24)
    case .preferClose: KubernetesVersion(1, 31)
    case .preferSameZone, .preferSameNode: KubernetesVersion(1, 34)
    }
  }

  /// Creates the mode that a value of `spec.trafficDistribution` asks for; `nil` for other values.
  init?(trafficDistribution: String) {
    switch trafficDistribution {
    case "PreferClose": self = .preferClose
    case "PreferSameZone": self = .preferSameZone
    case "PreferSameNode": self = .preferSameNode
    default: return nil
    }
  }
}
