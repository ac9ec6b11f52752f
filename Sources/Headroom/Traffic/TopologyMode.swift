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

/// What becomes of a Service's wishes: the mode that counts, and why others do not.
///
/// An annotation that is on beats `trafficDistribution`; the older annotation beats the newer one, whatever either says.
///
/// Source: `hintsEnabled` of `utils.go` and `reconciler.go` in kubernetes/endpointslice (daa4d010); for kube-proxy
/// `pkg/proxy/topology.go` in kubernetes/kubernetes (803d40a5 for 1.27 to 1.30, 008b3652 since).
public struct TopologyRequest: Hashable, Sendable {
  /// The mode that counts.
  public let mode: TopologyMode
  /// Why something that the Service says has no effect, one sentence each.
  public let ignored: [String]

  /// The annotation that Kubernetes knows since 1.27.
  public static let annotation = "service.kubernetes.io/topology-mode"
  /// The annotation before that, which still beats the newer one.
  public static let oldAnnotation = "service.kubernetes.io/topology-aware-hints"

  /// Decides what counts.
  ///
  /// - Parameters:
  ///   - annotations: The Service's annotations.
  ///   - trafficDistribution: The value of `spec.trafficDistribution`.
  ///   - version: The version of the cluster; without one the rules of the newest hold.
  public init(annotations: [String: String], trafficDistribution: String? = nil, version: KubernetesVersion? = nil) {
    var ignored: [String] = []
    func isBefore(_ minor: Int) -> Bool { version.map { $0 < KubernetesVersion(1, minor) } ?? false }
    let old = annotations[Self.oldAnnotation]
    var new = annotations[Self.annotation]
    if new != nil, isBefore(27) {
      ignored.append("Kubernetes \(version!) does not know the annotation \(Self.annotation); it came with 1.27")
      new = nil
    }
    if old != nil, new != nil {
      ignored.append("\(Self.annotation) counts for nothing while \(Self.oldAnnotation) is there")
    }
    let value = old ?? new
    let isAuto = value == "Auto" || value == "auto"
    if let value, !isAuto, !["", "Disabled", "disabled"].contains(value) {
      ignored.append(
        "\(old == nil ? Self.annotation : Self.oldAnnotation) is '\(value)'; only Auto and auto turn hints on")
    }
    if isAuto, isBefore(24) {
      ignored.append("Kubernetes \(version!) has topology hints turned off; they are on from 1.24")
    }
    if isAuto {
      // Even without hints the other wish is not looked at.
      if let trafficDistribution {
        ignored.append(
          "trafficDistribution \(trafficDistribution) counts for nothing while the annotation is \(value!)")
      }
      mode = isBefore(24) ? .none : .auto
    } else if let trafficDistribution {
      let wish = TopologyMode(trafficDistribution: trafficDistribution)
      let first = wish?.firstVersion
      if let first, let version, version < first {
        ignored.append(
          "Kubernetes \(version) does not act on trafficDistribution \(trafficDistribution); EKS does from \(first)")
        mode = .none
      } else {
        if wish == nil {
          ignored.append(
            "trafficDistribution '\(trafficDistribution)' is none of PreferClose, PreferSameZone and PreferSameNode")
        }
        mode = wish ?? .none
      }
    } else {
      mode = .none
    }
    self.ignored = ignored
  }
}
