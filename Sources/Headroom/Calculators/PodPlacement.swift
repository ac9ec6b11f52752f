/// Where the plan's pods run: DaemonSets first, then what is critical, then the rest in the plan's order, each spread
/// evenly over the nodes of its groups.
///
/// Nodes are counted by class, never one by one, so that time grows with groups and workloads, not with pods.
struct PodPlacement {
  /// Nodes by group, in the plan's order.
  private(set) var classes: [[NodeClass]]
  /// What became of each workload, in the plan's order.
  private(set) var counts: [PodCount]
  /// Pods on Fargate by group, now and at the most.
  private(set) var fargatePods: [(now: Int, peak: Int)]
  /// Pods of the host's network that every node of a group has.
  private(set) var hostPods: [Int]

  private let profiles: [GroupProfile]
  private let groupIndex: [String: Int]
  /// Groups that grow with their pods, with the node that they add; `nil` for the others.
  private var templates: [NodeClass?]
  /// DaemonSets of each group, and whether a node takes their pod.
  private var daemonSets: [[(workload: Int, fits: Bool)]]

  init(of plan: ClusterPlan, profiles: [GroupProfile]) {
    self.profiles = profiles
    groupIndex = Dictionary(uniqueKeysWithValues: profiles.enumerated().map { ($1.group.name, $0) })
    classes = profiles.map { profile in
      guard let size = profile.group.desiredSize, size > 0, profile.group.manager != .fargate else { return [] }
      return [NodeClass(profile, count: size)]
    }
    templates = profiles.map { profile in
      let grows = profile.group.desiredSize == nil && profile.group.manager != .fargate
      return grows ? NodeClass(profile, count: 1) : nil
    }
    counts = plan.workloads.map { PodCount(workload: $0) }
    fargatePods = profiles.map { _ in (0, 0) }
    hostPods = profiles.map(\.assumedHostPods)
    daemonSets = profiles.map { _ in [] }
    let order = plan.workloads.indices
    let daemons = order.filter { plan.workloads[$0].isDaemonSet }
    let critical = order.filter { !plan.workloads[$0].isDaemonSet && plan.workloads[$0].isSystemCritical }
    let rest = order.filter { !plan.workloads[$0].isDaemonSet && !plan.workloads[$0].isSystemCritical }
    for index in daemons { placeDaemonSet(index) }
    for index in critical + rest { placeReplicas(index) }
  }

  /// The groups whose nodes may run a workload; Fargate profiles only if named.
  private func groups(of workload: Workload) -> [Int] {
    if workload.nodeGroups.isEmpty { return profiles.indices.filter { profiles[$0].group.manager != .fargate } }
    return workload.nodeGroups.compactMap { groupIndex[$0] }.sorted()
  }

  // MARK: DaemonSets

  private mutating func placeDaemonSet(_ index: Int) {
    let workload = counts[index].workload
    for group in groups(of: workload) where profiles[group].group.manager != .fargate {
      if workload.usesHostNetwork { hostPods[group] += 1 }
      for place in classes[group].indices {
        var nodes = classes[group][place]
        placeDaemonPod(index, on: &nodes)
        classes[group][place] = nodes
      }
      if var template = templates[group] {
        let fits = template.room(for: workload) > 0
        if fits { _ = template.place(1, of: workload) }
        templates[group] = template
        daemonSets[group].append((index, fits))
      }
    }
  }

  private mutating func placeDaemonPod(_ index: Int, on nodes: inout NodeClass) {
    let workload = counts[index].workload
    counts[index].pods += nodes.count
    if nodes.room(for: workload) > 0 {
      record(index, placed: nodes.count, waiting: nodes.count * nodes.place(1, of: workload))
    } else {
      counts[index].pending += nodes.count
      counts[index].reason = "\(nodes.count) nodes: \(nodes.obstacle(to: workload))"
    }
  }

  private mutating func record(_ index: Int, placed: Int, waiting: Int) {
    counts[index].running += placed - waiting
    guard waiting > 0 else { return }
    counts[index].waitingForAddress += waiting
    counts[index].reason = "the nodes' interfaces hold no more addresses"
  }

  // MARK: Replicas

  private mutating func placeReplicas(_ index: Int) {
    let workload = counts[index].workload
    counts[index].pods = workload.replicas
    let all = groups(of: workload)
    let groups = all.filter { profiles[$0].group.manager != .fargate }
    var left = workload.replicas
    left -= spread(index, pods: left, over: groups)
    for group in groups where left > 0 { left -= addNodes(to: group, for: index, pods: left) }
    let fargate = all.filter { profiles[$0].group.manager == .fargate }
    if let profile = fargate.first {
      // A pod beyond the profile's size has no node of its own.
      let most = profiles[profile].group.maxSize ?? .max
      let placed = min(left, most - fargatePods[profile].now)
      let peak = max(placed, (workload.maxReplicas ?? workload.replicas) - (workload.replicas - left))
      fargatePods[profile].now += placed
      fargatePods[profile].peak = min(most, fargatePods[profile].peak + peak)
      counts[index].running += placed
      left -= placed
    }
    counts[index].pending = left
    if left > 0 { counts[index].reason = obstacle(to: workload, in: groups) }
  }

  /// Spreads pods evenly over the nodes there are; returns how many found a place.
  private mutating func spread(_ index: Int, pods: Int, over groups: [Int]) -> Int {
    let workload = counts[index].workload
    var candidates: [(group: Int, place: Int, room: Int)] = []
    var capacity = 0
    for group in groups {
      for place in classes[group].indices {
        let room = classes[group][place].room(for: workload)
        guard room > 0 else { continue }
        candidates.append((group, place, room))
        capacity += room * classes[group][place].count
      }
    }
    let wanted = min(pods, capacity)
    guard wanted > 0 else { return 0 }
    let level = level(wanted, candidates)
    var rest = wanted - candidates.reduce(0) { $0 + min($1.room, level) * classes[$1.group][$1.place].count }
    // What does not come out even goes to the nodes with the fewest pods.
    let emptiestFirst = candidates.sorted {
      (classes[$0.group][$0.place].used, $0.group, $0.place) < (classes[$1.group][$1.place].used, $1.group, $1.place)
    }
    for (group, place, room) in emptiestFirst {
      var nodes = classes[group][place]
      let extra = room > level ? min(rest, nodes.count) : 0
      rest -= extra
      if extra > 0, extra < nodes.count {
        var luckier = nodes
        luckier.count = extra
        nodes.count -= extra
        put(level + 1, of: index, on: &luckier)
        classes[group].append(luckier)
        put(level, of: index, on: &nodes)
      } else {
        put(min(room, level + (extra > 0 ? 1 : 0)), of: index, on: &nodes)
      }
      classes[group][place] = nodes
    }
    return wanted
  }

  private mutating func put(_ pods: Int, of index: Int, on nodes: inout NodeClass) {
    guard pods > 0 else { return }
    let waiting = nodes.place(pods, of: counts[index].workload)
    record(index, placed: pods * nodes.count, waiting: waiting * nodes.count)
  }

  /// The most pods that every node with room can get before fewer than that are left.
  private func level(_ pods: Int, _ candidates: [(group: Int, place: Int, room: Int)]) -> Int {
    var low = 0
    var high = candidates.reduce(0) { max($0, $1.room) }
    while low < high {
      let middle = (low + high + 1) / 2
      let needed = candidates.reduce(0) { $0 + min($1.room, middle) * classes[$1.group][$1.place].count }
      if needed <= pods { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Lets a group that grows with its pods add nodes; returns how many pods found a place.
  private mutating func addNodes(to group: Int, for index: Int, pods: Int) -> Int {
    guard let template = templates[group] else { return 0 }
    let room = template.room(for: counts[index].workload)
    let existing = classes[group].reduce(0) { $0 + $1.count }
    let most = (profiles[group].group.maxSize ?? PlanValidation.mostNodes) - existing
    let nodes = min(most, room > 0 ? pods.dividedRoundingUp(by: room) : 0)
    guard nodes > 0 else { return 0 }
    let placed = min(pods, nodes * room)
    let partial = placed - (nodes - 1) * room
    for (count, each) in [(nodes - 1, room), (1, partial)] where count > 0 {
      var added = template
      added.count = count
      put(each, of: index, on: &added)
      classes[group].append(added)
    }
    for (daemonSet, fits) in daemonSets[group] {
      counts[daemonSet].pods += nodes
      if fits { counts[daemonSet].running += nodes } else { counts[daemonSet].pending += nodes }
    }
    return placed
  }

  /// The scheduler's own line: how many nodes, and what is wrong with how many of them.
  private func obstacle(to workload: Workload, in groups: [Int]) -> String {
    var nodes = 0
    var obstacles: [String: Int] = [:]
    for group in groups {
      for part in classes[group] {
        nodes += part.count
        obstacles[part.obstacle(to: workload), default: 0] += part.count
      }
    }
    guard nodes > 0 else { return "no nodes available to schedule pods" }
    let list = obstacles.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return "0/\(nodes) nodes are available: \(list)"
  }
}

extension PodPlacement {
  /// Takes addresses back from pods whose subnet has none left, the last placed first.
  ///
  /// - Parameter shortage: Pods without an address, by group.
  mutating func starve(_ shortage: [Int]) {
    for (group, missing) in shortage.enumerated() where missing > 0 {
      var missing = missing
      let name = profiles[group].group.name
      for index in counts.indices.reversed() where missing > 0 {
        let workload = counts[index].workload
        guard !workload.usesHostNetwork, workload.nodeGroups.isEmpty || workload.nodeGroups.contains(name) else {
          continue
        }
        let taken = min(missing, counts[index].running)
        guard taken > 0 else { continue }
        counts[index].running -= taken
        counts[index].waitingForAddress += taken
        counts[index].reason = "the subnets of node group \(name) have no address left"
        missing -= taken
      }
    }
  }
}
