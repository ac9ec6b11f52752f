internal import Headroom

/// What a pod needs of its node.
struct PodNeeds: Hashable, Sendable {
  /// The CPU in thousandths of a vCPU, the memory and the ephemeral storage in bytes; `nil` if the pod requests none.
  var cpu: Int?, memory: Int?, storage: Int?
  /// Whether the pod uses the host's network.
  var usesHostNetwork = false
  /// Whether the pod has a branch interface of its own.
  var hasBranchInterface = false
  /// Whether the pod asks for an interface of each network card.
  var usesAllCards = false
  /// Whether the pod has one of the two priorities of Kubernetes' own components.
  var isSystemCritical = false
  /// The labels that a node must have.
  var nodeSelector: [String: String] = [:]
  /// The labels of the pod, which Services select.
  var labels: [String: String] = [:]

  /// Returns the largest request of each kind; everything else is that of the first.
  func largest(_ other: PodNeeds) -> PodNeeds {
    var result = self
    result.cpu = [cpu, other.cpu].compactMap(\.self).max()
    result.memory = [memory, other.memory].compactMap(\.self).max()
    result.storage = [storage, other.storage].compactMap(\.self).max()
    result.hasBranchInterface = hasBranchInterface || other.hasBranchInterface
    result.usesAllCards = usesAllCards || other.usesAllCards
    return result
  }
}
