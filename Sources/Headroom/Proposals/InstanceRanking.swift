/// Instance types by what a pod costs on them.
///
/// The cost of a pod is the price of an instance divided by the number of pods that really fit on it: by CPU, memory,
/// pod slots, addresses and branch interfaces, after what the system, the agents and the DaemonSets of the plan take.
/// The price is the one that the plan pays, with its discounts and the fee of EKS Auto Mode. Volumes are not included.
public struct InstanceRanking: Sendable {
  /// What limits the number of pods on an instance.
  public enum Limit: String, Hashable, Sendable {
    /// The max pods value of the node.
    case slots
    /// The allocatable CPU.
    case cpu
    /// The allocatable memory.
    case memory
    /// The addresses that the node's interfaces can hold.
    case addresses
    /// The branch interfaces, for pods with security groups.
    case branchInterfaces
  }

  /// An instance type with the pods that fit on it.
  public struct Row: Sendable {
    /// The instance type.
    public let type: InstanceType
    /// The price; `nil` if it is not known.
    public let price: InstancePrices.Price?
    /// The number of pods that fit.
    public let pods: Int
    /// What limits the number of pods; the first of ``Limit`` if several do equally. `nil` if no pod fits.
    public let limit: Limit?
    /// The number of pods that each resource alone would allow; a resource that does not limit the pods is absent.
    package let rooms: [Limit: Int]
    /// The number of addresses that the node takes with these pods, its own included.
    public let addresses: Int

    /// The price per month of 730 hours; `nil` if it is not known.
    public var pricePerMonth: Money? { price?.perMonth }

    /// The monthly cost of a pod, rounded half-even; `nil` if the price is not known or no pod fits.
    public var costPerPod: Money? {
      guard let month = pricePerMonth, pods > 0 else { return nil }
      return Money(nanounits: month.nanounits.dividedRoundingHalfEven(by: Int128(pods)), currency: month.currency)
    }
  }

  /// The instance types to rank.
  public struct Filter: Sendable {
    /// The architectures; empty for all of Linux.
    public var architectures: Set<String> = []
    /// The oldest generation, which is the number in the name of a family: 7 for `m7g`.
    public var oldestGeneration = 0
    /// Whether bare metal is ranked.
    public var includesBareMetal = true

    /// Creates a filter that lets all types pass.
    public init() {}

    func accepts(_ type: InstanceType, for group: NodeGroup) -> Bool {
      // Windows runs on x86 alone.
      let known = group.platform == .windows ? ["x86_64"] : ["x86_64", "arm64"]
      guard type.isOnSale != false, !type.isBareMetal || includesBareMetal,
        type.architectures.contains(where: known.contains),
        architectures.isEmpty || type.architectures.contains(where: architectures.contains)
      else { return false }
      return oldestGeneration == 0 || (InstanceTypeName(type.name).generation ?? 0) >= oldestGeneration
    }
  }

  /// The pod that was placed on the types.
  public let pod: Workload
  /// The types that have a price and take a pod: the cheapest per pod first, and the one with fewer addresses first
  /// among equals.
  public let rows: [Row]
  /// The number of types that pass the filter but have no price.
  package let unpriced: Int
  /// The number of types that have a price but no room for one pod.
  package let roomless: Int
  /// The zones of the plan whose zone ID is not given, so that it is not known which types they offer.
  package let zonesWithoutID: [String]

  /// Ranks instance types for a pod.
  ///
  /// - Parameters:
  ///   - pod: The pod, of which the requests and the security groups count.
  ///   - plan: The plan, for its region, its CNI settings, its DaemonSets and its zones.
  ///   - template: The group whose manager, AMI family, max pods settings and way of paying the nodes have. A Fargate
  ///     profile has no nodes, so no type is ranked for one.
  ///   - catalog: The types to rank.
  ///   - prices: The prices, by default the prices that the library contains.
  ///   - filter: The types that are ranked.
  public init(
    of pod: Workload, in plan: ClusterPlan, template: NodeGroup? = nil, catalog: InstanceCatalog = .bundled,
    prices: Prices? = nil, filter: Filter = Filter()
  ) {
    self.pod = pod
    let group = template ?? NodeGroup(name: "rank", instanceTypes: [], subnets: [])
    let homes = plan.subnets.filter {
      group.subnets.isEmpty ? $0.roles.contains(.nodes) : group.subnets.contains($0.name)
    }
    let offerings = TypeOfferings.bundled(for: plan.region)
    let zoneIDs = Set(homes.compactMap(\.zoneID))
    // A plan without nodes has no zones of interest.
    let asksZones = !plan.nodeGroups.isEmpty
    zonesWithoutID = asksZones ? Set(homes.filter { $0.zoneID == nil }.map(\.zone)).sorted() : []
    let prices = NodePrices((prices ?? .bundled(for: plan.region)).paid(by: plan), of: plan)
    var bench = RankingBench(pod, plan, group)
    var rows: [Row] = []
    var (unpriced, roomless) = (0, 0)
    for type in catalog.types where !group.isFargate && filter.accepts(type, for: group) {
      guard !zoneIDs.contains(where: { offerings.lacks(type.name, in: $0) == true }) else { continue }
      guard let price = prices.node(type, of: group) else {
        unpriced += 1
        continue
      }
      let row = bench.row(type, price: price)
      if row.pods > 0 { rows.append(row) } else { roomless += 1 }
    }
    self.unpriced = unpriced
    self.roomless = roomless
    let keyed = rows.map { (row: $0, cost: $0.costPerPod!) }
    self.rows = keyed.enumerated().sorted { first, second in
      (first.element.cost, first.element.row.addresses * second.element.row.pods, first.offset)
        < (second.element.cost, second.element.row.addresses * first.element.row.pods, second.offset)
    }.map(\.element.row)
  }

  /// Returns the mean pod at the peak of those that may run on a node group, without DaemonSets and pods in the host's
  /// network; `nil` if there is none.
  ///
  /// Its requests are rounded up to a millicore and a MiB. A pod without requests counts as one that requests nothing.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - group: The name of the group; `nil` for all groups with instances.
  public static func meanPod(of plan: ClusterPlan, on group: String? = nil) -> Workload? {
    let homes = Set(
      plan.nodeGroups.indices.filter { place in
        let candidate = plan.nodeGroups[place]
        return group.map { $0 == candidate.name } ?? !candidate.isFargate
      })
    var mean = PodMean()
    for place in plan.workloads.indices
    where homes.isEmpty || plan.index.groupsOfWorkload[place].contains(where: homes.contains) {
      mean.add(plan.workloads[place])
    }
    return mean.pod
  }
}
