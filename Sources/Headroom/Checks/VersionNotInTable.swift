extension Check {
  /// A check for Kubernetes versions whose support dates are not known.
  static let versionNotInTable = Check(
    "HR-PLN-002", "Kubernetes version without support dates",
    rule: """
      Unknown: the Kubernetes version is newer than all versions with known support dates, so the rules and the \
      control plane price of the newest known version apply. Warn: it is older than all of them, and EKS no longer \
      creates clusters of this version.
      """,
    verdicts: [.unknown, .warn],
    fix: "Correct kubernetesVersion, or update Headroom."
  ) { (analysis: PlanAnalysis) in
    guard let version = analysis.plan.kubernetesVersion, EKSSupport(of: version) == nil else { return [] }
    let (oldest, newest) = (EKSSupport.knownVersions.lowerBound, EKSSupport.knownVersions.upperBound)
    let part = PlanPart(.plan, key: "kubernetesVersion")
    if version < oldest {
      return [Answer(.warn, part, "Kubernetes \(version) is older than \(oldest); EKS no longer supports it")]
    }
    return [
      Answer(
        .unknown, part,
        "the support dates of Kubernetes \(version) are not known; the newest known version is \(newest)")
    ]
  }
}
