/// The life of pods: they start, get addresses and end.
extension SimulatedCluster {
  /// Starts a pod. It is pending if no node takes it.
  mutating func startPod(of workload: Int) {
    podEvents += 1
    // If a pod of the workload is already pending, no node has room for another one.
    if workloads[workload].pending == 0, place(workload) { return }
    changePending(of: workload, by: 1)
  }

  mutating func changePending(of workload: Int, by count: Int) {
    workloads[workload].pending += count
    pendingPods += count
  }

  /// Places a pod on the node with the fewest pods that takes it, or on a new node if the group grows with its pods.
  mutating func place(_ workload: Int) -> Bool {
    var best: (node: Int, used: Int32)?
    for group in workloads[workload].groups {
      let found = groups[group].tree.emptiest(for: workloads[workload].workload, below: best?.used ?? .max)
      if let found { best = found }
    }
    if let best {
      put(workload, on: best.node)
      return true
    }
    for group in workloads[workload].groups where groups[group].grows && groups[group].nodes < groups[group].mostNodes {
      guard groups[group].emptyNode.room(for: workloads[workload].workload) > 0,
        let node = addNode(to: group, fills: false)
      else { continue }
      put(workload, on: node)
      fill(node)
      return true
    }
    for group in workloads[workload].fargate where groups[group].nodes < groups[group].mostNodes {
      guard let node = addNode(to: group) else { continue }
      enter(workload, on: node)
      return true
    }
    return false
  }

  /// Places pending pods in the free room of a node.
  mutating func fill(_ index: Int) {
    guard pendingPods > 0, nodes[index].leaf != nil else { return }
    for workload in order where workloads[workload].pending > 0 {
      guard workloads[workload].groups.contains(nodes[index].group) else { continue }
      while workloads[workload].pending > 0, nodes[index].room.room(for: workloads[workload].workload) > 0 {
        put(workload, on: index)
        changePending(of: workload, by: -1)
      }
    }
  }

  /// Records that a pod is on a node.
  private mutating func enter(_ workload: Int, on index: Int) {
    nodes[index].add(1, of: workload)
    guard !workloads[workload].workload.isDaemonSet else { return }
    nodes[index].replicas += 1
    workloads[workload].placed += 1
    workloads[workload].homes.append(UInt32(nodes[index].serial))
    if workloads[workload].homes.count > 2 * workloads[workload].placed + 64 {
      workloads[workload].homes.removeAll { $0 == SimulatedWorkload.gone || nodeOfSerial[Int($0)] < 0 }
    }
  }

  /// Places a pod on a node that has room. The pod then waits for an address if it needs one.
  mutating func put(_ workload: Int, on index: Int) {
    _ = nodes[index].room.place(1, of: workloads[workload].workload)
    updateTree(index)
    enter(workload, on: index)
    guard !workloads[workload].workload.usesHostNetwork else { return }
    if workloads[workload].workload.hasSecurityGroups {
      nodes[index].branchLine.append(clock)
      waiting[nodes[index].podSubnet] += 1
      serveBranches(index)
      if nodes[index].branchLine.count > 0 { wake(index) }
    } else if nodes[index].hasPool {
      waiting[nodes[index].podSubnet] += 1
      nodes[index].arrive(clock)
      serve(index)
      wake(index)
    }
  }

  private mutating func updateTree(_ index: Int) {
    guard let leaf = nodes[index].leaf else { return }
    groups[nodes[index].group].tree.update(leaf, NodeTree.Summary(nodes[index].room))
  }

  // MARK: Waiting

  /// Records which waiting pods have received an address of the pool.
  mutating func serve(_ index: Int) {
    while let since = nodes[index].nextServed() { note(wait: since, on: nodes[index].podSubnet) }
  }

  /// Records the end of a pod's wait that began at a given time.
  private mutating func note(wait since: Int, on subnet: Int) {
    waiting[subnet] -= 1
    guard !summaries.isEmpty else { return }
    if count(wait: since, on: subnet) >= Self.patience { summaries[subnet].failedPods += 1 }
  }

  /// Counts a wait that began at a given time and returns its length since the start of the scenario.
  private mutating func count(wait since: Int, on subnet: Int) -> Int {
    let seconds = clock - max(since, offset)
    guard seconds > 0 else { return 0 }
    summaries[subnet].waitedPods += 1
    summaries[subnet].longestWait = max(summaries[subnet].longestWait, seconds)
    return seconds
  }

  /// Gives branch interfaces to the pods that wait for one.
  mutating func serveBranches(_ index: Int) {
    let subnet = nodes[index].podSubnet
    guard nodes[index].branchLine.count > 0, nodes[index].hasTrunk else { return }
    while nodes[index].branchLine.count > 0, let address = subnets.takeAddress(from: subnet) {
      // Associating a branch interface with the trunk is another call.
      subnets.count(calls: 1, on: subnet)
      nodes[index].branches.append(InterfacePlace(subnet: subnet, address: address))
      note(wait: nodes[index].branchLine.removeFirst(), on: subnet)
    }
  }

  /// Releases branch interfaces that have cooled down and assigns others; returns when to look again, or `nil` for
  /// never.
  ///
  /// The VPC resource controller keeps a branch interface for 60 seconds after its pod has ended.
  ///
  /// Source: `pkg/provider/branch/trunk/trunk.go` of aws/amazon-vpc-resource-controller-k8s.
  mutating func runBranches(of index: Int) -> Int? {
    guard !nodes[index].coolingBranches.isEmpty || nodes[index].branchLine.count > 0 else { return nil }
    while let first = nodes[index].coolingBranches.first, clock - first.at >= Self.branchCooldown {
      nodes[index].coolingBranches.removeFirst()
      subnets.spaces[first.place.subnet].give(single: first.place.address)
      subnets.count(calls: 1, on: first.place.subnet)
      nodes[index].room.branches += 1
      updateTree(index)
      fill(index)
    }
    serveBranches(index)
    if nodes[index].branchLine.count > 0 { return clock }
    return nodes[index].coolingBranches.first.map { $0.at + Self.branchCooldown }
  }

  private static let branchCooldown = 60

  // MARK: Ending

  /// Ends a pod of a workload and returns whether there was one.
  ///
  /// Without `drawn` it is a pending pod or else the newest one; with it, any running pod at random.
  mutating func endPod(of workload: Int, drawn: Bool) -> Bool {
    if !drawn, workloads[workload].pending > 0 {
      changePending(of: workload, by: -1)
      podEvents += 1
      return true
    }
    while !workloads[workload].homes.isEmpty {
      let serial: UInt32
      if drawn, workloads[workload].placed > 0 {
        // A pod that is chosen at random leaves a gap in the list, so that the order of age is kept.
        let place = random.next(below: workloads[workload].homes.count)
        serial = workloads[workload].homes[place]
        workloads[workload].homes[place] = SimulatedWorkload.gone
      } else {
        serial = workloads[workload].homes.removeLast()
      }
      guard serial != SimulatedWorkload.gone, nodeOfSerial[Int(serial)] >= 0 else { continue }
      let node = nodeOfSerial[Int(serial)]
      podEvents += 1
      workloads[workload].placed -= 1
      remove(workload, from: Int(node), waitingFirst: !drawn)
      if groups[nodes[Int(node)].group].isFargate {
        removeNode(Int(node))
      } else {
        fill(Int(node))
      }
      return true
    }
    return false
  }

  /// Removes a pod from a node. Its address starts to cool down.
  mutating func remove(_ workload: Int, from index: Int, waitingFirst: Bool) {
    nodes[index].add(-1, of: workload)
    nodes[index].replicas -= 1
    let pod = workloads[workload].workload
    nodes[index].room.remove(pod)
    wake(index)
    defer { updateTree(index) }
    if pod.usesHostNetwork { return }
    if pod.hasSecurityGroups { return removeBranch(from: index, waitingFirst: waitingFirst) }
    guard nodes[index].hasPool else { return }
    if let since = nodes[index].leave(waitingFirst: waitingFirst, &random, clock, &subnets) {
      giveUp(since: since, on: nodes[index].podSubnet)
    }
    serve(index)
  }

  private mutating func removeBranch(from index: Int, waitingFirst: Bool) {
    if nodes[index].branchLine.count > 0, waitingFirst || nodes[index].branches.isEmpty {
      let since = nodes[index].branchLine.removeLast()
      nodes[index].room.branches += 1
      giveUp(since: since, on: nodes[index].podSubnet)
    } else if let place = nodes[index].branches.popLast() {
      nodes[index].coolingBranches.append((clock, place))
      wake(index, at: clock + Self.branchCooldown)
    }
  }

  /// Records the end of a pod that never had an address.
  mutating func giveUp(since: Int, on subnet: Int) {
    waiting[subnet] -= 1
    guard !summaries.isEmpty else { return }
    _ = count(wait: since, on: subnet)
    summaries[subnet].failedPods += 1
  }

  // MARK: Churn

  /// Ends and starts pods of churning workloads, up to and including a second.
  mutating func churn(to time: Int) {
    guard !churns.isEmpty, time > clock else { return }
    for second in clock + 1...time {
      clock = second
      for index in churns.indices {
        let churn = churns[index]
        let due = (min(second, churn.end) - churn.start) * churn.rate / 60
        while churns[index].done < due {
          churns[index].done += 1
          if endPod(of: churn.workload, drawn: true) { startPod(of: churn.workload) }
        }
      }
    }
  }
}
