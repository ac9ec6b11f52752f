/// A comparison of network modes, which assign addresses to the pods of a plan in different ways.
public struct NetworkComparison: Sendable {
  /// The plan with one of the network modes.
  public struct Variant: Sendable {
    /// The name of the network mode.
    public let name: String
    /// A short description of the network mode.
    public let summary: String
    /// The subnets of the plan with the network mode, and the addresses that are taken from them.
    public let subnets: [SubnetLoad]
    /// The findings in the plan with the network mode.
    public let findings: [Finding]

    /// The worst verdict of the findings that depend on the network mode: those about subnets, the CNI, addresses and
    /// pod slots, but not those about CPU, memory, traffic and versions.
    public let networkVerdict: Verdict

    /// The number of pods at the peak that run, that no node takes, and that have a node and no address.
    package let running: Int, pending: Int, waiting: Int
    /// Whether all pods of now run.
    package let runsAllNow: Bool
    /// The smallest max pods of all nodes; `nil` if those of a group are not known.
    package let maxPods: Int?

    /// Takes from an assessment what is compared. Seven whole assessments of a large plan would take much memory.
    init(name: String, summary: String, assessment: Assessment) {
      let analysis = assessment.analysis
      self.name = name
      self.summary = summary
      subnets = analysis.subnets
      findings = assessment.findings
      networkVerdict = Self.networkVerdict(of: assessment)
      running = analysis.peakWorkloads.reduce(0) { $0 + $1.running }
      pending = analysis.peakWorkloads.reduce(0) { $0 + $1.pending }
      waiting = analysis.peakWorkloads.reduce(0) { $0 + $1.waitingForAddress }
      runsAllNow = analysis.workloads.allSatisfy { $0.pending == 0 && $0.waitingForAddress == 0 }
      let groups = analysis.groups.filter { !$0.profile.group.isFargate }
      let known = groups.compactMap(\.profile.maxPods)
      maxPods = known.count == groups.count ? known.min() : nil
    }

    private static func networkVerdict(of assessment: Assessment) -> Verdict {
      let pods = assessment.analysis.workloads + assessment.analysis.peakWorkloads
      let pending = pods.filter { $0.pending > 0 }
      // Thousands of workloads may wait for the same reason.
      let reasons = Set(pending.map(\.pendingReason)).filter(SchedulingObstacle.isNetwork)
      let slots = Set(pending.filter { reasons.contains($0.pendingReason) }.map(\.workload.name))
      let relevant = assessment.findings.filter { finding in
        switch finding.code {
        case Check.podsWithoutAddress.id, Check.podDensityTooHigh.id: true
        case Check.pendingPods.id, Check.pendingPodsAtPeak.id: slots.contains(finding.subject.name)
        default: ["HR-SUB-", "HR-CNI-", "HR-NET-"].contains { finding.code.hasPrefix($0) }
        }
      }
      return relevant.map(\.verdict).filter { $0 != .note }.max() ?? .pass
    }

    /// The subnet with the fewest free addresses at the peak, among those that have nodes or pods and a known CIDR.
    package var tightest: SubnetLoad? {
      subnets.filter { $0.freeAddresses != nil && $0.peakDemand > 0 }.min {
        $0.freeAddresses! < $1.freeAddresses!
      }
    }
  }

  /// The network mode to choose: of those with the best verdict and the most running pods the one that changes the
  /// least, which is the first of ``variants``.
  public var recommended: Variant {
    variants.dropFirst().reduce(variants[0]) { best, next in
      (next.networkVerdict, -next.running) < (best.networkVerdict, -best.running) ? next : best
    }
  }

  /// Why ``recommended`` is chosen, in one sentence.
  public var reason: String {
    let (best, planned) = (recommended, variants[0])
    let free =
      best.tightest.map { load in
        "; \(load.freeAddresses ?? 0) addresses stay free in \(load.subnet.name), the tightest subnet"
      } ?? ""
    guard best.name != planned.name else {
      return
        "no other network mode has a better verdict or runs more pods than the planned one (\(best.networkVerdict))"
    }
    let pods = best.running - planned.running
    let more =
      pods > 0
      ? "\(pods) more pod\(pods == 1 ? " runs" : "s run") at the peak than as planned"
      : "as many pods run at the peak as planned"
    return "its verdict is \(best.networkVerdict) instead of \(planned.networkVerdict), and \(more)\(free)"
  }

  /// The plan as it is, followed by the plan with each of the other network modes.
  public let variants: [Variant]

  /// Compares the network modes for a plan.
  ///
  /// All settings that do not belong to a network mode stay unchanged. If custom networking needs pod subnets that the
  /// plan does not have, they are those of ``CustomNetworkingProposal``.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - prices: The prices of the plan's region, by default the prices that the library contains.
  public init(of plan: ClusterPlan, prices: Prices? = nil) {
    func assess(_ plan: ClusterPlan) -> Assessment { Assessment(of: plan, prices: prices) }
    var vpc = plan.network
    (vpc.kind, vpc.ipFamily, vpc.eniConfigs) = (.vpcCNI, .ipv4, [:])
    let single = vpc.setting([
      "ENABLE_PREFIX_DELEGATION": "false", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": nil, "ENABLE_IPv6": nil,
      "ENABLE_IPv4": nil,
    ])
    let prefixes = single.setting(["ENABLE_PREFIX_DELEGATION": "true"])
    var chained = plan.network
    chained.kind = .chainedCilium
    var six = prefixes.setting(["ENABLE_IPv6": "true", "ENABLE_IPv4": "false"])
    six.ipFamily = .ipv6
    var overlay = plan.network
    overlay.kind = .overlay
    func with(_ network: NetworkSettings) -> ClusterPlan? {
      try? plan.changing { draft in
        // With other settings nodes are made anew, and the max pods of those that exist say nothing.
        if draft.network != network {
          for place in draft.nodeGroups.indices { draft.nodeGroups[place].currentMaxPods = nil }
        }
        draft.network = network
      }
    }
    func custom(_ network: NetworkSettings) -> ClusterPlan? {
      // The pod subnets of the plan are used if every zone with nodes has at least one.
      if CustomNetworkingProposal.zonesWithNodes(of: plan).allSatisfy({ plan.network.eniConfigs[$0]?.isEmpty == false })
      {
        var network = network.setting(["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"])
        network.eniConfigs = plan.network.eniConfigs
        return with(network)
      }
      return with(network).flatMap { CustomNetworkingProposal(for: $0)?.plan }
    }
    let ways: [(String, String, ClusterPlan?)] = [
      ("secondary addresses", "VPC CNI with one address per slot", with(single)),
      ("prefixes", "VPC CNI with one /28 prefix per slot", with(prefixes)),
      ("custom networking", "VPC CNI with pods in separate subnets, one address per slot", custom(single)),
      ("custom, prefixes", "VPC CNI with pods in separate subnets, one /28 prefix per slot", custom(prefixes)),
      ("chained Cilium", "Cilium chained to the VPC CNI, which still assigns the addresses", with(chained)),
      ("overlay", "Cilium or Calico with an overlay network; a node takes one address of the VPC", with(overlay)),
      ("IPv6", "pods have IPv6 addresses; a node takes one IPv4 address per interface", with(six)),
    ]
    variants =
      [Variant(name: "as planned", summary: "the network mode of the plan", assessment: assess(plan))]
      + ways.compactMap { name, summary, plan in
        plan.map { Variant(name: name, summary: summary, assessment: assess($0)) }
      }
  }
}
