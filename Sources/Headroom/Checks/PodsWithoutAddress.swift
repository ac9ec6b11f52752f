extension Check {
  /// Whether every pod on a node gets an address.
  static let podsWithoutAddress = Check(
    "HR-POD-002", "Pods wait for an address",
    rule:
      "A pod has a node, but the node's interfaces or its subnet have no address left; Kubernetes shows it as ContainerCreating.",
    verdicts: [.fail],
    fix: "Lower max pods to what the CNI serves, turn on prefix delegation, or make the subnet larger."
  ) { (analysis: PlanAnalysis) in
    analysis.workloads.filter { $0.waitingForAddress > 0 }.map { count in
      Answer(
        .fail, PlanPart(.workload, count.workload.name),
        "\(count.waitingForAddress) of \(count.pods) pods wait for an address (ContainerCreating): \(count.reason)")
    }
  }
}
