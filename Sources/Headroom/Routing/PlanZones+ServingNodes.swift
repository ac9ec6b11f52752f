extension PlanZones {
  /// Returns the nodes of the plan as groups of equal nodes, with a workload's pods and the clients on them.
  ///
  /// - Parameters:
  ///   - workload: The workload whose pods answer.
  ///   - clients: The weight of the clients by zone.
  ///   - asking: The workload whose pods send requests. If it is given, only nodes of its groups have clients.
  func servingNodes(of workload: String, clients: [String: Double], asking: String? = nil) -> [ServingNodes] {
    let answering = mayRun(workload)
    let callers = mayRun(asking)
    let endpoints = pods(of: workload)
    return Set(nodes.keys).union(clients.keys).sorted().flatMap { zone in
      let nodes = NodesOfZone(groupsOfZones[zone] ?? [], answering, callers, endpoints: endpoints[zone, default: 0])
      return nodes.serving(zone, weight: clients[zone, default: 0])
    }
  }

  /// Returns for each group whether it may run a workload. A workload that is not known may run on all of them.
  private func mayRun(_ workload: String?) -> [Bool] {
    guard let found = workload.flatMap({ plan.index.workloads[$0] }) else {
      return [Bool](repeating: true, count: plan.nodeGroups.count)
    }
    var mayRun = [Bool](repeating: false, count: plan.nodeGroups.count)
    for group in plan.index.groupsOfWorkload[found] { mayRun[group] = true }
    return mayRun
  }
}

/// The nodes of a zone by the number of endpoints on each: none, as many as each host has at least, or one more.
private struct NodesOfZone {
  private typealias Count = (all: Int, asking: Int)
  private let endpointsPerHost: Int
  private var withoutEndpoints: Count = (0, 0)
  private var hosts: Count = (0, 0)
  private var luckierHosts: Count = (0, 0)

  init(_ groups: [(group: Int, nodes: Int)], _ answering: [Bool], _ callers: [Bool], endpoints: Int) {
    let all = groups.reduce(0) { $0 + (answering[$1.group] ? $1.nodes : 0) }
    let (each, rest) = all > 0 ? endpoints.quotientAndRemainder(dividingBy: all) : (0, 0)
    endpointsPerHost = each
    // The endpoints are spread evenly. Those that are left over are on the nodes of the first groups.
    var left = rest
    for (group, nodes) in groups {
      let luckier = answering[group] ? min(left, nodes) : 0
      left -= luckier
      Self.add(luckier, to: &luckierHosts, callers[group])
      if answering[group], each > 0 {
        Self.add(nodes - luckier, to: &hosts, callers[group])
      } else {
        Self.add(nodes - luckier, to: &withoutEndpoints, callers[group])
      }
    }
  }

  private static func add(_ nodes: Int, to count: inout Count, _ isAsking: Bool) {
    count.all += nodes
    if isAsking { count.asking += nodes }
  }

  /// Returns the nodes with their share of the zone's clients.
  func serving(_ zone: String, weight: Double) -> [ServingNodes] {
    let counts = [(0, withoutEndpoints), (endpointsPerHost, hosts), (endpointsPerHost + 1, luckierHosts)]
    let asking = counts.reduce(0) { $0 + $1.1.asking }
    var serving = counts.filter { $0.1.all > 0 }.map { endpoints, nodes in
      let share = asking > 0 ? Double(nodes.asking) / Double(asking) : 0
      return ServingNodes(zone: zone, count: nodes.all, endpointsPerNode: endpoints, clients: weight * share)
    }
    // Clients that no group of the zone can run are on a machine without endpoints.
    if asking == 0 { serving.append(ServingNodes(zone: zone, clients: weight)) }
    return serving
  }
}
