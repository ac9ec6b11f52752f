/// A planned cluster: its subnets, nodes and pods.
///
/// A plan is always consistent, because its initializer refuses contradictions. Facts that are not known yet, such as
/// the CIDR of a subnet, may be missing. A plan is created from a ``Draft``, and ``changing(_:)`` answers what-if
/// questions:
///
/// ```swift
/// let plan = try ClusterPlan(name: "demo", region: region) {
///   $0.subnets = [subnet]
///   $0.nodeGroups = [group]
/// }
/// let larger = try plan.changing { $0.nodeGroups[0].desiredSize = 20 }
/// ```
public struct ClusterPlan: Sendable {
  /// The content of the plan.
  let draft: Draft
  /// The plan's references between subnets, zones, groups and workloads, resolved once.
  let index: PlanIndex

  /// Creates a plan from a draft.
  ///
  /// - Throws: ``PlanError`` with all contradictions at once: duplicate and unknown names, overlapping CIDRs, subnets
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
  ///   - region: The AWS region.
  ///   - configure: A closure that sets what the plan contains.
  /// - Throws: ``PlanError`` with all contradictions at once.
  public init(name: String, region: Region, _ configure: (inout Draft) -> Void) throws(PlanError) {
    var draft = Draft(name: name, region: region)
    configure(&draft)
    try self.init(draft)
  }

  /// Returns a changed copy of the plan, for what-if questions such as more nodes in a group or other CNI settings.
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
  /// The AWS region.
  public var region: Region { draft.region }
  /// The Kubernetes version; `nil` if the plan does not give it.
  public var kubernetesVersion: KubernetesVersion? { draft.kubernetesVersion }
  /// The CIDRs of the VPC; empty if the plan does not give them.
  public var vpcBlocks: [IPv4CIDR] { draft.vpcBlocks }
  /// The CIDR of the Services' virtual addresses.
  public var serviceBlock: IPv4CIDR? { draft.serviceBlock }
  /// The subnets, in the plan's order.
  public var subnets: [Subnet] { draft.subnets }
  /// How pods get their addresses.
  public var network: NetworkSettings { draft.network }
  /// The node groups, in the plan's order.
  public var nodeGroups: [NodeGroup] { draft.nodeGroups }
  /// The node groups of which the plan does not say enough to compute what their nodes take, in the plan's order.
  package var incompleteGroups: [IncompleteGroup] { draft.incompleteGroups }
  /// The workloads, in the plan's order.
  public var workloads: [Workload] { draft.workloads }
  /// The Services, in the plan's order.
  public var services: [KubernetesService] { draft.services }
  /// Gateways, endpoints, data stores and DNS.
  public var networkUse: NetworkUse { draft.networkUse }
  /// The discounts on list prices, by what they apply to.
  public var discounts: [Discount.Scope: Discount] { draft.discounts }
  /// Addresses that are taken by something other than nodes and pods.
  public var reservations: [AddressReservation] { draft.reservations }
  /// How the number of pods grows; `nil` if the plan does not give it.
  public var growth: Growth? { draft.growth }
  /// The limits and events that the plan has to withstand.
  public var policy: Policy { draft.policy }
  /// The keys of the plan file that this version does not evaluate.
  package var notEvaluated: [PlanPart] { draft.notEvaluated }
  /// What the files that the plan was made from say besides.
  package var remarks: [PlanRemark] { draft.remarks }
}

extension ClusterPlan: Hashable {
  /// Returns whether two plans have the same content.
  public static func == (first: Self, second: Self) -> Bool { first.draft == second.draft }

  /// Hashes the content of the plan.
  public func hash(into hasher: inout Hasher) { hasher.combine(draft) }
}
