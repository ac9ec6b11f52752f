/// Which endpoints kube-proxy on one node uses for one port of a Service.
///
/// Source: `CategorizeEndpoints` of `pkg/proxy/topology.go` (803d40a5 for 1.27 to 1.30, 008b3652 since) and
/// `serviceport.go` (5ce22905) in kubernetes/kubernetes.
public struct KubeProxy: Hashable, Sendable {
  /// An endpoint as its EndpointSlice shows it.
  public struct Endpoint: Hashable, Sendable {
    /// The node's name.
    public var node: String?
    /// Whether it is ready; absent counts as ready.
    public var isReady: Bool?
    /// Whether it still serves; absent counts as serving.
    public var isServing: Bool?
    /// Whether its pod is going away; absent counts as staying.
    public var isTerminating: Bool?
    /// The zones it is hinted to.
    public var zoneHints: [String]
    /// The nodes it is hinted to.
    public var nodeHints: [String]

    /// Makes an endpoint.
    public init(
      node: String?, isReady: Bool? = nil, isServing: Bool? = nil, isTerminating: Bool? = nil,
      zoneHints: [String] = [], nodeHints: [String] = []
    ) {
      self.node = node
      self.isReady = isReady
      self.isServing = isServing
      self.isTerminating = isTerminating
      self.zoneHints = zoneHints
      self.nodeHints = nodeHints
    }
  }

  /// What a node uses, as places in the list of endpoints.
  public struct Choice: Hashable, Sendable {
    /// Endpoints for traffic that may leave the node.
    public let cluster: [Int]
    /// Endpoints for traffic that must not.
    public let local: [Int]
    /// All that the node uses for either.
    public let all: [Int]
    /// Whether any endpoint of the cluster could serve; without one the Service refuses instead of dropping.
    public let hasAnyEndpoint: Bool
  }

  /// The node's name.
  public var node: String
  /// The node's zone; `nil` or empty without a label.
  public var zone: String?
  /// `spec.internalTrafficPolicy`.
  public var internalPolicy = KubernetesService.TrafficPolicy.cluster
  /// `spec.externalTrafficPolicy`.
  public var externalPolicy = KubernetesService.TrafficPolicy.cluster
  /// Whether the port has a node port, an external address or one of a load balancer.
  public var isExternal = false
  /// The value of the Service's topology annotation, the older one first, which proxies up to 1.30 look at.
  public var hintsAnnotation: String?
  /// The version of kube-proxy.
  public var version: KubernetesVersion

  /// Makes a proxy with Cluster policies.
  public init(node: String, zone: String?, version: KubernetesVersion) {
    self.node = node
    self.zone = zone
    self.version = version
  }
}

extension KubeProxy {
  /// Chooses among the endpoints of a Service.
  ///
  /// One ready endpoint without a hint turns hints off for all; a zone that no hint names uses all endpoints.
  public func choose(among endpoints: [Endpoint]) -> Choice {
    let live = endpoints.indices.filter { endpoints[$0].isReady ?? true }
    let usesCluster = internalPolicy != .local || isExternal
    let usesLocal = internalPolicy == .local || externalPolicy == .local && isExternal
    let leaving = endpoints.indices.filter { place in
      hasTerminatingFallback && (endpoints[place].isServing ?? true) && endpoints[place].isTerminating == true
    }
    var filter = Filter.none
    var cluster: [Int] = []
    if usesCluster {
      filter = hintFilter(endpoints, live)
      cluster = live.filter { passes(endpoints[$0], filter) }
      if cluster.isEmpty { cluster = leaving }
    }
    guard usesLocal else {
      return Choice(cluster: cluster, local: [], all: cluster, hasAnyEndpoint: !cluster.isEmpty)
    }
    var local = live.filter { endpoints[$0].node == node }
    var isFallback = false
    if local.isEmpty {
      local = leaving.filter { endpoints[$0].node == node }
      isFallback = !local.isEmpty
    }
    let hasAny = !cluster.isEmpty || !live.isEmpty || !leaving.isEmpty
    guard usesCluster else { return Choice(cluster: [], local: local, all: local, hasAnyEndpoint: hasAny) }
    let all = filter == .none && !isFallback ? cluster : Set(cluster).union(local).sorted()
    return Choice(cluster: cluster, local: local, all: all, hasAnyEndpoint: hasAny)
  }

  private enum Filter {
    case none, zone, node
  }

  /// Beta, and so on, since 1.26.
  private var hasTerminatingFallback: Bool { version >= KubernetesVersion(1, 26) }

  /// Whether the proxy acts on hints at all: up to 1.30 the Service's annotation has to allow it.
  private var obeysHints: Bool {
    let value = hintsAnnotation ?? ""
    if version < KubernetesVersion(1, 24) { return false }
    if version < KubernetesVersion(1, 27) { return value == "Auto" || value == "auto" }
    if version < KubernetesVersion(1, 31) { return !["", "Disabled", "disabled"].contains(value) }
    return true
  }

  private func hintFilter(_ endpoints: [Endpoint], _ live: [Int]) -> Filter {
    guard obeysHints, !live.isEmpty else { return .none }
    let knowsNodeHints = version >= KubernetesVersion(1, 34)
    if knowsNodeHints, live.allSatisfy({ !endpoints[$0].nodeHints.isEmpty }),
      live.contains(where: { endpoints[$0].nodeHints.contains(node) })
    {
      return .node
    }
    guard let zone, !zone.isEmpty, live.allSatisfy({ !endpoints[$0].zoneHints.isEmpty }),
      live.contains(where: { endpoints[$0].zoneHints.contains(zone) })
    else { return .none }
    return .zone
  }

  private func passes(_ endpoint: Endpoint, _ filter: Filter) -> Bool {
    switch filter {
    case .none: true
    case .zone: endpoint.zoneHints.contains(zone ?? "")
    case .node: endpoint.nodeHints.contains(node)
    }
  }
}
