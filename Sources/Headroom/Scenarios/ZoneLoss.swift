/// The effect of the loss of a zone on a plan: its nodes are lost, and its pods move to other zones.
public struct ZoneLoss: Hashable, Sendable {
  /// A subnet that has too few addresses for the nodes and pods that move to it.
  package struct Shortage: Hashable, Sendable {
    /// The name of the subnet.
    package let subnet: String
    /// The number of addresses that are missing.
    package let addresses: Int
    /// The number of /28 blocks that are missing, even if EC2 places single addresses favorably.
    package let blocks: Int
  }

  /// The zone that is lost.
  public let zone: String
  /// The number of nodes that are lost.
  public let nodes: Int
  /// The number of pods that cannot run on the remaining nodes, in addition to those that did not run before.
  public let pendingAtOnce: Int
  /// The number of pods that cannot run after the lost nodes are replaced in other zones, in addition to those that did
  /// not run before.
  public let pendingAfterwards: Int
  /// The subnets that have too few addresses for the replacements.
  package let shortages: [Shortage]

  /// Whether all pods run again after the nodes are replaced.
  public var isSurvived: Bool { pendingAfterwards == 0 && shortages.isEmpty }

  /// Computes the loss of a zone.
  ///
  /// The lost nodes of a group are replaced in its other zones, up to its present size. A group without other zones is
  /// lost. All sizes are the present ones, not those of the peak.
  ///
  /// - Parameters:
  ///   - zone: The zone that is lost.
  ///   - analysis: The capacity of the plan.
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

  /// Returns the loss of each zone that has nodes at the peak of a plan, sorted by zone, with the number of pods that run
  /// at the peak as long as no zone is lost.
  package static func each(of analysis: PlanAnalysis) -> (losses: [ZoneLoss], pods: Int) {
    let peak = analysis.plan.growsToPeak ? PlanAnalysis(of: analysis.plan.atPeak()) : analysis
    let zones = Set(peak.groups.filter { $0.nodes > 0 }.flatMap(\.zones)).sorted()
    let pods = peak.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.running) }
    return (zones.map { ZoneLoss(of: $0, in: peak) }, pods)
  }

  /// Returns the number of pods of workloads that are lost with their groups.
  private static func lost(_ all: Int, in analysis: PlanAnalysis) -> Int {
    all - analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pods) }
  }

  /// Returns the number of pods that do not run. Pods of DaemonSets do not count, as they are lost with their nodes.
  private static func waiting(in analysis: PlanAnalysis) -> Int {
    analysis.workloads.reduce(0) { $0 + ($1.workload.isDaemonSet ? 0 : $1.pending + $1.waitingForAddress) }
  }

  private static func shortage(of load: SubnetLoad) -> Shortage {
    Shortage(
      subnet: load.subnet.name, addresses: max(0, -(load.freeNow ?? 0)),
      blocks: load.blocksNeeded(at: .now) > 0 ? max(0, -(load.freeBlocks(at: .now, .best) ?? 0)) : 0)
  }
}
