package import Headroom

/// The endpoints that kube-proxy on one node uses for one port of a Service.
///
/// Source: `CategorizeEndpoints` of `pkg/proxy/topology.go` (803d40a5 for 1.27 to 1.30, 008b3652 since) and
/// `serviceport.go` (5ce22905) in kubernetes/kubernetes.
package struct KubeProxy: Hashable, Sendable {
  /// An endpoint as it stands in its EndpointSlice.
  package struct Endpoint: Hashable, Sendable {
    /// The name of the node.
    package var node: String?
    /// Whether it is ready; `nil` means ready.
    package var isReady: Bool?
    /// Whether it is serving; `nil` means serving.
    package var isServing: Bool?
    /// Whether its pod is terminating; `nil` means that it is not.
    package var isTerminating: Bool?
    /// The zones that it is hinted to.
    package var zoneHints: [String]
    /// The nodes that it is hinted to.
    package var nodeHints: [String]

    /// Creates an endpoint.
    package init(
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

  /// The endpoints that a node uses, as indices into the list of endpoints.
  package struct Choice: Hashable, Sendable {
    /// The endpoints for traffic with the policy Cluster, which may leave the node.
    package let cluster: [Int]
    /// The endpoints for traffic with the policy Local, which must not leave the node.
    package let local: [Int]
    /// All endpoints that the node uses for either kind of traffic.
    package let all: [Int]
    /// Whether any endpoint of the cluster could serve. If there is none, connections are rejected instead of dropped.
    package let hasAnyEndpoint: Bool
  }

  /// The name of the node.
  package var node: String
  /// The zone of the node; `nil` or empty if the node has no zone label.
  package var zone: String?
  /// The value of `spec.internalTrafficPolicy`.
  package var internalPolicy = KubernetesService.TrafficPolicy.cluster
  /// The value of `spec.externalTrafficPolicy`.
  package var externalPolicy = KubernetesService.TrafficPolicy.cluster
  /// Whether the port can be reached from outside: by a node port, an external IP or a load balancer.
  package var isExternal = false
  /// The value of the Service's topology annotation, which kube-proxy evaluates up to version 1.30. The older
  /// annotation comes first if both are set.
  package var hintsAnnotation: String?
  /// The version of kube-proxy.
  package var version: KubernetesVersion

  /// Creates a kube-proxy for a Service with the traffic policies Cluster.
  package init(node: String, zone: String?, version: KubernetesVersion) {
    self.node = node
    self.zone = zone
    self.version = version
  }
}

extension KubeProxy {
  /// Returns which endpoints of a Service the node uses.
  ///
  /// If a single ready endpoint has no hint, all hints are ignored. A node whose zone no hint names uses all endpoints.
  package func choose(among endpoints: [Endpoint]) -> Choice {
    // kube-proxy treats an endpoint without a ready condition as ready, unlike the EndpointSlice controller.
    let live = endpoints.indices.filter { endpoints[$0].isReady ?? true }
    // A Service with internal policy Local still uses endpoints of the cluster for external traffic.
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
    // Terminating endpoints that still serve are used only if no ready endpoint is left.
    var isFallback = false
    if local.isEmpty {
      local = leaving.filter { endpoints[$0].node == node }
      isFallback = !local.isEmpty
    }
    // With the policy Local an endpoint on another node is enough: traffic is then dropped, but not rejected.
    let hasAny = !cluster.isEmpty || !live.isEmpty || !leaving.isEmpty
    guard usesCluster else { return Choice(cluster: [], local: local, all: local, hasAnyEndpoint: hasAny) }
    let all = filter == .none && !isFallback ? cluster : Set(cluster).union(local).sorted()
    return Choice(cluster: cluster, local: local, all: all, hasAnyEndpoint: hasAny)
  }

  private enum Filter {
    case none, zone, node
  }

  /// Whether terminating endpoints serve as a fallback, a feature that is beta and on by default since 1.26.
  private var hasTerminatingFallback: Bool { version >= KubernetesVersion(1, 26) }

  /// Whether kube-proxy obeys hints at all.
  ///
  /// Up to 1.30 the Service's annotation must allow it; since 1.31 hints are obeyed whenever they exist.
  private var obeysHints: Bool {
    let value = hintsAnnotation ?? ""
    if version < KubernetesVersion(1, 24) { return false }
    if version < KubernetesVersion(1, 27) { return value == "Auto" || value == "auto" }
    if version < KubernetesVersion(1, 31) { return !["", "Disabled", "disabled"].contains(value) }
    return true
  }

  private func hintFilter(_ endpoints: [Endpoint], _ live: [Int]) -> Filter {
    guard obeysHints, !live.isEmpty else { return .none }
    // Node hints come first, but only if every ready endpoint has them and one of them names this node.
    let knowsNodeHints = version >= KubernetesVersion(1, 34)
    if knowsNodeHints, live.allSatisfy({ !endpoints[$0].nodeHints.isEmpty }),
      live.contains(where: { endpoints[$0].nodeHints.contains(node) })
    {
      return .node
    }
    // Zone hints count only if every ready endpoint has one and some endpoint is hinted to this node's zone.
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
