/// What a line of the bill is for.
public enum BillPurpose: Hashable, Sendable {
  /// Traffic of a Service between pods.
  case podToPod(service: String)
  /// The first hop of a Service's load balancer.
  case clientToLoadBalancer(service: String, LoadBalancer.Kind)
  /// The second hop.
  case loadBalancerToTarget(service: String, LoadBalancer.Kind)
  /// The third hop, where nodes are the targets.
  case nodeToPod(service: String, LoadBalancer.Kind)
  /// The hours of a load balancer.
  case loadBalancerHours(service: String, LoadBalancer.Kind)
  /// The capacity units of a load balancer.
  case capacityUnits(service: String, LoadBalancer.Kind)
  /// Traffic that was measured and belongs to no Service of the plan.
  case measured(name: String)
  /// Traffic between pods and a data store, billed as ordinary traffic.
  case clientToStore(name: String)
  /// Traffic between pods and a managed database, on the clients' side.
  case storeClientSide(name: String)
  /// The same traffic on the database's side.
  case storeSide(name: String)
  /// The hours of a number of NAT gateways.
  case natGatewayHours(gateways: Int)
  /// What NAT gateways process, in both directions.
  case natGatewayData(gateways: Int)
  /// What reaches NAT gateways from other zones.
  case natGatewayCrossing(gateways: Int)
  /// Data through a gateway endpoint.
  case gatewayEndpoint(service: String)
  /// The hours of an interface endpoint.
  case interfaceEndpointHours(service: String)
  /// Data through all interface endpoints.
  case interfaceEndpointData
  /// The attachments of a transit gateway.
  case transitGatewayAttachments
  /// Data sent into a transit gateway.
  case transitGatewayData
  /// Data sent to another region.
  case interRegion(Region)
  /// Data to the internet, after a free allowance.
  case internet(free: DataVolume)
  /// Public IPv4 addresses.
  case publicAddresses(count: Int)
  /// The control plane.
  case controlPlane(ControlPlaneSupport)

  /// The support that the control plane's version has.
  public enum ControlPlaneSupport: Hashable, Sendable {
    /// Standard support.
    case standard
    /// Extended support since a day.
    case extended(since: CalendarDate)
    /// None any more; it is billed as extended.
    case ended
  }
}

extension BillPurpose: CustomStringConvertible {
  /// What the line is for, in words: "echo, pod to pod".
  public var description: String {
    switch self {
    case .podToPod(let service): "\(service), pod to pod"
    case .clientToLoadBalancer(let service, let kind): "\(service), \(kind.rawValue), client to load balancer"
    case .loadBalancerToTarget(let service, let kind): "\(service), \(kind.rawValue), load balancer to target"
    case .nodeToPod(let service, let kind): "\(service), \(kind.rawValue), node to pod"
    case .loadBalancerHours(let service, let kind): "\(service), \(kind.rawValue), load balancer"
    case .capacityUnits(let service, let kind): "\(service), \(kind.rawValue), capacity units"
    case .measured(let name): name
    case .clientToStore(let name): "\(name), client to store"
    case .storeClientSide(let name): "\(name), clients' side"
    case .storeSide(let name): "\(name), store's side"
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
    case .controlPlane(.standard): "control plane"
    case .controlPlane(.extended(let day)): "control plane, extended support since \(day)"
    case .controlPlane(.ended): "control plane, support ended"
    }
  }

  private static func natGateway(_ count: Int) -> String { count == 1 ? "NAT gateway" : "NAT gateways" }
}

extension BillPurpose: Comparable {
  /// Orders purposes by their description.
  public static func < (first: Self, second: Self) -> Bool { first.description < second.description }
}
