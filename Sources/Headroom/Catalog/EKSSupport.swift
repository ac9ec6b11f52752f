/// The days on which EKS' support of a Kubernetes version ends, which decide the price of the control plane.
///
/// Source: awsdocs/amazon-eks-user-guide, `versioning/kubernetes-versions` (01385604, and 4ed2c5da for versions up to
/// 1.29); 1.35 as quoted by endoflife.date and aws-samples, read in 2026.
struct EKSSupport {
  /// The day from which extended support is billed.
  let standardEnds: CalendarDate
  /// The day on which EKS upgrades the control plane automatically.
  let extendedEnds: CalendarDate

  /// Creates the support days of a version; `nil` if they are not known.
  init?(of version: KubernetesVersion) {
    guard version.major == 1, let days = Self.days[version.minor], let first = CalendarDate(days.0),
      let last = CalendarDate(days.1)
    else { return nil }
    standardEnds = first
    extendedEnds = last
  }

  /// The range from the oldest to the newest version whose days are known.
  static let knownVersions = KubernetesVersion(1, 21)...KubernetesVersion(1, 35)

  private static let days: [Int: (String, String)] = [
    21: ("2023-02-16", "2024-07-15"), 22: ("2023-06-04", "2024-09-01"), 23: ("2023-10-11", "2024-10-11"),
    24: ("2024-01-31", "2025-01-31"), 25: ("2024-05-01", "2025-05-01"), 26: ("2024-06-11", "2025-06-11"),
    27: ("2024-07-24", "2025-07-24"), 28: ("2024-11-26", "2025-11-26"), 29: ("2025-03-23", "2026-03-23"),
    30: ("2025-07-23", "2026-07-23"), 31: ("2025-11-26", "2026-11-26"), 32: ("2026-03-23", "2027-03-23"),
    33: ("2026-07-29", "2027-07-29"), 34: ("2026-12-02", "2027-12-02"), 35: ("2027-03-27", "2028-03-27"),
  ]
}
