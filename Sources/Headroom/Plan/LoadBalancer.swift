/// A load balancer in front of a Service.
public struct LoadBalancer: Hashable, Sendable {
  /// The kind of load balancer.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A Network Load Balancer.
    case nlb
    /// An Application Load Balancer.
    case alb

    /// The abbreviation of the name.
    package var name: String { rawValue.uppercased() }

    /// Whether cross-zone load balancing is on by default: it is for an ALB and is not for an NLB.
    package var crossesZones: Bool { self == .alb }
  }

  /// The kind of targets that are registered with a load balancer.
  public enum Target: String, Hashable, Sendable, CaseIterable {
    /// Every node, by its node port; kube-proxy on the node then chooses the pod.
    case instance
    /// Every ready pod, by its IP address.
    case ip
  }

  /// The zones whose addresses the VPC's resolver returns to clients (client routing policy of an NLB).
  package enum ClientRouting: String, Hashable, Sendable, CaseIterable {
    /// Every zone.
    case anyZone = "any_availability_zone"
    /// The client's own zone for 85% of the queries, every zone for the rest.
    case partialAffinity = "partial_availability_zone_affinity"
    /// The client's own zone.
    case affinity = "availability_zone_affinity"

    /// The share of queries that are answered with the client's own zone.
    var share: Double {
      switch self {
      case .anyZone: 0
      // AWS documents that partial affinity answers 85% of the queries with the client's zone.
      case .partialAffinity: 0.85
      case .affinity: 1
      }
    }
  }

  /// The protocol of an NLB's listener, which decides how much traffic one capacity unit covers.
  package enum ListenerProtocol: String, Hashable, Sendable, CaseIterable {
    /// TCP.
    case tcp
    /// UDP.
    case udp
    /// TLS.
    case tls
  }

  /// A weighted target group: a Service that gets a share of the load balancer's traffic.
  public struct TargetGroup: Hashable, Sendable {
    /// The name of the Service.
    public let service: String
    /// The weight, 0 to 999. A Service with weight 0 gets no new traffic.
    public let weight: Int

    /// Creates a target group.
    public init(service: String, weight: Int) {
      self.service = service
      self.weight = weight
    }
  }

  /// The kind of load balancer.
  public let kind: Kind
  /// The name of the load balancer if several Services share it (an IngressGroup); `nil` if they do not.
  public var sharedName: String?
  /// The number of rules of an ALB that forward to the Service.
  public var rules = 1
  /// The kind of targets; `instance` is the default of the AWS Load Balancer Controller.
  public var target = Target.instance
  /// Whether cross-zone load balancing is on, so that each zone's part of the load balancer uses the targets of all
  /// zones.
  public var crossesZones: Bool
  /// The zones in which the load balancer is enabled.
  ///
  /// If the list is empty, the zones of the subnets with the role `loadBalancers` are used, or else those of the nodes.
  public var zones: [String] = []
  /// The clients that send requests.
  public var clients = KubernetesService.Clients.vpc
  /// The zones whose addresses clients in the VPC get from DNS.
  package var clientRouting = ClientRouting.anyZone
  /// The protocol of an NLB's listener.
  package var listener = ListenerProtocol.tcp
  /// The traffic that it carries per month, if that does not follow from the Service's volume.
  public var volume: TrafficVolume?
  /// Its numbers of connections, if they differ from the Service's.
  package var connections: KubernetesService.Connections?
  /// The Services that share its traffic; empty if all of it goes to the Service that it is defined for.
  public var targetGroups: [TargetGroup] = []

  /// Creates a load balancer that has nodes as its targets.
  public init(_ kind: Kind) {
    self.kind = kind
    crossesZones = kind.crossesZones
  }
}
