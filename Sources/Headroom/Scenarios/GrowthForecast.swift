/// The months in which a growing plan runs out of resources.
public struct GrowthForecast: Hashable, Sendable {
  /// A resource that a plan can run out of.
  public enum Resource: Hashable, Sendable {
    /// The addresses of a subnet.
    case addresses(subnet: String)
    /// The /28 blocks of a subnet, if EC2 places single addresses favorably.
    case prefixBlocks(subnet: String)
    /// The branch interfaces for pods with their own security groups.
    case branchInterfaces
    /// The network interfaces of the region. The default quota is 5,000.
    case regionInterfaces
    /// The network address units of the VPC. The default quota is 64,000.
    case addressUnits
  }

  /// The exhaustion of a resource.
  public struct Exhaustion: Hashable, Sendable {
    /// The resource that does not suffice.
    public let resource: Resource
    /// The first month in which it does not suffice. Month 0 is today.
    public let month: Int
    /// The number of nodes at the peak in that month.
    public let nodes: Int
    /// The number of pods at the peak in that month, without those of DaemonSets.
    public let pods: Int
  }

  /// The growth of the plan.
  public let growth: Growth
  /// The resources that run out within the horizon, the earliest first.
  public let exhaustions: [Exhaustion]

  /// Computes the months in which a plan runs out of resources.
  ///
  /// Replicas and their maxima grow, and nodes are added when pods no longer fit, so that a small growth adds none for
  /// a while. All numbers are those of the peak, as in verdicts.
  ///
  /// Sources of the quotas: Amazon VPC user guide, amazon-vpc-limits and network-address-usage.
  ///
  /// - Parameters:
  ///   - growth: The growth of the plan.
  ///   - plan: The plan as it is today.
  public init(_ growth: Growth, of plan: ClusterPlan) {
    self.growth = growth
    func month(_ number: Int) -> Month? {
      plan.grown(by: growth.factor(month: number)).map { Month(PlanAnalysis(of: $0)) }
    }
    // A resource that suffices in the last month suffices in all months before, unless growth can go down again (steps)
    // or the last month is too large for a plan.
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

  /// The size of the plan in a month, and the resources that do not suffice then.
  private struct Month {
    let lacking: Set<Resource>
    let nodes: Int
    let pods: Int

    /// The default quotas of network interfaces in a region and of network address units in a VPC.
    private static let mostInterfaces = 5000, mostAddressUnits = 64_000

    init(_ analysis: PlanAnalysis) {
      nodes = analysis.groups.reduce(0) { $0 + $1.peakNodes }
      pods = analysis.peakWorkloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pods) }
      var lacking: Set<Resource> = []
      for load in analysis.subnets {
        if load.free(at: load.basis) ?? 0 < 0 { lacking.insert(.addresses(subnet: load.subnet.name)) }
        if load.blocksNeeded(at: load.basis) > 0, load.freeBlocks(at: load.basis, .best) ?? 0 < 0 {
          lacking.insert(.prefixBlocks(subnet: load.subnet.name))
        }
      }
      if analysis.workloads.contains(where: { $0.workload.hasSecurityGroups && $0.pending > 0 }) {
        lacking.insert(.branchInterfaces)
      }
      var interfaces = 0
      var units = 0
      // Each address and each prefix counts as one network address unit.
      for load in analysis.groups {
        interfaces += load.peakNodes * (load.profile.nodes.map { $0.settings.interfaces(on: $0.type) }.max() ?? 1)
        units +=
          load.peakNodes * load.full.addresses.addressUnits
      }
      if interfaces > Self.mostInterfaces { lacking.insert(.regionInterfaces) }
      if units > Self.mostAddressUnits { lacking.insert(.addressUnits) }
      self.lacking = lacking
    }
  }
}

extension GrowthForecast.Resource: CustomStringConvertible {
  /// The resource in words: "addresses of subnet public-a".
  public var description: String {
    switch self {
    case .addresses(let subnet): "addresses of subnet \(subnet)"
    case .prefixBlocks(let subnet): "/28 blocks of subnet \(subnet)"
    case .branchInterfaces: "branch interfaces for pods with security groups"
    case .regionInterfaces: "the region's 5,000 network interfaces"
    case .addressUnits: "the VPC's 64,000 network address units"
    }
  }

  /// The name of the subnet that runs out; `nil` for branch interfaces and quotas.
  package var subnet: String? {
    switch self {
    case .addresses(let subnet), .prefixBlocks(let subnet): subnet
    case .branchInterfaces, .regionInterfaces, .addressUnits: nil
    }
  }

  /// The position in lists: by kind, then by the name of the subnet.
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
