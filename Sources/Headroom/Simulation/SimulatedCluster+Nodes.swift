/// The creation, draining and removal of nodes.
extension SimulatedCluster {
  /// Returns the groups of the plan, without nodes.
  func makeGroups() -> [SimulatedGroup] {
    let agent = AgentSettings(plan.network.environment)
    // Windows nodes do not run ipamd, so its variables have no effect there and cordoning does not stop the pool.
    var controller = AgentSettings()
    controller.managesCordonedNodes = true
    var pools = WarmPoolCache()
    return GroupProfile.planned(of: plan).enumerated().map { index, profile in
      let group = profile.group
      let daemonSets = plan.index.placementOrder.filter {
        workloads[$0].workload.isDaemonSet && workloads[$0].groups.contains(index)
      }
      let hostPods = daemonSets.count { workloads[$0].workload.usesHostNetwork } + profile.assumedHostPods
      let largest = FullNode(of: profile, hostPods: hostPods, pools: &pools).type
      let node = profile.nodes.first { $0.type == largest }
      return SimulatedGroup(
        profile: profile, node: node,
        homes: plan.index.homes[index].map { ($0, plan.subnets[$0].zone, 0) },
        rules: node.flatMap(Self.rules), agent: group.platform == .windows ? controller : agent,
        daemonSets: daemonSets.map { ($0, workloads[$0].workload) })
    }
  }

  /// Returns the rules of a node's pool; `nil` where pods need no address of the VPC.
  private static func rules(of node: NodeProfile) -> PoolPolicy? {
    guard node.needsVPCAddresses else { return nil }
    var settings = node.settings
    if node.servable.platform == .windows {
      // On Windows, the VPC resource controller keeps single addresses on one interface: one spare, at least three in
      // total.
      (settings.warmIPTarget, settings.minimumIPTarget, settings.maxENI) = (WindowsPool.warm, WindowsPool.minimum, 1)
    }
    return PoolPolicy(type: node.type, settings: settings, maxPods: node.podSlots)
  }

  // MARK: Adding

  /// Adds nodes. Nodes for which no subnet has an address are tried again every minute.
  mutating func addNodes(_ count: Int, to group: Int) {
    for added in 0..<max(0, count) {
      guard addNode(to: group) != nil else {
        groups[group].missing += count - added
        return
      }
    }
  }

  /// Adds a node where an Auto Scaling group or Karpenter would, or elsewhere if there is no free address.
  ///
  /// - Parameter fills: Whether pending pods are placed on the node at once.
  @discardableResult
  mutating func addNode(to group: Int, fills: Bool = true) -> Int? {
    for choice in rankedHomes(of: group) {
      let home = groups[group].homes[choice].subnet
      guard let address = subnets.takeAddress(from: home) else { continue }
      groups[group].homes[choice].nodes += 1
      let node = start(group, InterfacePlace(subnet: home, address: address))
      if fills { fill(node) }
      return node
    }
    return nil
  }

  /// Returns the subnets of a group, by index, in the order in which a launch is tried.
  private func rankedHomes(of group: Int) -> [Int] {
    let homes = groups[group].homes
    var byZone: [String: Int] = [:]
    for home in homes { byZone[home.zone, default: 0] += home.nodes }
    let policy = groups[group].profile.group
    return homes.indices.sorted { first, second in
      let (a, b) = (homes[first], homes[second])
      // An Auto Scaling group balances its zones and tries another zone if a launch fails; Karpenter does not.
      if policy.balancesZones || policy.spreadsOverZones, byZone[a.zone] != byZone[b.zone] {
        return byZone[a.zone]! < byZone[b.zone]!
      }
      if policy.balancesZones { return (a.nodes, first) < (b.nodes, second) }
      let (freeOfA, freeOfB) = (subnets.spaces[a.subnet].freeAddresses, subnets.spaces[b.subnet].freeAddresses)
      return freeOfA != freeOfB ? freeOfA > freeOfB : first < second
    }
  }

  private mutating func start(_ group: Int, _ place: InterfacePlace) -> Int {
    let subnet = plan.subnets[place.subnet]
    let usesPodSubnet = groups[group].rules.map { !$0.primaryServesPods } ?? false
    var pool: NodePool?
    if let rules = groups[group].rules {
      var primary = NodeInterface(id: 0, place: place, attachedAt: clock)
      primary.isExcluded =
        plan.index.discovery.isExcluded[place.subnet] && rules.primaryServesPods
        && groups[group].profile.group.platform == .linux
      pool = NodePool(rules: rules, agent: groups[group].agent, primary: primary)
    }
    var node = SimulatedNode(
      group: group, home: place.subnet, podHome: usesPodSubnet ? podHome(in: subnet.zone) : nil,
      candidates: candidates[place.subnet], room: groups[group].template, pool: pool)
    // Without a pool (IPv6 or an overlay) the node still takes its own address, and one for a trunk.
    if pool == nil {
      node.addresses = [place]
      if groups[group].node?.hasTrunk == true, let address = subnets.takeAddress(from: place.subnet) {
        node.addresses.append(InterfacePlace(subnet: place.subnet, address: address))
        node.hasTrunkWithoutPool = true
      }
    }
    if let profile = groups[group].node, profile.servable.platform == .linux, profile.plugin != .overlay {
      // The pools of the other network cards in their settled state, which consist of single addresses only.
      let cards = CardPools(on: profile.type, pods: 0, settings: profile.settings)
      for _ in 0..<cards.share.singles {
        guard let address = subnets.takeAddress(from: node.podSubnet) else { break }
        node.addresses.append(InterfacePlace(subnet: node.podSubnet, address: address))
      }
    }
    let index = freeNodes.popLast() ?? nodes.count
    if index == nodes.count { nodes.append(node) } else { nodes[index] = node }
    giveSerial(to: index)
    groups[group].nodes += 1
    if !groups[group].isFargate {
      nodes[index].leaf = groups[group].tree.insert(index, NodeTree.Summary(node.room))
    }
    if nodes[index].hasPool {
      point(at: index)
      nodes[index].pool!.start(clock, &subnets)
    }
    if nodes[index].hasPool || groups[group].grows { wake(index) }
    for workload in groups[group].daemonSets where nodes[index].room.room(for: workloads[workload].workload) > 0 {
      put(workload, on: index)
    }
    return index
  }

  private mutating func giveSerial(to index: Int) {
    nodes[index].serial = nodeOfSerial.count
    nodeOfSerial.append(Int32(index))
    let group = nodes[index].group
    groups[group].members.append(nodes[index].serial)
    if groups[group].members.count > 2 * groups[group].nodes + 64 {
      groups[group].members.removeAll { nodeOfSerial[$0] < 0 }
    }
  }

  /// Returns the pod subnet of the next node in a zone. If there are several, they take turns.
  private mutating func podHome(in zone: String) -> Int? {
    let subnets = plan.index.podSubnets(in: zone)
    guard !subnets.isEmpty else { return nil }
    let turn = podHomeTurn[zone, default: 0]
    podHomeTurn[zone] = turn + 1
    return subnets[turn % subnets.count]
  }

  // MARK: Removing

  /// Removes a node. Its addresses become free at once, and its pods are placed on other nodes.
  mutating func removeNode(_ index: Int) {
    let evicted = nodes[index].shares.filter { !workloads[Int($0.workload)].workload.isDaemonSet }
    countLost(index)
    subnets.count(calls: 1, on: nodes[index].home)
    // EC2 deletes the interfaces of an instance with it, so their addresses are free at once.
    if let pool = nodes[index].pool { pool.giveAllBack(&subnets) }
    for place in nodes[index].addresses + nodes[index].branches + nodes[index].coolingBranches.map(\.place) {
      subnets.spaces[place.subnet].give(single: place.address)
    }
    forget(index)
    for share in evicted { workloads[Int(share.workload)].placed -= Int(share.pods) }
    restart(evicted)
  }

  /// Counts pods that end or are evicted before they got an address.
  private mutating func countLost(_ index: Int) {
    while nodes[index].line.count > 0 { giveUp(since: nodes[index].line.removeLast(), on: nodes[index].podSubnet) }
    while nodes[index].branchLine.count > 0 {
      giveUp(since: nodes[index].branchLine.removeLast(), on: nodes[index].podSubnet)
    }
  }

  private mutating func forget(_ index: Int) {
    let group = nodes[index].group
    if let leaf = nodes[index].leaf { groups[group].tree.remove(leaf) }
    nodeOfSerial[nodes[index].serial] = -1
    for home in groups[group].homes.indices where groups[group].homes[home].subnet == nodes[index].home {
      groups[group].homes[home].nodes -= 1
    }
    groups[group].nodes -= 1
    nodes[index].isLive = false
    nodes[index].pool = nil
    nodes[index].wakeAt = .max
    freeNodes.append(index)
  }

  /// Cordons nodes, so that they accept no new pods.
  mutating func cordonNodes(_ indices: [Int]) {
    for index in indices {
      nodes[index].pool?.isCordoned = true
      guard let leaf = nodes[index].leaf else { continue }
      groups[nodes[index].group].tree.remove(leaf)
      nodes[index].leaf = nil
    }
  }

  /// Drains nodes: they accept no new pods, and their pods are placed on other nodes, except for those of DaemonSets.
  mutating func drainNodes(_ indices: [Int]) {
    cordonNodes(indices)
    for index in indices {
      let evicted = nodes[index].shares.filter { !workloads[Int($0.workload)].workload.isDaemonSet }
      for share in evicted {
        for _ in 0..<share.pods { remove(Int(share.workload), from: index, waitingFirst: true) }
        workloads[Int(share.workload)].placed -= Int(share.pods)
      }
      // With a new serial, the entries of evicted pods that refer to the old one are recognized as outdated.
      nodeOfSerial[nodes[index].serial] = -1
      giveSerial(to: index)
      restart(evicted)
    }
  }

  private mutating func restart(_ shares: [SimulatedNode.Share]) {
    for share in shares {
      for _ in 0..<share.pods { startPod(of: Int(share.workload)) }
    }
  }

  /// Returns the nodes of a group, oldest first.
  mutating func members(of group: Int) -> [Int] {
    groups[group].members.removeAll { nodeOfSerial[$0] < 0 }
    return groups[group].members.map { Int(nodeOfSerial[$0]) }
  }
}
