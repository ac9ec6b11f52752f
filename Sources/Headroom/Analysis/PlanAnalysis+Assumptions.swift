extension PlanAnalysis {
  /// What the numbers rest on and the plan does not say, each with its date.
  public var assumptions: [Assumption] {
    var list = [
      Assumption("Limits of instance types are those of the catalogue.", asOf: InstanceCatalog.bundled.newestDate),
      Assumption("Pods are placed by an estimate of the scheduler: evenly, DaemonSets and critical pods first."),
      Assumption("At the peak every group is at its largest and every node full; verdicts use the peak."),
    ]
    return list + networkAssumptions + nodeAssumptions
  }

  private var networkAssumptions: [Assumption] {
    var list: [Assumption] = []
    if plan.network.kind != .overlay {
      list.append(
        Assumption(
          "Each node's addresses are those that VPC CNI v1.23.1 settles at when it starts empty and its pods come one by one."
        ))
    }
    if !standInControlPlane.isEmpty {
      list.append(
        Assumption(
          "No subnet has the role controlPlane: the cluster's interfaces are taken to be in \(standInControlPlane.joined(separator: ", ")), 1 address now and 5 during an upgrade in each."
        ))
    }
    if !plan.index.assumedHostPods.isEmpty, groups.contains(where: { $0.profile.assumedHostPods > 0 }) {
      list.append(
        Assumption(
          "The plan does not list \(plan.index.assumedHostPods.joined(separator: " and ")): every Linux node is taken to run \(plan.index.assumedHostPods.count == 1 ? "it" : "them") on its host network."
        ))
    }
    if groups.contains(where: { $0.profile.group.manager == .autoMode }) {
      list.append(
        Assumption(
          "Auto Mode runs the CNI by settings of its own: its nodes are computed with the plan's, and its fee is not in their price."
        ))
    }
    if plan.subnets.contains(where: { $0.usedAddresses == 0 }) {
      list.append(Assumption("Where the plan names no used addresses, nothing but what it describes is in a subnet."))
    }
    return list
  }

  private var nodeAssumptions: [Assumption] {
    guard groups.contains(where: { !$0.profile.nodes.isEmpty }) else { return [] }
    return [
      Assumption(
        "Memory that hypervisor and kernel keep is estimated as 7.5 % of the type's memory, as Karpenter does.")
    ]
  }
}
