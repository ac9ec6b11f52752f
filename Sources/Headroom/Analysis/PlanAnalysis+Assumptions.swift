extension PlanAnalysis {
  /// The assumptions about capacity that the plan does not specify.
  package var assumptions: [Assumption] {
    let list = [
      Assumption(
        "The limits of instance types are those of the embedded catalogue.", asOf: InstanceCatalog.bundled.newestDate),
      Assumption(
        "Pods are placed by an estimate of the scheduler: evenly, with DaemonSets and critical pods first."),
      Assumption(
        "At the peak every node group has its largest size and every node is full. Verdicts are based on the peak."),
    ]
    return list + networkAssumptions + nodeAssumptions
  }

  private var networkAssumptions: [Assumption] {
    var list: [Assumption] = []
    if plan.network.kind != .overlay {
      list.append(
        Assumption(
          """
          The addresses of a node are those at which VPC CNI v1.23.1 settles when the node starts empty and its pods \
          arrive one by one.
          """))
    }
    if !standInControlPlane.isEmpty {
      list.append(
        Assumption(
          """
          No subnet has the role controlPlane, so the cluster's interfaces are assumed to be in \
          \(standInControlPlane.joined(separator: ", ")), with 1 address in each now and 5 during an upgrade.
          """))
    }
    if !plan.index.assumedHostPods.isEmpty, groups.contains(where: { $0.profile.assumedHostPods > 0 }) {
      list.append(
        Assumption(
          """
          The plan does not list \(plan.index.assumedHostPods.joined(separator: " and ")), so every Linux node is \
          assumed to run \(plan.index.assumedHostPods.count == 1 ? "it" : "them") on its host network.
          """))
    }
    if groups.contains(where: { $0.profile.group.manager == .autoMode }) {
      list.append(
        Assumption(
          """
          EKS Auto Mode uses its own CNI settings. Its nodes are computed with the CNI settings of the plan, and their \
          price does not include the Auto Mode fee.
          """))
    }
    if plan.subnets.contains(where: { $0.usedAddresses == 0 }) {
      list.append(
        Assumption("A subnet for which the plan gives no used addresses contains only what the plan describes."))
    }
    return list
  }

  private var nodeAssumptions: [Assumption] {
    guard groups.contains(where: { !$0.profile.nodes.isEmpty }) else { return [] }
    return [
      Assumption(
        """
        The memory that the hypervisor and the kernel reserve is estimated as 7.5% of the memory of the instance type, \
        as Karpenter does.
        """)
    ]
  }
}
