extension Check {
  /// A check for routing settings that Kubernetes has replaced by newer ones.
  ///
  /// Sources: kubernetes/kubernetes 134457 (`PreferSameTrafficDistribution`), 130742 (the annotation).
  static let deprecatedRouting = Check(
    "HR-TRF-011", "Deprecated routing setting",
    rule: """
      A Service uses trafficDistribution PreferClose in a cluster of version 1.34 or newer, where PreferSameZone is its \
      name, or the annotation service.kubernetes.io/topology-mode in a cluster of version 1.33 or newer, where it is \
      deprecated.
      """,
    verdicts: [.note],
    fix: "Set trafficDistribution to PreferSameZone (PreferClose before version 1.34)."
  ) { (traffic: PlanTraffic) in
    guard let version = traffic.analysis.plan.kubernetesVersion else { return [] }
    let newName = version >= KubernetesVersion(1, 34) ? "PreferSameZone" : "PreferClose"
    return traffic.services.compactMap { item in
      let part = PlanPart(.service, item.service.name)
      switch item.request.mode {
      case .preferClose where version >= KubernetesVersion(1, 34):
        return Answer(.note, part, "PreferClose is the deprecated name of PreferSameZone since Kubernetes 1.34")
      case .auto where version >= KubernetesVersion(1, 33):
        return Answer(
          .note, part,
          "the annotation topology-mode is deprecated since Kubernetes 1.33; trafficDistribution \(newName) replaces it"
        )
      default: return nil
      }
    }
  }
}
