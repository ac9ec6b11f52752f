/// In which month a growing plan runs out of something, and how big it is then.
public struct GrowthForecast: Hashable, Sendable {
  /// What a plan can run out of.
  public enum Resource: Hashable, Sendable {
    /// Addresses of a subnet.
    case addresses(subnet: String)
    /// /28 blocks of a subnet, if single addresses lie at their best.
    case prefixBlocks(subnet: String)
    /// Branch interfaces for pods with security groups of their own.
    case branchInterfaces
    /// Network interfaces of the region: 5,000 unless raised.
    case regionInterfaces
    /// Network address units of the VPC: 64,000 unless raised.
    case addressUnits
  }

  /// The first month that lacks something.
  public struct Exhaustion: Hashable, Sendable {
    /// What is lacking.
    public let resource: Resource
    /// The month, 0 for today.
    public let month: Int
    /// Nodes at their most in that month.
    public let nodes: Int
    /// Pods of all workloads but DaemonSets in that month.
    public let pods: Int
  }

  /// How the plan grows.
  public let growth: Growth
  /// What runs out within the horizon, the earliest first.
  public let exhaustions: [Exhaustion]

  /// Computes when a plan runs out of something.
  ///
  /// Replicas, sizes of groups and their largest sizes grow alike; a group that makes nodes as pods need them grows with
  /// its pods. Numbers are those of the peak, as for verdicts.
  ///
  /// Sources of the quotas: Amazon VPC user guide, amazon-vpc-limits and network-address-usage.
  public init(_ growth: Growth, of plan: ClusterPlan) {
    self.growth = growth
    func month(_ number: Int) -> Month? {
      plan.grown(by: growth.factor(month: number)).map { Month(PlanAnalysis(of: $0)) }
    }
    // What lasts to the horizon needs no other month looked at, unless growth goes down again, or beyond any cluster.
    let last = month(growth.horizon)
    var open = growth.model == .steps ? nil : last?.lacking
    var found: [Exhaustion] = []
    var seen: Set<Resource> = []
    for number in 0...growth.horizon where open?.isEmpty != true {
      guard let month = number == growth.horizon ? last : month(number) else { break }
      for resource in month.lacking.sorted(by: { $0.order < $1.order }) where seen.insert(resource).inserted {
        found.append(Exhaustion(resource: resource, month: number, nodes: month.nodes, pods: month.pods))
        open?.remove(resource)
      }
    }
    exhaustions = found
  }

  /// What one month looks like.
  private struct Month {
    let lacking: Set<Resource>
    let nodes: Int
    let pods: Int

    /// A region's network interfaces, and a VPC's network address units.
    private static let mostInterfaces = 5000, mostAddressUnits = 64_000

    init(_ analysis: PlanAnalysis) {
      nodes = analysis.groups.reduce(0) { $0 + max($1.nodes, $1.maxNodes ?? 0) }
      pods = analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pods) }
      var lacking: Set<Resource> = []
      for load in analysis.subnets {
        if load.freeAddresses ?? 0 < 0 { lacking.insert(.addresses(subnet: load.subnet.name)) }
        if load.prefixBlocksNeeded > 0, load.freePrefixBlocks ?? 0 < 0 {
          lacking.insert(.prefixBlocks(subnet: load.subnet.name))
        }
      }
      if analysis.workloads.contains(where: { $0.workload.hasSecurityGroups && $0.pending > 0 }) {
        lacking.insert(.branchInterfaces)
      }
      var interfaces = 0
      var units = 0
      for load in analysis.groups {
        let count = max(load.nodes, load.maxNodes ?? 0)
        interfaces += count * (load.profile.nodes.map { $0.settings.interfaces(on: $0.type) }.max() ?? 1)
        units +=
          count * (load.full.node.singles + load.full.node.blocks + load.full.pods.singles + load.full.pods.blocks)
      }
      if interfaces > Self.mostInterfaces { lacking.insert(.regionInterfaces) }
      if units > Self.mostAddressUnits { lacking.insert(.addressUnits) }
      self.lacking = lacking
    }
  }
}

extension GrowthForecast.Resource: CustomStringConvertible {
  /// What it is, in words: "addresses of subnet public-a".
  public var description: String {
    switch self {
    case .addresses(let subnet): "addresses of subnet \(subnet)"
    case .prefixBlocks(let subnet): "/28 blocks of subnet \(subnet)"
    case .branchInterfaces: "branch interfaces for pods with security groups"
    case .regionInterfaces: "the region's 5,000 network interfaces"
    case .addressUnits: "the VPC's 64,000 network address units"
    }
  }

  /// The subnet that runs out; `nil` for quotas.
  var subnet: String? {
    switch self {
    case .addresses(let subnet), .prefixBlocks(let subnet): subnet
    case .branchInterfaces, .regionInterfaces, .addressUnits: nil
    }
  }

  /// A place in lists: by kind, then by name.
  fileprivate var order: (Int, String) {
    switch self {
    case .addresses(let subnet): (0, subnet)
    case .prefixBlocks(let subnet): (1, subnet)
    case .branchInterfaces: (2, "")
    case .regionInterfaces: (3, "")
    case .addressUnits: (4, "")
    }
  }
}
