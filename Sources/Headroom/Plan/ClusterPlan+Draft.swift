extension ClusterPlan {
  /// The content of a plan, before it is known to be consistent.
  public struct Draft: Hashable, Sendable {
    /// The cluster's name.
    public var name: String
    /// The AWS region.
    public var region: Region
    /// The Kubernetes version; `nil` if it is not known.
    public var kubernetesVersion: KubernetesVersion?
    /// The CIDRs of the VPC; empty if they are not known.
    public var vpcBlocks: [IPv4CIDR] = []
    /// The CIDR of the Services' virtual addresses.
    public var serviceBlock: IPv4CIDR?
    /// The subnets.
    public var subnets: [Subnet] = []
    /// How pods get their addresses.
    public var network = NetworkSettings()
    /// The node groups.
    public var nodeGroups: [NodeGroup] = []
    /// The node groups of which the plan does not say enough to compute what their nodes take.
    package var incompleteGroups: [IncompleteGroup] = []
    /// The workloads.
    public var workloads: [Workload] = []
    /// The Services.
    public var services: [KubernetesService] = []
    /// Gateways, endpoints, data stores and DNS.
    public var networkUse = NetworkUse()
    /// Addresses that are taken by something other than nodes and pods.
    public var reservations: [AddressReservation] = []
    /// The discounts on list prices, by what they apply to.
    public var discounts: [Discount.Scope: Discount] = [:]
    /// How the number of pods grows; `nil` if no growth is planned.
    public var growth: Growth?
    /// The limits and events that the plan has to withstand.
    public var policy = Policy()
    /// The keys of the plan file that this version does not evaluate.
    package var notEvaluated: [PlanPart] = []
    /// What the files that the plan was made from say besides.
    package var remarks: [PlanRemark] = []

    /// Creates a draft without subnets, nodes and pods.
    public init(name: String, region: Region) {
      self.name = name
      self.region = region
    }
  }

  /// The limits and events that a plan has to withstand.
  public struct Policy: Hashable, Sendable {
    /// The percentage of a subnet's usable addresses above which a warning is given.
    public var maxUtilization = 80
    /// Whether the pods of any one zone must fit into the other zones if that zone is lost.
    public var survivesZoneLoss = false
    /// Whether the nodes that an update adds temporarily must fit.
    public var allowsRollingUpdate = true
    /// The demand for addresses that the verdicts are based on.
    public var basis = Basis.peak

    /// A demand for addresses on which verdicts can be based.
    public enum Basis: String, Hashable, Sendable, CaseIterable {
      /// Every workload has `maxReplicas` pods and every node group `maxSize` nodes.
      case peak
      /// Every node group has `maxSize` nodes, and each node has as many pods as its max pods value allows.
      case fullNodes
    }

    /// Creates the default policy.
    public init() {}
  }
}
