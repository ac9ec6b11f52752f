/// A planned cluster: its subnets, nodes and pods.
///
/// A plan is always consistent: its initializer refuses contradictions. It may lack what is not known yet, such as the
/// CIDR of a subnet. A plan is made from a ``Draft``, and ``changing(_:)`` answers what-if questions:
///
/// ```swift
/// let plan = try ClusterPlan(name: "demo", region: region) {
///   $0.subnets = [subnet]
///   $0.nodeGroups = [group]
/// }
/// let larger = try plan.changing { $0.nodeGroups[0].desiredSize = 20 }
/// ```
public struct ClusterPlan: Sendable {
  /// The plan's content.
  let draft: Draft
  /// Who is where, looked up once for the whole plan.
  let index: PlanIndex

  /// Creates a plan from a draft.
  ///
  /// - Throws: ``PlanError`` with every contradiction at once: duplicate and unknown names, overlapping CIDRs, subnets
  ///   outside the VPC, zones of another region, sizes in the wrong order.
  public init(_ draft: Draft) throws(PlanError) {
    let problems = PlanValidation(of: draft).problems
    guard problems.isEmpty else { throw PlanError(problems) }
    self.draft = draft
    index = PlanIndex(of: draft)
  }

  /// Creates a plan and sets its parts.
  ///
  /// - Parameters:
  ///   - name: The cluster's name.
  ///   - region: The region.
  ///   - configure: Sets what the plan contains.
  /// - Throws: ``PlanError`` with every contradiction at once.
  public init(name: String, region: Region, _ configure: (inout Draft) -> Void) throws(PlanError) {
    var draft = Draft(name: name, region: region)
    configure(&draft)
    try self.init(draft)
  }

  /// Returns the plan with a change: what if a group had more nodes, or the CNI other settings?
  ///
  /// - Throws: ``PlanError`` if the change contradicts the rest of the plan.
  public func changing(_ change: (inout Draft) -> Void) throws(PlanError) -> ClusterPlan {
    var draft = draft
    change(&draft)
    return try ClusterPlan(draft)
  }
}

extension ClusterPlan {
  /// The cluster's name.
  public var name: String { draft.name }
  /// The region.
  public var region: Region { draft.region }
  /// The Kubernetes version; `nil` if the plan does not say it.
  public var kubernetesVersion: KubernetesVersion? { draft.kubernetesVersion }
  /// The CIDRs of the VPC; empty if the plan does not say them.
  public var vpcBlocks: [IPv4CIDR] { draft.vpcBlocks }
  /// The CIDR of the Services' virtual addresses.
  public var serviceBlock: IPv4CIDR? { draft.serviceBlock }
  /// The subnets, in the plan's order.
  public var subnets: [Subnet] { draft.subnets }
  /// How pods get their addresses.
  public var network: NetworkSettings { draft.network }
  /// The node groups, in the plan's order.
  public var nodeGroups: [NodeGroup] { draft.nodeGroups }
  /// The workloads, in the plan's order.
  public var workloads: [Workload] { draft.workloads }
  /// The Services, in the plan's order.
  public var services: [KubernetesService] { draft.services }
  /// Gateways, endpoints, data stores and DNS.
  public var networkUse: NetworkUse { draft.networkUse }
  /// Addresses that are taken by something other than nodes and pods.
  public var reservations: [AddressReservation] { draft.reservations }
  /// How the number of pods grows; `nil` if the plan does not say it.
  public var growth: Growth? { draft.growth }
  /// The limits and events that the plan has to withstand.
  public var policy: Policy { draft.policy }
  /// The keys of the plan file that this version does not evaluate.
  package var notEvaluated: [PlanPart] { draft.notEvaluated }
}

extension ClusterPlan: Hashable {
  /// Compares two plans; what is derived from them is not compared.
  public static func == (first: Self, second: Self) -> Bool { first.draft == second.draft }

  /// Hashes the plan's content.
  public func hash(into hasher: inout Hasher) { hasher.combine(draft) }
}
