extension Check {
  /// Whether CPU and memory are known where pods request them.
  static let unknownNodeSize = Check(
    "HR-GRP-002", "CPU or memory of a type not known",
    rule: "Workloads request CPU or memory, and no source tells how much a type has.",
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
          "\(missing.joined(separator: " and ")) of \(node.type.name) not known: pods' requests are not held against it"
        )
      }
    }
  }
}
