/// What becomes of a plan when one zone is lost: its nodes are gone, its pods go elsewhere.
public struct ZoneLoss: Hashable, Sendable {
  /// A subnet that cannot take what moves to it.
  public struct Shortage: Hashable, Sendable {
    /// The subnet.
    public let subnet: String
    /// Addresses that are missing.
    public let addresses: Int
    /// /28 blocks that are missing even if single addresses lie at their best.
    public let blocks: Int
  }

  /// The zone.
  public let zone: String
  /// Nodes that are lost.
  public let nodes: Int
  /// Pods that find no place on the nodes that are left, beyond those that had none before.
  public let pendingAtOnce: Int
  /// Pods that find no place once the lost nodes are replaced in the other zones.
  public let pendingAfterwards: Int
  /// Subnets that cannot take the replacements.
  public let shortages: [Shortage]

  /// Whether every pod runs again once nodes are replaced.
  public var isSurvived: Bool { pendingAfterwards == 0 && shortages.isEmpty }

  /// Computes the loss of a zone.
  ///
  /// Nodes of a group that are lost are replaced in its other zones, up to its size; a group with no other zone is gone.
  /// Sizes are those now, not the largest.
  public init(of zone: String, in analysis: PlanAnalysis) {
    self.zone = zone
    let plan = analysis.plan
    nodes = analysis.groups.reduce(0) { sum, load in
      guard load.zones.contains(zone), !load.profile.group.isFargate else { return sum }
      return sum + GroupLoad.perZone(load.nodes, zones: load.zones.count)
    }
    let all = analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pods) }
    let before = Self.waiting(in: analysis)
    func outcome(replacing: Bool) -> PlanAnalysis? {
      plan.losing(zone: zone, loads: analysis.groups, replacing: replacing).map { PlanAnalysis(of: $0) }
    }
    let left = outcome(replacing: false)
    pendingAtOnce = left.map { max(0, Self.lost(all, in: $0) + Self.waiting(in: $0) - before) } ?? all
    let replaced = outcome(replacing: true)
    pendingAfterwards = replaced.map { max(0, Self.lost(all, in: $0) + Self.waiting(in: $0) - before) } ?? all
    let short = Dictionary(uniqueKeysWithValues: analysis.subnets.map { ($0.subnet.name, Self.shortage(of: $0)) })
    shortages = (replaced?.subnets ?? []).map(Self.shortage).filter { item in
      (item.addresses > 0 || item.blocks > 0) && item != short[item.subnet]
    }
  }

  /// Pods of workloads that are gone with their groups.
  private static func lost(_ all: Int, in analysis: PlanAnalysis) -> Int {
    all - analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pods) }
  }

  /// Pods that do not run, DaemonSets left out: theirs go with their nodes.
  private static func waiting(in analysis: PlanAnalysis) -> Int {
    analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pending + $1.waitingForAddress) }
  }

  private static func shortage(of load: SubnetLoad) -> Shortage {
    Shortage(
      subnet: load.subnet.name, addresses: max(0, -(load.freeNow ?? 0)),
      blocks: max(0, -(load.freePrefixBlocksNow ?? 0)))
  }
}
