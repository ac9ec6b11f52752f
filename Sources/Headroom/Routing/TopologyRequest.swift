/// The topology mode that applies to a Service, and the settings of the Service that have no effect.
///
/// An annotation that switches hints on overrides `trafficDistribution`. The older annotation overrides the newer one,
/// whatever their values.
///
/// Source: `hintsEnabled` of `utils.go` and `reconciler.go` in kubernetes/endpointslice (daa4d010); for kube-proxy
/// `pkg/proxy/topology.go` in kubernetes/kubernetes (803d40a5 for 1.27 to 1.30, 008b3652 since).
package struct TopologyRequest: Hashable, Sendable {
  /// The mode that applies.
  package let mode: TopologyMode
  /// The reasons why settings of the Service have no effect, one sentence each.
  package let ignored: [String]

  /// The name of the annotation since Kubernetes 1.27.
  package static let annotation = "service.kubernetes.io/topology-mode"
  /// The older name of the annotation, which still overrides the newer one.
  package static let oldAnnotation = "service.kubernetes.io/topology-aware-hints"

  /// Determines the mode that applies.
  ///
  /// - Parameters:
  ///   - annotations: The Service's annotations.
  ///   - trafficDistribution: The value of `spec.trafficDistribution`.
  ///   - version: The Kubernetes version of the cluster; `nil` for the rules of the newest version.
  package init(annotations: [String: String], trafficDistribution: String? = nil, version: KubernetesVersion? = nil) {
    var ignored: [String] = []
    func isBefore(_ minor: Int) -> Bool { version.map { $0 < KubernetesVersion(1, minor) } ?? false }
    let old = annotations[Self.oldAnnotation]
    var new = annotations[Self.annotation]
    if new != nil, isBefore(27) {
      ignored.append("Kubernetes \(version!) does not know the annotation \(Self.annotation), which was added in 1.27")
      new = nil
    }
    if old != nil, new != nil {
      ignored.append("\(Self.annotation) has no effect because \(Self.oldAnnotation) is also set and overrides it")
    }
    // The older annotation decides as soon as it is present, even if its value switches hints off.
    let value = old ?? new
    let isAuto = value == "Auto" || value == "auto"
    if let value, !isAuto, !["", "Disabled", "disabled"].contains(value) {
      ignored.append(
        "\(old == nil ? Self.annotation : Self.oldAnnotation) is '\(value)'; only Auto and auto switch hints on")
    }
    if isAuto, isBefore(24) {
      ignored.append("Kubernetes \(version!) has topology hints switched off; they are on by default since 1.24")
    }
    if isAuto {
      // The EndpointSlice controller ignores trafficDistribution even if the annotation yields no hints.
      if let trafficDistribution {
        ignored.append(
          "trafficDistribution \(trafficDistribution) has no effect because the annotation is \(value!)")
      }
      mode = isBefore(24) ? .none : .auto
    } else if let trafficDistribution {
      let wish = TopologyMode(trafficDistribution: trafficDistribution)
      let first = wish?.firstVersion
      if let first, let version, version < first {
        ignored.append(
          "Kubernetes \(version) ignores trafficDistribution \(trafficDistribution); it works on EKS from \(first)")
        mode = .none
      } else {
        if wish == nil {
          ignored.append(
            "trafficDistribution '\(trafficDistribution)' is not one of PreferClose, PreferSameZone and PreferSameNode")
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
  /// Creates the request of a Service that asks for a mode and has no other topology settings.
  package init(mode: TopologyMode, version: KubernetesVersion? = nil) {
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

  /// Returns the request with no effect, for a reason outside the Service.
  func refused(_ reason: String) -> TopologyRequest { TopologyRequest(mode: .none, ignored: ignored + [reason]) }
}
