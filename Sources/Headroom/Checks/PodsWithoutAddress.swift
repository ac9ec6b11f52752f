extension Check {
  /// A check for pods that have a node and no address.
  static let podsWithoutAddress = Check(
    "HR-POD-002", "Pods waiting for an address",
    rule: """
      Now or at the peak, a pod has a node, but the node's pool or its subnet has no address for it. Kubernetes shows \
      such a pod as ContainerCreating. Pods that run now keep their addresses; those that the peak adds wait, of each \
      workload in proportion to their number. All together are at least so many, because warm addresses count as if they \
      went to pods on any node.
      """,
    verdicts: [.fail],
    fix: """
      Lower max pods to the number that the CNI serves, set WARM_IP_TARGET, enable prefix delegation, or use a larger \
      subnet.
      """
  ) { (analysis: PlanAnalysis) in
    zip(analysis.workloads, analysis.peakWorkloads).compactMap { now, peak in
      let count = now.waitingForAddress > 0 ? now : peak
      guard count.waitingForAddress > 0 else { return nil }
      let isNow = now.waitingForAddress > 0
      return Answer(
        .fail, PlanPart(.workload, count.workload.name),
        """
        \(isNow ? "" : "at the peak ")\(count.fullSubnets.isEmpty ? "" : "about ")\(count.waitingForAddress) of \
        \(count.pods) pods wait for an address (ContainerCreating): \(count.waitingReason)
        """,
        others: count.fullSubnets.prefix(mostNamed).map { PlanPart(.subnet, $0) }, moment: isNow ? .now : .peak)
    }
  }
}
