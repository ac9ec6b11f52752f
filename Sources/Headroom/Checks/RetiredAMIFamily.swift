extension Check {
  /// A check for machine images that EKS no longer publishes for the version of the cluster.
  ///
  /// Source: EKS user guide, kubernetes-versions: 1.32 is the last version with Amazon Linux 2 images.
  static let retiredAMIFamily = Check(
    "HR-GRP-003", "Machine image that the version no longer has",
    rule: """
      A node group uses AmazonLinux2 in a cluster of Kubernetes 1.33 or newer, for which EKS publishes no Amazon Linux 2 \
      images.
      """,
    verdicts: [.fail],
    fix: "Use AmazonLinux2023 or Bottlerocket, or an image of your own (customAMI: true)."
  ) { (analysis: PlanAnalysis) in
    guard let version = analysis.plan.kubernetesVersion, version >= KubernetesVersion(1, 33) else { return [] }
    return analysis.groups.map(\.profile.group).filter { group in
      group.amiFamily == .amazonLinux2 && !group.usesCustomAMI && !group.isFargate && group.manager != .autoMode
    }.map { group in
      Answer(
        .fail, PlanPart(.nodeGroup, group.name, key: "amiFamily"),
        "EKS publishes no Amazon Linux 2 images for Kubernetes \(version); 1.32 is the last version that has them")
    }
  }
}
