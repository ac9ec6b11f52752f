/// A planned cluster: its subnets, nodes and pods. A value is never contradictory; it may lack what nobody knows yet.
public struct ClusterPlan: Hashable, Sendable {
  /// What the plan demands of itself.
  public struct Policy: Hashable, Sendable {
    /// Percent of a subnet's usable addresses above which a warning is due.
    public var maxUtilization = 80
    /// Whether the pods of any one zone must find room in the others.
    public var survivesZoneLoss = false
    /// Whether the nodes that an update adds for a while must find room.
    public var allowsRollingUpdate = true

    /// Makes the usual policy.
    public init() {}
  }

  /// The cluster's name.
  public let name: String
  /// The region.
  public let region: Region
  /// The version of Kubernetes, such as `1.34`.
  public let kubernetesVersion: String?
  /// The VPC's blocks; empty if the plan does not tell them.
  public let vpcBlocks: [IPv4CIDR]
  /// The block of the Services' addresses.
  public let serviceBlock: IPv4CIDR?
  /// The subnets, in the plan's order.
  public let subnets: [Subnet]
  /// How pods get their addresses.
  public let network: NetworkSettings
  /// The node groups, in the plan's order.
  public let nodeGroups: [NodeGroup]
  /// The workloads, in the plan's order.
  public let workloads: [Workload]
  /// The Services, in the plan's order.
  public let services: [Service]
  /// Gateways, endpoints, data stores and DNS.
  public let networkUse: NetworkUse
  /// What else takes addresses.
  public let reservations: [AddressReservation]
  /// How the number of pods grows; `nil` if the plan does not tell.
  public let growth: Growth?
  /// What the plan demands of itself.
  public let policy: Policy
  /// Keys of the plan that this version does not evaluate.
  public package(set) var notEvaluated: [PlanPart] = []

  /// Makes a plan.
  ///
  /// - Throws: ``PlanError`` with every contradiction: names given twice or not at all, blocks that overlap or lie
  ///   outside the VPC, zones of another region, sizes out of order.
  public init(
    name: String, region: Region, kubernetesVersion: String? = nil, vpcBlocks: [IPv4CIDR] = [],
    serviceBlock: IPv4CIDR? = nil, subnets: [Subnet], network: NetworkSettings = NetworkSettings(),
    nodeGroups: [NodeGroup], workloads: [Workload] = [], services: [Service] = [],
    networkUse: NetworkUse = NetworkUse(), reservations: [AddressReservation] = [],
    growth: Growth? = nil, policy: Policy = Policy()
  ) throws(PlanError) {
    self.name = name
    self.region = region
    self.kubernetesVersion = kubernetesVersion
    self.serviceBlock = serviceBlock
    self.policy = policy
    self.growth = growth
    self.vpcBlocks = vpcBlocks
    self.subnets = subnets
    self.network = network
    self.nodeGroups = nodeGroups
    self.workloads = workloads
    self.services = services
    self.networkUse = networkUse
    self.reservations = reservations
    let problems = PlanValidation(of: self).problems
    guard problems.isEmpty else { throw PlanError(problems) }
  }
}
