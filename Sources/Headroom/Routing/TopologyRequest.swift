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

extension TopologyRequest {
  /// Asks for a mode, as a Service does that says nothing else.
  public init(mode: TopologyMode, version: KubernetesVersion? = nil) {
    let distributions: [TopologyMode: String] = [
      .preferClose: "PreferClose", .preferSameZone: "PreferSameZone", .preferSameNode: "PreferSameNode",
    ]
    let isOld = version.map { $0 < KubernetesVersion(1, 27) } ?? false
    self.init(
      annotations: mode == .auto ? [isOld ? Self.oldAnnotation : Self.annotation: "Auto"] : [:],
      trafficDistribution: distributions[mode], version: version)
  }

  private init(mode: TopologyMode, ignored: [String]) {
    self.mode = mode
    self.ignored = ignored
  }

  /// The request if something else keeps it from having any effect.
  func refused(_ reason: String) -> TopologyRequest { TopologyRequest(mode: .none, ignored: ignored + [reason]) }
}
