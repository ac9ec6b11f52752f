extension ClusterPlan {
  /// Returns the plan without one of its zones; `nil` if no other zone is left.
  ///
  /// - Parameters:
  ///   - zone: The zone that is lost.
  ///   - loads: The node groups of the plan with their nodes.
  ///   - replacing: Whether the lost nodes are replaced in other zones.
  func losing(zone: String, loads: [GroupLoad], replacing: Bool) -> ClusterPlan? {
    let left = Set(subnets.filter { $0.zone != zone }.map(\.name))
    guard !left.isEmpty else { return nil }
    return try? changing { draft in
      draft.subnets.removeAll { $0.zone == zone }
      draft.nodeGroups = loads.compactMap { load in
        // The sizes of a group with weights are no numbers of nodes.
        var group = load.profile.group.weights.isEmpty ? load.profile.group : load.planned.group
        group.subnets = group.subnets.filter(left.contains)
        guard !group.subnets.isEmpty else { return nil }
        guard let peak = group.peakSize, group.desiredSize != nil else { return group }
        let lost = load.zones.contains(zone) ? GroupLoad.perZone(load.nodes, zones: load.zones.count) : 0
        let kept = replacing ? load.nodes : load.nodes - lost
        group.desiredSize = kept
        group.minSize = nil
        group.maxSize = max(kept, peak)
        return group
      }
      draft.incompleteGroups = incompleteGroups.map { old in
        var item = old
        item.group.subnets = old.group.subnets.filter(left.contains)
        if item.group.subnets.isEmpty { item.unknown.insert(.subnets) }
        return item
      }
      let groups = Set((draft.nodeGroups + draft.incompleteGroups.map(\.group)).map(\.name))
      draft.workloads = draft.workloads.compactMap { old in
        var workload = old
        workload.nodeGroups = old.nodeGroups.filter(groups.contains)
        // A workload is lost with all its groups. One that does not name groups can run on those that are left.
        return old.nodeGroups.isEmpty || !workload.nodeGroups.isEmpty ? workload : nil
      }
      draft.network.eniConfigs[zone] = nil
      draft.reservations = draft.reservations.compactMap { old in
        var item = old
        item.subnets = old.subnets.filter(left.contains)
        return item.subnets.isEmpty ? nil : item
      }
      draft.removeTraffic(of: zone)
    }
  }
}

extension ClusterPlan.Draft {
  /// Removes a zone from Services and the network, and everything that refers to workloads that are lost.
  fileprivate mutating func removeTraffic(of zone: String) {
    let workloads = Set(workloads.map(\.name))
    services.removeAll { !workloads.contains($0.workload) }
    let names = Set(services.map(\.name))
    for index in services.indices {
      services[index].clients = services[index].clients.without(zone, keeping: workloads)
      for place in services[index].loadBalancers.indices {
        services[index].loadBalancers[place].zones.removeAll { $0 == zone }
        services[index].loadBalancers[place].clients =
          services[index].loadBalancers[place].clients.without(zone, keeping: workloads)
        services[index].loadBalancers[place].targetGroups.removeAll { !names.contains($0.service) }
      }
    }
    if var gateways = networkUse.natGateways {
      gateways.zones.removeAll { $0 == zone }
      networkUse.natGateways = gateways.zones.isEmpty ? nil : gateways
    }
    networkUse.endpoints = networkUse.endpoints.compactMap { old in
      var endpoint = old
      endpoint.zones.removeAll { $0 == zone }
      return endpoint.kind == .interface && endpoint.zones.isEmpty ? nil : endpoint
    }
    networkUse.dataStores = networkUse.dataStores.compactMap { old in
      var store = old
      store.zones.removeAll { $0 == zone }
      store.clients = store.clients.without(zone, keeping: workloads)
      return store.zones.isEmpty ? nil : store
    }
  }
}

extension KubernetesService.Clients {
  /// Returns the clients without those in a zone. If none are left, pods in all zones are the clients.
  fileprivate func without(_ zone: String, keeping workloads: Set<String>) -> Self {
    switch self {
    case .nodes, .vpc, .internet: return self
    case .workload(let name): return workloads.contains(name) ? self : .nodes
    case .zones(var weights):
      weights[zone] = nil
      return weights.values.contains { $0 > 0 } ? .zones(weights) : .nodes
    }
  }
}
