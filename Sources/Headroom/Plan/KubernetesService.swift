/// A Kubernetes Service: the pods that answer, its clients, its traffic and its load balancers.
public struct KubernetesService: Hashable, Sendable {
  /// The clients that send requests.
  public enum Clients: Hashable, Sendable {
    /// Pods on all nodes; each zone's share is its share of the nodes' allocatable CPU.
    case nodes
    /// The pods of a workload.
    case workload(String)
    /// Zones with weights, in any unit.
    case zones([String: Double])
    /// Machines of the VPC other than pods, which reach the Service through a load balancer.
    case vpc
    /// The internet, which reaches the Service through a load balancer.
    case internet

    /// Whether the clients reach the Service through a load balancer.
    package var areOutside: Bool { self == .vpc || self == .internet }
  }

  /// Which endpoints may receive traffic that has reached a node.
  public enum TrafficPolicy: String, Hashable, Sendable, CaseIterable {
    /// All ready endpoints of the cluster.
    case cluster = "Cluster"
    /// Only endpoints on the same node. If there is none, the traffic is dropped.
    case local = "Local"
  }

  /// The numbers of connections, from which the capacity units of load balancers are computed.
  package struct Connections: Hashable, Sendable {
    /// The number of new connections per second.
    package let perSecond: Int
    /// The number of connections that are open at the same time.
    package let active: Int

    /// Creates numbers of connections.
    package init(perSecond: Int, active: Int) {
      self.perSecond = perSecond
      self.active = active
    }
  }

  /// The name in the plan.
  public let name: String
  /// The name of the workload whose pods answer.
  public let workload: String
  /// The clients that send requests.
  public var clients = Clients.nodes
  /// Whether nobody says where the clients are, and ``clients`` is only likely.
  package var assumesClients = false
  /// The annotations.
  public var annotations: [String: String] = [:]
  /// The value of `spec.trafficDistribution`.
  public var trafficDistribution: String?
  /// The value of `spec.internalTrafficPolicy`.
  public var internalPolicy = TrafficPolicy.cluster
  /// The value of `spec.externalTrafficPolicy`.
  public var externalPolicy = TrafficPolicy.cluster
  /// Whether the Service is headless. It then has no virtual IP, clients choose pods themselves and topology hints have
  /// no effect.
  public var isHeadless = false
  /// The traffic per month; `nil` if the plan does not give it.
  public var volume: TrafficVolume?
  /// The measured traffic between zones, given instead of a volume.
  package var measured: MeasuredTraffic?
  /// The numbers of connections; `nil` if the plan does not give them.
  package var connections: Connections?
  /// The ports. A load balancer has a target group for each of them; an empty list stands for one port.
  public var ports: [Int] = []
  /// The load balancers in front of the Service.
  public var loadBalancers: [LoadBalancer] = []

  /// Creates a Service.
  public init(name: String, workload: String) {
    self.name = name
    self.workload = workload
  }
}
