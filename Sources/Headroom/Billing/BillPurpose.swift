/// The purpose of a bill line.
package enum BillPurpose: Hashable, Sendable {
  /// Traffic of a Service between pods.
  case podToPod(service: String)
  /// Traffic between clients and the load balancer of a Service, the first hop.
  case clientToLoadBalancer(service: String, LoadBalancer.Kind)
  /// Traffic between a load balancer and its targets, the second hop.
  case loadBalancerToTarget(service: String, LoadBalancer.Kind)
  /// Traffic between nodes and pods, the third hop of a load balancer whose targets are nodes.
  case nodeToPod(service: String, LoadBalancer.Kind)
  /// The hours of a load balancer.
  case loadBalancerHours(service: String, LoadBalancer.Kind)
  /// The capacity units of a load balancer.
  case capacityUnits(service: String, LoadBalancer.Kind)
  /// Measured traffic that does not belong to any Service of the plan.
  case measured(name: String)
  /// Traffic between pods and a data store that is billed as ordinary traffic.
  case clientToStore(name: String)
  /// Traffic between pods and a managed database, metered on the side of the clients.
  case storeClientSide(name: String)
  /// Traffic between pods and a managed database, metered on the side of the database.
  case storeSide(name: String, isCertain: Bool)
  /// The hours of NAT gateways.
  case natGatewayHours(gateways: Int)
  /// Data that NAT gateways process, in both directions.
  case natGatewayData(gateways: Int)
  /// Traffic between NAT gateways and nodes in other zones.
  case natGatewayCrossing(gateways: Int)
  /// Data through a gateway endpoint.
  case gatewayEndpoint(service: String)
  /// The hours of an interface endpoint.
  case interfaceEndpointHours(service: String)
  /// Data that all interface endpoints process.
  case interfaceEndpointData
  /// The attachment hours of a transit gateway.
  case transitGatewayAttachments
  /// Data sent into a transit gateway.
  case transitGatewayData
  /// Data sent to another region.
  case interRegion(Region)
  /// Data sent to the internet beyond the free allowance.
  case internet(free: DataVolume)
  /// The hours of public IPv4 addresses.
  case publicAddresses(count: Int)
  /// The hours of a group's nodes, with the number of instance types among which theirs was chosen.
  case nodes(group: String, type: String, CapacityType, choices: Int)
  /// The fee of EKS Auto Mode for a group's nodes.
  case autoModeFee(group: String, type: String)
  /// The root volumes of a group's nodes.
  case rootVolumes(group: String, gibibytes: Int)
  /// The I/O operations of the root volumes beyond the included ones.
  case rootVolumeIOPS(group: String)
  /// The throughput of the root volumes beyond the included one.
  case rootVolumeThroughput(group: String)
  /// The vCPUs of a workload's pods on Fargate.
  case fargateCPU(group: String, workload: String)
  /// The memory of a workload's pods on Fargate.
  case fargateMemory(group: String, workload: String)
  /// The ephemeral storage of a workload's pods on Fargate beyond the included one.
  case fargateStorage(group: String, workload: String)
  /// The vCPUs of hybrid nodes.
  case hybridNodes(vcpus: Int)
  /// The hours of services of VPC Lattice.
  case latticeServices(count: Int)
  /// The data that services of VPC Lattice process.
  case latticeData
  /// The provisioned tier of the control plane.
  case controlPlaneTier(NetworkUse.ControlPlaneTier)
  /// The hours of the control plane.
  case controlPlane(ControlPlaneSupport)

  /// The support phase of a Kubernetes version in EKS.
  package enum ControlPlaneSupport: Hashable, Sendable {
    /// Standard support.
    case standard
    /// Extended support since the given day.
    case extended(since: CalendarDate)
    /// Support has ended. The control plane is billed at the price of extended support.
    case ended
  }
}

extension BillPurpose: CustomStringConvertible {
  /// The purpose in words: "echo, pod to pod".
  package var description: String {
    switch self {
    case .podToPod(let service): "\(service), pod to pod"
    case .clientToLoadBalancer(let service, let kind): "\(service), \(kind.name), client to load balancer"
    case .loadBalancerToTarget(let service, let kind): "\(service), \(kind.name), load balancer to target"
    case .nodeToPod(let service, let kind): "\(service), \(kind.name), node to pod"
    case .loadBalancerHours(let service, let kind): "\(service), \(kind.name), load balancer"
    case .capacityUnits(let service, let kind): "\(service), \(kind.name), capacity units"
    case .measured(let name): name
    case .clientToStore(let name): "\(name), client to store"
    case .storeClientSide(let name): "\(name), clients' side"
    case .storeSide(let name, let isCertain):
      "\(name), store's side\(isCertain ? "" : " (AWS' texts contradict each other)")"
    case .natGatewayHours(let count): "\(Self.natGateway(count)), hours"
    case .natGatewayData(let count): "\(Self.natGateway(count)), processing both ways"
    case .natGatewayCrossing(let count): "\(Self.natGateway(count)), from other zones"
    case .gatewayEndpoint(let service): "gateway endpoint \(service)"
    case .interfaceEndpointHours(let service): "interface endpoint \(service), hours"
    case .interfaceEndpointData: "interface endpoints, processing"
    case .transitGatewayAttachments: "transit gateway, attachments"
    case .transitGatewayData: "transit gateway, data sent into it"
    case .interRegion(let region): "to region \(region)"
    case .internet(let free):
      free > .zero ? "to the internet, after \(free.quantity.number) GB free" : "to the internet"
    case .publicAddresses(let count): "\(count) public IPv4 address\(count == 1 ? "" : "es")"
    case .nodes(let group, let type, let capacity, let choices):
      "\(group), nodes, \(type)\(choices > 1 ? " of \(choices) types" : "")"
        + (capacity == .onDemand ? "" : ", \(capacity.name)")
    case .autoModeFee(let group, let type): "\(group), EKS Auto Mode, \(type)"
    case .rootVolumes(let group, let size): "\(group), root volumes of \(size) GiB"
    case .rootVolumeIOPS(let group): "\(group), root volumes, IOPS beyond 3,000"
    case .rootVolumeThroughput(let group): "\(group), root volumes, throughput beyond 125 MiB/s"
    case .fargateCPU(let group, let workload): "\(group), \(workload), Fargate vCPU"
    case .fargateMemory(let group, let workload): "\(group), \(workload), Fargate memory"
    case .fargateStorage(let group, let workload): "\(group), \(workload), Fargate storage beyond 20 GiB"
    case .hybridNodes(let count): "hybrid nodes with \(count) vCPU\(count == 1 ? "" : "s")"
    case .latticeServices(let count): "\(count) VPC Lattice service\(count == 1 ? "" : "s")"
    case .latticeData: "VPC Lattice, processing"
    case .controlPlaneTier(let tier): "control plane, provisioned tier \(tier.rawValue)"
    case .controlPlane(.standard): "control plane"
    case .controlPlane(.extended(let day)): "control plane, extended support since \(day)"
    case .controlPlane(.ended): "control plane, support ended"
    }
  }

  private static func natGateway(_ count: Int) -> String { count == 1 ? "NAT gateway" : "NAT gateways" }
}

extension BillPurpose: Comparable {
  /// Returns whether the description of the first purpose sorts before that of the second.
  package static func < (first: Self, second: Self) -> Bool { first.description < second.description }
}

extension BillPurpose {
  /// The part of the plan that causes the cost: a node group, a Service or the network.
  package var part: PlanPart {
    switch self {
    case .nodes(let group, _, _, _), .autoModeFee(let group, _), .rootVolumes(let group, _), .rootVolumeIOPS(let group),
      .rootVolumeThroughput(let group), .fargateCPU(let group, _), .fargateMemory(let group, _),
      .fargateStorage(let group, _):
      PlanPart(.nodeGroup, group)
    case .podToPod(let service), .clientToLoadBalancer(let service, _), .loadBalancerToTarget(let service, _),
      .nodeToPod(let service, _), .loadBalancerHours(let service, _), .capacityUnits(let service, _):
      PlanPart(.service, service)
    case .controlPlane, .controlPlaneTier, .hybridNodes: PlanPart(.plan)
    default: PlanPart(.network)
    }
  }
}
