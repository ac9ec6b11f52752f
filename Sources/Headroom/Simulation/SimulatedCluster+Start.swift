/// The state of the cluster at the start of a simulation: the plan at rest.
extension SimulatedCluster {
  /// Takes the addresses that the plan reserves now.
  mutating func reserve() {
    for (index, items) in ReservedAddresses(of: plan).bySubnet.enumerated() {
      for _ in 0..<items.reduce(0, { $0 + $1.now }) { _ = subnets.spaces[index].takeSingle() }
    }
  }

  /// Adds the plan's nodes and pods and lets the pools settle.
  ///
  /// The pods are where the estimate of the scheduler puts them, so that a simulation starts with the answer of
  /// `headroom check`. Each node gets its pods one at a time, and the pools settle in between, because the settled state
  /// of a pool is defined for pods that come one by one.
  mutating func populate() {
    let profiles = groups.map(\.profile)
    let placement = PodPlacement(of: plan, profiles: profiles, size: .today, recording: true)
    var queues: [(node: Int, pods: [Int])] = []
    for group in plan.index.groupOrder where !groups[group].isFargate {
      for part in placement.classes[group] {
        // Each node's pods in the order in which the workloads are placed.
        let pods = part.contents.flatMap { Array(repeating: $0.workload, count: $0.pods) }
        for made in 0..<part.count {
          guard let node = addNode(to: group, fills: false) else {
            groups[group].missing += part.count - made
            for workload in pods { changePending(of: workload, by: part.count - made) }
            break
          }
          // A node that grows with its pods is removed as soon as it has none, so its first pod comes with it.
          let first = groups[group].grows ? 1 : 0
          for workload in pods.prefix(first) { put(workload, on: node) }
          queues.append((node, Array(pods.dropFirst(first))))
        }
      }
    }
    settle(passes: 12)
    for round in 0..<(queues.map(\.pods.count).max() ?? 0) {
      for (node, pods) in queues where round < pods.count { put(pods[round], on: node) }
      settle(passes: 12)
    }
    sortByAge()
    startOnFargate(placement)
    for workload in order { changePending(of: workload, by: placement.counts[workload].pending) }
    settle(passes: 60)
  }

  /// Sorts the pods on groups that grow with their pods by the age of their nodes: a node came when those before it
  /// were full.
  private mutating func sortByAge() {
    for workload in workloads.indices {
      let grown = workloads[workload].homes.map { groups[nodes[Int(nodeOfSerial[Int($0)])].group].grows }
      guard grown.contains(true) else { continue }
      let homes = Array(zip(workloads[workload].homes, grown))
      workloads[workload].homes = homes.filter { !$0.1 }.map(\.0) + homes.filter(\.1).map(\.0).sorted()
    }
  }

  private mutating func startOnFargate(_ placement: PodPlacement) {
    for entry in placement.placements where groups[entry.group].isFargate {
      for _ in 0..<entry.pods { startPod(of: entry.workload) }
    }
  }
}
