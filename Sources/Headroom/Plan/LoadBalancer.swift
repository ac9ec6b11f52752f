/// A load balancer in front of a Service.
public struct LoadBalancer: Hashable, Sendable {
  /// The kind of load balancer.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A Network Load Balancer.
    case nlb
    /// An Application Load Balancer.
    case alb

    /// Whether it spreads over the targets of all its zones unless told: an ALB does, an NLB does not.
    public var crossesZones: Bool { self == .alb }
  }

  /// What is registered with it.
  public enum Target: String, Hashable, Sendable, CaseIterable {
    /// Every node; kube-proxy there takes the next step.
    case instance
    /// Every ready pod.
    case ip
  }

  /// In which zones clients that ask the VPC's resolver are answered.
  public enum ClientRouting: String, Hashable, Sendable, CaseIterable {
    /// Any zone.
    case anyZone = "any_availability_zone"
    /// Their own for 85 % of the queries.
    case partialAffinity = "partial_availability_zone_affinity"
    /// Their own.
    case affinity = "availability_zone_affinity"

    /// The share of queries answered with the client's own zone.
    var share: Double {
      switch self {
      case .anyZone: 0
      case .partialAffinity: 0.85
      case .affinity: 1
      }
    }
  }

  /// The protocol of an NLB's listener, which decides what a capacity unit holds.
  public enum ListenerProtocol: String, Hashable, Sendable, CaseIterable {
    /// TCP.
    case tcp
    /// UDP.
    case udp
    /// TLS.
    case tls
  }

  /// A Service that gets part of the traffic.
  public struct TargetGroup: Hashable, Sendable {
    /// The name of the Service.
    public let service: String
    /// The weight, 0 to 999; 0 drains.
    public let weight: Int

    /// Makes a target group.
    public init(service: String, weight: Int) {
      self.service = service
      self.weight = weight
    }
  }

  /// The kind of load balancer.
  public let kind: Kind
  /// What is registered with it; `instance` is what the AWS Load Balancer Controller registers unless told.
  public var target = Target.instance
  /// Whether it spreads over the targets of all its zones.
  public var crossesZones: Bool
  /// The zones it is enabled in; empty for those of the subnets with the role `loadBalancers`, or else of the nodes.
  public var zones: [String] = []
  /// Who asks.
  public var clients = KubernetesService.Clients.vpc
  /// In which zones clients of the VPC are answered.
  public var clientRouting = ClientRouting.anyZone
  /// The protocol of an NLB's listener.
  public var listener = ListenerProtocol.tcp
  /// What it carries in a month, if the Service's volume does not tell.
  public var volume: TrafficVolume?
  /// Its connections, if the Service's do not tell.
  public var connections: KubernetesService.Connections?
  /// The Services that get a share; empty for the one it stands before.
  public var targetGroups: [TargetGroup] = []

  /// Makes a load balancer that registers nodes.
  public init(_ kind: Kind) {
    self.kind = kind
    crossesZones = kind.crossesZones
  }
}
