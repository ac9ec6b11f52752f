internal import Headroom

/// A Service of Kubernetes.
struct ServiceFacts: Sendable {
  let namespace: String, name: String
  /// The labels of the pods that it selects; empty if it selects none.
  var selector: [String: String] = [:]
  var isHeadless = false
  /// The annotations that decide about routing.
  var annotations: [String: String] = [:]
  var trafficDistribution: String?, internalPolicy: String?, externalPolicy: String?
  /// The numbers of its ports.
  var ports: [Int] = []
  /// Whether it asks for a load balancer.
  var hasLoadBalancer = false
  let place: Place
}
