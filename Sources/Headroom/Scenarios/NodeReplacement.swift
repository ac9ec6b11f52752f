/// The demand for addresses while nodes of a group are replaced and old nodes are removed before new ones exist.
///
/// A drained node keeps its interfaces until it terminates, but its pods need addresses on other nodes immediately. So
/// the subnets temporarily need both: with `WARM_ENI_TARGET` until the node terminates, and with other targets until
/// ipamd on the drained node releases its surplus, at most half a minute later.
package struct NodeReplacement: Hashable, Sendable {
  /// A subnet that has fewer addresses than the remaining nodes request.
  package struct Shortage: Hashable, Sendable {
    /// The name of the subnet.
    package let subnet: String
    /// The number of addresses that the remaining nodes request (16 for each prefix), and the number that is free.
    package let asked: Int, left: Int
  }

  /// The number of nodes that are replaced at the same time.
  package let nodes: Int
  /// The number of pods with an address that move at the same time.
  package let pods: Int
  /// The number of pods that each remaining node takes.
  package let podsPerNode: Int
  /// Whether drained nodes keep their addresses until they terminate. If not, they release them within half a minute.
  package let keepsAddresses: Bool
  /// The subnets that have too few addresses; empty if the warm addresses of the remaining nodes suffice for the pods.
  package let shortages: [Shortage]

  /// Computes the replacement of a group's nodes.
  ///
  /// Returns `nil` if new nodes start before old ones are removed, if no other node remains, or if pods do not need
  /// addresses of the VPC.
  package init?(of load: GroupLoad, in analysis: PlanAnalysis) {
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
    // With WARM_ENI_TARGET ipamd releases only whole interfaces. A cordoned node does not do that, but it releases
    // surplus addresses and prefixes.
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
    // Pods do not wait if the warm addresses of the remaining nodes suffice for them.
    let suffices = podsPerNode <= before.warm && moreBranches <= 0
    func ask(_ place: Int, _ before: SubnetShare, _ after: SubnetShare) {
      let subnet = subnets[place]
      let name = subnet.subnet.name
      // A subnet that has too few addresses already is reported by HR-SUB-001.
      guard !suffices, let left = subnet.freeNow, left >= 0,
        !found.contains(where: { $0.subnet == name })
      else { return }
      let asked = (after.addresses - before.addresses) * inZone
      let blocks = (after.blocks - before.blocks) * inZone
      let lacksBlocks = blocks > 0 && blocks > subnet.freeBlocks(at: .now, .best) ?? .max
      if asked > left || lacksBlocks {
        let left = lacksBlocks ? min(left, max(0, subnet.freeBlocks(at: .now, .best) ?? 0) * 16) : left
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
        ask(home, before.node - before.furtherShare, after.node - after.furtherShare)
        let asked = (after.furtherShare.addresses - before.furtherShare.addresses) * inZone
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
