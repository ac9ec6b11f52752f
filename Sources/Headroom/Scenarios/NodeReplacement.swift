/// What the nodes that stay ask for while others of their group are replaced without new ones coming first.
///
/// A node that is drained keeps its interfaces until it ends; its pods need addresses elsewhere at once. So for a while
/// the subnets hold both: with `WARM_ENI_TARGET` until the node ends, with other targets until its agent releases what is
/// too much, half a minute later at the most.
public struct NodeReplacement: Hashable, Sendable {
  /// A subnet that cannot give what is asked for.
  public struct Shortage: Hashable, Sendable {
    /// The subnet.
    public let subnet: String
    /// Addresses that are asked for, sixteen a prefix, and those that are left.
    public let asked: Int, left: Int
  }

  /// Nodes that are replaced at a time.
  public let nodes: Int
  /// Pods with an address that move at a time.
  public let pods: Int
  /// Pods that each node that stays takes.
  public let podsPerNode: Int
  /// Whether drained nodes keep their addresses until they end, and do not release them within half a minute.
  public let keepsAddresses: Bool
  /// Subnets that cannot give what is asked for, where spare addresses are not enough.
  public let shortages: [Shortage]

  /// Computes the replacement of a group's nodes; `nil` if new ones come first, if there is no other node, or if pods
  /// need no address of the VPC.
  public init?(of load: GroupLoad, in analysis: PlanAnalysis) {
    let group = load.profile.group
    let update = NodeUpdate(of: group, nodes: load.nodes, zones: load.zones.count)
    guard !group.isFargate, load.nodes > 1, update.drainsFirst,
      let profile = load.profile.nodes.first(where: { $0.type == load.largestType }), profile.needsVPCAddresses
    else { return nil }
    let atOnce = update.batch
    let staying = load.nodes - atOnce
    guard staying > 0 else { return nil }
    nodes = atOnce
    let each = load.pods.dividedRoundingUp(by: load.nodes)
    let branches = load.branchPods.dividedRoundingUp(by: load.nodes)
    pods = each * atOnce
    let room = max(0, (profile.podAddresses ?? each) - each)
    podsPerNode = min(pods.dividedRoundingUp(by: staying), room)
    let moreBranches = min((branches * atOnce).dividedRoundingUp(by: staying), profile.branchInterfaces - branches)
    if case .interfaces = profile.settings.warmTarget(on: profile.type) {
      keepsAddresses = profile.servable.platform == .linux
    } else {
      keepsAddresses = false
    }
    var pools = WarmPoolCache()
    let before = profile.footprint(pods: each, branchPods: branches, maxPods: profile.podSlots, pools: &pools)
    let after = profile.footprint(
      pods: each + podsPerNode, branchPods: branches + max(0, moreBranches), maxPods: profile.podSlots, pools: &pools)
    let inZone = GroupLoad.perZone(staying, zones: load.zones.count)
    let index = analysis.plan.index
    let subnets = analysis.subnets
    var found: [Shortage] = []
    // Pods that spare addresses are enough for do not wait.
    let suffices = podsPerNode <= before.warm && moreBranches <= 0
    func ask(_ place: Int, _ before: SubnetShare, _ after: SubnetShare) {
      let subnet = subnets[place]
      let name = subnet.subnet.name
      // A subnet that lacks addresses already has a finding of its own.
      guard !suffices, let left = subnet.freeNow, left >= 0,
        !found.contains(where: { $0.subnet == name })
      else { return }
      let asked = (after.addresses - before.addresses) * inZone
      let blocks = (after.blocks - before.blocks) * inZone
      let lacksBlocks = blocks > 0 && blocks > subnet.freePrefixBlocksNow ?? .max
      if asked > left || lacksBlocks {
        let left = lacksBlocks ? min(left, max(0, subnet.freePrefixBlocksNow ?? 0) * 16) : left
        found.append(Shortage(subnet: name, asked: asked, left: left))
      }
    }
    for home in index.nodeGroups[group.name].map({ index.homes[$0] }) ?? [] {
      if let targets = index.discovery.targetsElsewhere(of: home), group.platform == .linux {
        func footprint(_ pods: Int) -> NodeFootprint {
          profile.footprint(
            pods: pods, branchPods: branches, maxPods: profile.podSlots,
            excludesPrimary: index.discovery.isExcluded[home], pools: &pools)
        }
        let (before, after) = (footprint(each), footprint(each + podsPerNode))
        ask(home, before.node - before.further, after.node - after.further)
        let asked = (after.further.addresses - before.further.addresses) * inZone
        let left = targets.reduce(0) { $0 + max(0, subnets[$1].freeNow ?? 0) }
        let names = targets.map { subnets[$0].subnet.name }
        if !suffices, asked > left, let target = names.first, !found.contains(where: { names.contains($0.subnet) }) {
          found.append(Shortage(subnet: target, asked: asked, left: left))
        }
        continue
      }
      ask(home, before.node, after.node)
      for podSubnet in index.podSubnets(in: subnets[home].subnet.zone) { ask(podSubnet, before.pods, after.pods) }
    }
    shortages = found
  }
}
