/// The addresses of each subnet that something other than nodes and pods takes: the reservations that the plan names,
/// the control plane, and the load balancers, NAT gateways and endpoints that the plan describes.
struct ReservedAddresses {
  /// The reservations in each subnet, in the order of the plan's subnets.
  private(set) var bySubnet: [[SubnetLoad.Reservation]]
  /// The names of the subnets that are assumed for the control plane, if the plan names none.
  private(set) var controlPlaneStandIns: [String] = []
  /// The names of the nodes' subnets that are assumed for load balancers, gateways and endpoints, because no subnet has
  /// the role or a tag for them.
  private(set) var loadBalancerStandIns: Set<String> = []
  private let plan: ClusterPlan

  init(of plan: ClusterPlan) {
    self.plan = plan
    bySubnet = plan.subnets.map { _ in [] }
    for (item, homes) in zip(plan.reservations, plan.index.reservationHomes) {
      for home in homes { add(item, in: home) }
    }
    // A plan that names reservations of a kind is taken at its word for that kind.
    let named = Set(plan.reservations.map(\.kind))
    if !named.contains(.controlPlane) { addControlPlane() }
    var shared: Set<String> = []
    for service in plan.services {
      for balancer in service.loadBalancers {
        // Services that share a load balancer need its addresses once.
        if let name = balancer.sharedName, !shared.insert(name).inserted { continue }
        let kind: AddressReservation.Kind = balancer.kind == .alb ? .applicationLoadBalancer : .networkLoadBalancer
        guard !named.contains(kind) else { continue }
        add(
          AddressReservation(name: "\(balancer.kind.name) of \(service.name)", kind: kind, subnets: []),
          zones: balancer.zones, isInternal: balancer.clients != .internet)
      }
    }
    if let gateways = plan.networkUse.natGateways, !named.contains(.natGateway) {
      let each = max(1, gateways.addresses)
      add(
        AddressReservation(
          name: "NAT gateway", kind: .natGateway, subnets: [], addresses: each, peakAddresses: each),
        zones: gateways.zones, isInternal: false)
    }
    for endpoint in plan.networkUse.endpoints where endpoint.kind == .interface {
      guard !named.contains(.interfaceEndpoint) else { break }
      add(
        AddressReservation(name: "endpoint of \(endpoint.service)", kind: .interfaceEndpoint, subnets: []),
        zones: endpoint.zones, isInternal: true)
    }
  }

  private mutating func add(_ item: AddressReservation, in home: Int) {
    bySubnet[home].append(
      SubnetLoad.Reservation(name: item.name, kind: item.kind, now: item.addresses, peak: item.peakAddresses))
  }

  // MARK: Control plane

  private mutating func addControlPlane() {
    let named = plan.subnets.indices.filter { plan.subnets[$0].roles.contains(.controlPlane) }
    let chosen = named.isEmpty ? standInsForControlPlane : named
    // EKS may place its own interfaces in any of the cluster's control-plane subnets, so each of them is charged.
    let item = AddressReservation(name: "control plane", kind: .controlPlane, subnets: [])
    for home in chosen { add(item, in: home) }
    controlPlaneStandIns = named.isEmpty ? chosen.map { plan.subnets[$0].name } : []
  }

  /// The nodes' subnets in the first two zones, because EKS requires subnets in two zones for a cluster.
  private var standInsForControlPlane: [Int] {
    let nodes = nodeSubnets
    let zones = Set(nodes.map { plan.subnets[$0].zone }).sorted().prefix(2)
    return nodes.filter { zones.contains(plan.subnets[$0].zone) }
  }

  private var nodeSubnets: [Int] { plan.subnets.indices.filter { plan.subnets[$0].roles.contains(.nodes) } }

  // MARK: Load balancers, gateways, endpoints

  /// Enters what takes addresses in each of several zones; without zones, in all zones that have a subnet for it.
  ///
  /// If a zone has several such subnets, AWS or the controller chooses one, so each of them is charged.
  private mutating func add(_ item: AddressReservation, zones: [String], isInternal: Bool) {
    let suitable = subnets(isInternal: isInternal)
    if zones.isEmpty {
      for home in suitable.isEmpty ? standIns(in: nil) : suitable { add(item, in: home) }
    }
    for zone in Set(zones).sorted() {
      let homes = suitable.filter { plan.subnets[$0].zone == zone }
      for home in homes.isEmpty ? standIns(in: zone) : homes { add(item, in: home) }
    }
  }

  /// Returns the subnets with the role `loadBalancers` or, if there are none, those that the AWS Load Balancer
  /// Controller finds by their tags.
  private func subnets(isInternal: Bool) -> [Int] {
    let named = plan.subnets.indices.filter { plan.subnets[$0].roles.contains(.loadBalancers) }
    guard named.isEmpty else { return named }
    let tag = isInternal ? "kubernetes.io/role/internal-elb" : "kubernetes.io/role/elb"
    return plan.subnets.indices.filter { plan.subnets[$0].tags[tag] != nil }
  }

  /// Returns the nodes' subnets of a zone, or of all zones, as stand-ins.
  private mutating func standIns(in zone: String?) -> [Int] {
    let homes = nodeSubnets.filter { zone == nil || plan.subnets[$0].zone == zone }
    loadBalancerStandIns.formUnion(homes.map { plan.subnets[$0].name })
    return homes
  }
}
