/// The placement of the plan's pods on nodes: DaemonSets first, then system-critical pods, then the most constrained
/// workloads, each spread evenly over the nodes of its groups.
///
/// Nodes are counted in classes of equal nodes instead of one by one, so the time grows with the number of groups and
/// workloads, not with the number of pods.
struct PodPlacement {
  /// The classes of nodes of each group, in the plan's order.
  var classes: [[NodeClass]]
  /// The outcome for each workload, in the plan's order.
  var counts: [PodCount]
  /// The number of pods of each Fargate profile.
  var fargatePods: [Int]
  /// The pods of each Fargate profile by workload, in the order of their placement.
  private(set) var fargateShares: [[(workload: Int, pods: Int)]]
  /// The number of host-network pods on every node of each group.
  var hostPods: [Int]

  let profiles: [GroupProfile]
  let index: PlanIndex
  /// For each group that grows with its pods, the node that it adds; `nil` for the others.
  var templates: [NodeClass?]
  /// The outcome for each DaemonSet's pod on a node that a group adds.
  var daemonSets: [[DaemonPod]]
  /// The pods with an address of a pool in the order of their placement; empty unless recording was requested.
  var placements: [(workload: Int, group: Int, pods: Int)] = []
  let isRecording: Bool
  let size: PlanSize

  struct DaemonPod {
    let workload: Int
    /// Whether the pod finds an address, or why the node does not take it.
    let outcome: Outcome
    enum Outcome {
      case placed(waiting: Int)
      case refused(SchedulingObstacle)
    }
  }

  /// Places the pods of a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - profiles: The node groups of the plan.
  ///   - size: The size of the plan.
  ///   - order: The order in which the workloads are placed, by default the most constrained first.
  ///   - recording: Whether to remember the order of placement, which ``starve(_:)`` needs.
  init(
    of plan: ClusterPlan, profiles: [GroupProfile], size: PlanSize, order: [Int]? = nil, recording: Bool = false
  ) {
    self.profiles = profiles
    self.size = size
    isRecording = recording
    index = plan.index
    classes = profiles.map { profile in
      guard let nodes = size.nodes(of: profile.group), nodes > 0 else { return [] }
      return [NodeClass(profile, count: nodes)]
    }
    templates = profiles.map { $0.group.growsWithPods ? NodeClass($0, count: 1) : nil }
    counts = plan.workloads.map { PodCount(workload: $0) }
    fargatePods = profiles.map { _ in 0 }
    fargateShares = profiles.map { _ in [] }
    hostPods = profiles.map(\.assumedHostPods)
    daemonSets = profiles.map { _ in [] }
    for workload in order ?? (size == .largest ? index.peakPlacementOrder : index.placementOrder) {
      if plan.workloads[workload].isDaemonSet { placeDaemonSet(workload) } else { placeReplicas(workload) }
    }
  }

  // MARK: Replicas

  private mutating func placeReplicas(_ index: Int) {
    let workload = counts[index].workload
    counts[index].pods = size.pods(of: workload)
    let groups = self.index.groupsOfWorkload[index]
    var left = counts[index].pods
    left -= spread(index, pods: left, over: groups)
    // Karpenter and Auto Mode add nodes only for pods that no existing node takes.
    for group in groups where left > 0 { left -= addNodes(to: group, for: index, pods: left) }
    let isTooLarge = !self.index.fargateOfWorkload[index].isEmpty && FargatePodSize(of: workload) == nil
    for profile in self.index.fargateOfWorkload[index] where left > 0 && !isTooLarge {
      // A Fargate pod runs on its own node, so the profile's size limits the number of pods.
      let placed = min(left, (profiles[profile].group.maxSize ?? .max) - fargatePods[profile])
      fargatePods[profile] += placed
      if placed > 0 { fargateShares[profile].append((index, placed)) }
      record(index, on: profile, placed: placed, waiting: 0)
      left -= placed
    }
    counts[index].pending = left
    guard left > 0 else { return }
    counts[index].pendingReason =
      isTooLarge && groups.isEmpty
      ? "no pod on Fargate is larger than \(FargatePodSize.largest)" : obstacle(to: workload, in: groups)
  }

  /// Spreads pods evenly over the existing nodes and returns how many found a place.
  private mutating func spread(_ index: Int, pods: Int, over groups: [Int]) -> Int {
    let candidates = candidates(for: counts[index].workload, in: groups)
    let wanted = min(pods, candidates.reduce(0) { $0 + $1.room * $1.count })
    guard wanted > 0 else { return 0 }
    let level = candidates.level(of: wanted)
    var rest = wanted - candidates.reduce(0) { $0 + min($1.room, level) * $1.count }
    // Pods that cannot be divided evenly go to the nodes with the fewest pods; the names of groups decide between equal
    // ones.
    for candidate in level > 0 ? candidates.emptiestFirst : candidates.emptiest(rest) {
      let (group, place) = (candidate.group, candidate.place)
      let extra = candidate.room > level ? min(rest, candidate.count) : 0
      rest -= extra
      var nodes = classes[group][place]
      if extra > 0, extra < nodes.count {
        var luckier = nodes
        luckier.count = extra
        nodes.count -= extra
        put(level + 1, of: index, on: &luckier, group)
        classes[group].append(luckier)
        put(level, of: index, on: &nodes, group)
      } else {
        put(min(candidate.room, level + (extra > 0 ? 1 : 0)), of: index, on: &nodes, group)
      }
      classes[group][place] = nodes
    }
    return wanted
  }

  /// Returns the classes of nodes that have room for a pod of a workload.
  private func candidates(for workload: Workload, in groups: [Int]) -> [NodeCandidate] {
    var candidates: [NodeCandidate] = []
    for group in groups {
      for place in classes[group].indices {
        let room = classes[group][place].room(for: workload)
        guard room > 0 else { continue }
        let (count, used) = (classes[group][place].count, classes[group][place].used)
        candidates.append(NodeCandidate(group: group, place: place, room: room, count: count, used: used))
      }
    }
    return candidates
  }

  private mutating func put(_ pods: Int, of index: Int, on nodes: inout NodeClass, _ group: Int) {
    guard pods > 0 else { return }
    let waiting = nodes.place(pods, of: counts[index].workload)
    if isRecording { nodes.contents.append(NodeClass.Content(workload: index, pods: pods)) }
    record(index, on: group, placed: pods * nodes.count, waiting: waiting * nodes.count)
  }

  /// Adds nodes to a group that grows with its pods and returns how many pods found a place.
  private mutating func addNodes(to group: Int, for index: Int, pods: Int) -> Int {
    guard let template = templates[group] else { return 0 }
    let room = template.room(for: counts[index].workload)
    let existing = classes[group].reduce(0) { $0 + $1.count }
    let most = profiles[group].mostNodes - existing
    let nodes = min(most, room > 0 ? pods.dividedRoundingUp(by: room) : 0)
    guard nodes > 0 else { return 0 }
    let placed = min(pods, nodes * room)
    let partial = placed - (nodes - 1) * room
    for (count, each) in [(nodes - 1, room), (1, partial)] where count > 0 {
      var added = template
      added.count = count
      put(each, of: index, on: &added, group)
      classes[group].append(added)
    }
    for pod in daemonSets[group] {
      counts[pod.workload].pods += nodes
      switch pod.outcome {
      case .placed(let waiting): record(pod.workload, on: group, placed: nodes, waiting: waiting * nodes)
      case .refused(let obstacle): refuse(pod.workload, nodes: nodes, obstacle)
      }
    }
    return placed
  }

  /// Returns the scheduler's own message: the number of nodes, and how many of them lack what.
  func obstacle(to workload: Workload, in groups: [Int]) -> String {
    var nodes = 0
    var obstacles: [SchedulingObstacle: Int] = [:]
    for group in groups {
      for part in classes[group] {
        nodes += part.count
        obstacles[part.obstacle(to: workload), default: 0] += part.count
      }
    }
    guard nodes > 0 else { return "no nodes available to schedule pods" }
    let list = obstacles.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }
      .map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    return "0/\(nodes) nodes are available: \(list)"
  }
}

extension PodPlacement {
  /// Takes addresses away from pods whose subnet has none left: from those that do not run yet, of each workload in
  /// proportion to their number, and if they are not enough, from others in the same way.
  ///
  /// - Parameters:
  ///   - shortage: The number of pods without an address, by group.
  ///   - full: The names of the subnets that have no address left, by group.
  ///   - before: The number of pods of each workload that run already.
  mutating func starve(_ shortage: [Int], full: [[String]], before: [Int]) {
    var placed: [Int: [Int: Int]] = [:]
    for entry in placements where shortage[entry.group] > 0 {
      placed[entry.group, default: [:]][entry.workload, default: 0] += entry.pods
    }
    var added = zip(counts, before).map { max(0, $0.running - $1) }
    var starving: [Int: [Int]] = [:]
    for (group, pods) in placed.sorted(by: { profiles[$0.key].group.name < profiles[$1.key].group.name }) {
      let parts = pods.sorted { counts[$0.key].workload.name < counts[$1.key].workload.name }
      let shorts = shortage[group].dealt(over: parts.map(\.value), first: parts.map { min($0.value, added[$0.key]) })
      for ((workload, _), short) in zip(parts, shorts) where short > 0 {
        added[workload] = max(0, added[workload] - short)
        counts[workload].running -= short
        counts[workload].waitingForAddress += short
        starving[workload, default: []].append(group)
      }
    }
    for (workload, groups) in starving {
      let groups = Set(groups).sorted { profiles[$0].group.name < profiles[$1].group.name }
      let homes = groups.map { "\(Self.subnets(full[$0])) of node group \(profiles[$0].group.name)" }
      let isOne = groups.count == 1 && full[groups[0]].count == 1
      counts[workload].waitingReason = "\(enumerated(homes)) \(isOne ? "has" : "have") no address left"
      var subnets: [String] = []
      for group in groups where subnets.count < mostNamed { subnets += full[group].prefix(mostNamed) }
      counts[workload].fullSubnets = Set(subnets).sorted()
    }
  }

  private static func subnets(_ names: [String]) -> String {
    "\(names.count == 1 ? "subnet" : "subnets") \(abbreviated(names))"
  }
}

/// The additional pods of a workload that the nodes of a plan have room for during a rollout.
struct SurgeRoom: Hashable, Sendable {
  /// The number of pods.
  let pods: Int
  /// The reason why no more fit, in the scheduler's words.
  let obstacle: String
}

extension PodPlacement {
  /// For each workload that gives `maxSurge`, the room for additional pods.
  ///
  /// It is `nil` for the other workloads, and where nodes are added as the pods need them.
  var surgeRoom: [SurgeRoom?] {
    counts.enumerated().map { place, count in
      guard count.workload.maxSurge != nil, !count.workload.isDaemonSet else { return nil }
      let homes = index.groupsOfWorkload[place]
      guard index.fargateOfWorkload[place].isEmpty, homes.allSatisfy({ templates[$0] == nil }) else { return nil }
      var full = self
      var pods = 0
      for group in homes {
        for part in classes[group].indices {
          let room = classes[group][part].room(for: count.workload)
          pods += room * classes[group][part].count
          _ = full.classes[group][part].place(room, of: count.workload)
        }
      }
      return SurgeRoom(pods: pods, obstacle: full.obstacle(to: count.workload, in: homes))
    }
  }
}
