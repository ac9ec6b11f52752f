extension Check {
  /// A check for memory requests that are probably written without their unit.
  static let tinyMemory = Check(
    "HR-PLN-003", "Memory without a unit",
    rule: "A workload requests less than 1 MiB of memory, as if the suffix Mi or Gi was forgotten.",
    verdicts: [.warn],
    fix: "Write the amount with its suffix, such as 512Mi or 1.5Gi."
  ) { (analysis: PlanAnalysis) in
    analysis.plan.workloads.compactMap { workload in
      guard let bytes = workload.memory?.bytes, bytes > 0, bytes < 1 << 20 else { return nil }
      return Answer(
        .warn, PlanPart(.workload, workload.name, key: "memory"),
        "a pod requests \(bytes) bytes of memory; did you mean \(bytes)Mi?")
    }
  }
}
