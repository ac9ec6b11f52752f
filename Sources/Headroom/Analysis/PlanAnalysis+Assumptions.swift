extension PlanAnalysis {
  /// The assumptions about capacity that the plan does not specify.
  package var assumptions: [Assumption] {
    let list = [
      Assumption(
        "The limits of instance types are those of the embedded catalogue.", asOf: EmbeddedFacts.catalogDate),
      Assumption(
        """
        Pods are placed by an estimate of the scheduler: each workload evenly over the nodes of its groups, DaemonSets \
        and critical pods first, then the workloads with the fewest groups to go to.
        """),
      basisAssumption,
    ]
    return list + networkAssumptions + nodeAssumptions
  }

  private var basisAssumption: Assumption {
    if basis == .full {
      return Assumption("The policy bases verdicts on full nodes: maxSize nodes, each with as many pods as max pods.")
    }
    if !plan.listsPods {
      return Assumption(
        "The plan lists no pods besides DaemonSets, so at the peak every node group has maxSize nodes, all full.")
    }
    return Assumption(
      """
      Verdicts are based on the peak of the plan: every workload with maxReplicas pods on node groups of maxSize nodes.
      """)
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
    if !reserved.controlPlaneStandIns.isEmpty {
      list.append(
        Assumption(
          """
          No subnet has the role controlPlane, so the cluster's interfaces are assumed to be in \
          \(reserved.controlPlaneStandIns.joined(separator: ", ")), with 1 address in each now and 5 during an upgrade.
          """))
    }
    let agents = plan.index.assumedAgents
    if !agents.isEmpty, groups.contains(where: { !$0.profile.agents.isEmpty }) {
      list.append(
        Assumption(
          """
          The plan does not list \(agents.map(\.name).joined(separator: " and ")), so every Linux node is assumed to run \
          \(agents.count == 1 ? "it" : "them") on its host network, with a CPU request of \
          \(agents.map(\.cpu.description).joined(separator: " and ")).
          """))
    }
    if groups.contains(where: { $0.profile.group.manager == .autoMode }) {
      list.append(
        Assumption(
          """
          EKS Auto Mode does not use the plan's CNI settings, ENIConfigs and security groups for pods. Its nodes are \
          counted with the /28 prefixes that their pods use on the first interface.
          """))
    }
    if !reserved.loadBalancerStandIns.isEmpty {
      list.append(
        Assumption(
          """
          No subnet has the role loadBalancers or a tag for load balancers in some zones, so load balancers, NAT \
          gateways and endpoints are assumed to be in \
          \(reserved.loadBalancerStandIns.sorted().joined(separator: ", ")).
          """))
    }
    if let note = plan.noteOnIncompleteGroups { list.append(Assumption(note)) }
    let asked = plan.remarks.filter { $0.kind == .assumption }.map { "\($0.subject.whole): \($0.message)." }
    list += Set(asked).sorted().map { Assumption($0) }
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
