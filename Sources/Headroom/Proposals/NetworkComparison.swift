/// The same nodes and pods under each way of giving pods addresses.
public struct NetworkComparison: Sendable {
  /// One of the ways.
  public struct Variant: Sendable {
    /// Its name.
    public let name: String
    /// What it is, in one sentence.
    public let summary: String
    /// The plan with it, assessed.
    public let assessment: Assessment

    /// The number of pods that run.
    public var running: Int { assessment.analysis.workloads.reduce(0) { $0 + $1.running } }
    /// The number of pods that no node takes.
    public var pending: Int { assessment.analysis.workloads.reduce(0) { $0 + $1.pending } }
    /// The number of pods that have a node and no address.
    public var waiting: Int { assessment.analysis.workloads.reduce(0) { $0 + $1.waitingForAddress } }

    /// The subnet with the fewest free addresses at the peak, of those whose block is known.
    public var tightest: SubnetLoad? {
      assessment.analysis.subnets.filter { $0.freeAddresses != nil && $0.peakDemand > 0 }.min {
        $0.freeAddresses! < $1.freeAddresses!
      }
    }

    /// The fewest max pods of a node.
    public var maxPods: Int? {
      let groups = assessment.analysis.groups.filter { !$0.profile.group.isFargate }
      let known = groups.compactMap(\.profile.maxPods)
      return known.count == groups.count ? known.min() : nil
    }
  }

  /// The plan as it is, then the ways it could be.
  public let variants: [Variant]

  /// Compares.
  ///
  /// Settings that a way does not change stay as the plan has them; pod subnets that are not there are those of
  /// ``CustomNetworkingProposal``.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - prices: The prices of its region, by default those that come with the library.
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
    func with(_ network: NetworkSettings) -> ClusterPlan? { try? plan.changing { $0.network = network } }
    func custom(_ network: NetworkSettings) -> ClusterPlan? {
      // Pod subnets that the plan has count if each zone has some.
      if CustomNetworkingProposal.zonesWithNodes(of: plan).allSatisfy({ plan.network.eniConfigs[$0]?.isEmpty == false })
      {
        var network = network.setting(["AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true"])
        network.eniConfigs = plan.network.eniConfigs
        return with(network)
      }
      return with(network).flatMap { CustomNetworkingProposal(for: $0)?.plan }
    }
    let ways: [(String, String, ClusterPlan?)] = [
      ("secondary addresses", "the VPC CNI, an address a slot", with(single)),
      ("prefixes", "the VPC CNI, a /28 a slot", with(prefixes)),
      ("custom networking", "pods in subnets of their own, an address a slot", custom(single)),
      ("custom, prefixes", "pods in subnets of their own, a /28 a slot", custom(prefixes)),
      ("chained Cilium", "Cilium chained to the VPC CNI, which still gives the addresses", with(chained)),
      ("overlay", "Cilium or Calico with addresses of their own: a node takes one", with(overlay)),
      ("IPv6", "pods have IPv6 addresses: a node takes one IPv4 address an interface", with(six)),
    ]
    variants =
      [Variant(name: "as planned", summary: "what the plan says", assessment: assess(plan))]
      + ways.compactMap { name, summary, plan in
        plan.map { Variant(name: name, summary: summary, assessment: assess($0)) }
      }
  }
}
