/// A Service: which pods answer, who asks, how much, and through which load balancers.
public struct KubernetesService: Hashable, Sendable {
  /// Who asks.
  public enum Clients: Hashable, Sendable {
    /// Pods anywhere: each zone weighs as much as the CPU of its nodes.
    case nodes
    /// The pods of a workload.
    case workload(String)
    /// Zones with weights in any unit.
    case zones([String: Double])
    /// Machines of the VPC that are no pods, through a load balancer.
    case vpc
    /// The internet, through a load balancer.
    case internet

    /// Whether they come through a load balancer.
    public var areOutside: Bool { self == .vpc || self == .internet }
  }

  /// Whether traffic may leave the node that it has reached.
  public enum TrafficPolicy: String, Hashable, Sendable, CaseIterable {
    /// All ready endpoints of the cluster may be used.
    case cluster = "Cluster"
    /// Only endpoints on the same node may be used; without one, the traffic is dropped.
    case local = "Local"
  }

  /// Connections, for the capacity units of load balancers.
  public struct Connections: Hashable, Sendable {
    /// New ones a second.
    public let perSecond: Int
    /// Open at a time.
    public let active: Int

    /// Makes numbers of connections.
    public init(perSecond: Int, active: Int) {
      self.perSecond = perSecond
      self.active = active
    }
  }

  /// The name in the plan.
  public let name: String
  /// The name of the workload whose pods answer.
  public let workload: String
  /// Who asks.
  public var clients = Clients.nodes
  /// The annotations.
  public var annotations: [String: String] = [:]
  /// The value of `spec.trafficDistribution`.
  public var trafficDistribution: String?
  /// `spec.internalTrafficPolicy`.
  public var internalPolicy = TrafficPolicy.cluster
  /// `spec.externalTrafficPolicy`.
  public var externalPolicy = TrafficPolicy.cluster
  /// Whether it has no virtual address, so that clients choose pods themselves and hints do nothing.
  public var isHeadless = false
  /// What is sent in a month; `nil` if nobody told.
  public var volume: TrafficVolume?
  /// What was measured instead.
  public var measured: MeasuredTraffic?
  /// Connections.
  public var connections: Connections?
  /// The load balancers in front of it.
  public var loadBalancers: [LoadBalancer] = []

  /// Makes a Service.
  public init(name: String, workload: String) {
    self.name = name
    self.workload = workload
  }
}
