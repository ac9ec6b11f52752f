extension Check {
  /// A check for instance types whose CPU or memory is not known although pods request it.
  static let unknownNodeSize = Check(
    "HR-GRP-002", "Unknown CPU or memory of an instance type",
    rule: "Workloads request CPU or memory, but it is not known how much of it an instance type has.",
    verdicts: [.unknown],
    fix: "Add the type with vcpus and memory_mib under instanceTypes."
  ) { (analysis: PlanAnalysis) in
    let wantsCPU = analysis.plan.workloads.contains { $0.cpu != nil }
    let wantsMemory = analysis.plan.workloads.contains { $0.memory != nil }
    return analysis.groups.flatMap { load in
      load.profile.nodes.compactMap { node in
        let missing = [
          wantsCPU && node.type.vcpus == nil ? "vCPUs" : nil, wantsMemory && node.type.memory == nil ? "memory" : nil,
        ]
        .compactMap(\.self)
        guard !missing.isEmpty else { return nil }
        return Answer(
          .unknown, PlanPart(.nodeGroup, load.profile.group.name),
          """
          \(node.type.name) has unknown \(missing.joined(separator: " and ")), so the corresponding requests of pods \
          are not checked
          """)
      }
    }
  }
}
