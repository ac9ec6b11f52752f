extension Check {
  /// A check for pods that have a node and no address.
  static let podsWithoutAddress = Check(
    "HR-POD-002", "Pods waiting for an address",
    rule: """
      A pod has a node, but the node's interfaces or its subnet have no free address. Kubernetes shows such a pod as \
      ContainerCreating.
      """,
    verdicts: [.fail],
    fix: "Lower max pods to the number that the CNI serves, enable prefix delegation, or use a larger subnet."
  ) { (analysis: PlanAnalysis) in
    analysis.workloads.filter { $0.waitingForAddress > 0 }.map { count in
      Answer(
        .fail, PlanPart(.workload, count.workload.name),
        "\(count.waitingForAddress) of \(count.pods) pods wait for an address (ContainerCreating): \(count.reason)")
    }
  }
}
