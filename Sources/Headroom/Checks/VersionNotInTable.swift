extension Check {
  /// Whether the support dates of the plan's Kubernetes version are known.
  static let versionNotInTable = Check(
    "HR-PLN-002", "Kubernetes version not in the support table",
    rule:
      "Unknown: the plan's Kubernetes version is newer than the versions whose support dates are embedded, so its rules and the control plane's price are those of the newest version. Warn: it is older than all of them, and EKS no longer creates such clusters.",
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
        "the support dates of Kubernetes \(version) are not known; the newest version in the table is \(newest)")
    ]
  }
}
