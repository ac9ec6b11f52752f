internal import Headroom

/// Reads what a pod needs from its specification.
///
/// Sources: `k8s.io/api/core/v1/types.go` of kubernetes/api 10b39a39, for sidecars, overhead and the resources of a whole
/// pod.
extension PodNeeds {
  /// Reads the specification of a pod or of a template.
  init(_ spec: YAMLNode?, _ reader: inout FactReader) {
    usesHostNetwork = spec?["hostNetwork"]?.text == "true"
    nodeSelector = KubernetesObject.strings(spec?["nodeSelector"])
    let priority = spec?["priorityClassName"]?.text
    isSystemCritical = priority == "system-node-critical" || priority == "system-cluster-critical"
    cpu = Self.sum(spec, "cpu", &reader) { CPUAmount($0)?.millicores }
    memory = Self.sum(spec, "memory", &reader) { MemoryAmount($0)?.bytes }
    storage = Self.sum(spec, "ephemeral-storage", &reader) { MemoryAmount($0)?.bytes }
  }

  /// Reads the annotations of a pod that decide about its interfaces.
  mutating func read(_ annotations: [String: String]) {
    hasBranchInterface = annotations["vpc.amazonaws.com/pod-eni"] != nil
    usesAllCards = annotations["k8s.amazonaws.com/nicConfig"] == "multi-nic-attachment"
  }

  /// Returns what a pod requests of one resource; `nil` if no container requests any.
  ///
  /// Init containers run one after the other before the others. Those with `restartPolicy: Always` are sidecars, which keep
  /// running from then on.
  private static func sum(
    _ spec: YAMLNode?, _ resource: String, _ reader: inout FactReader, _ read: (String) -> Int?
  ) -> Int? {
    func request(_ container: YAMLNode?) -> Int? {
      let resources = container?["resources"]
      // The API server takes a limit for a request that is absent.
      let value = resources?["requests"]?[resource] ?? resources?["limits"]?[resource]
      return reader.fact(value, expected: "a quantity of Kubernetes", read: read).first?.value
    }
    var isRequested = false
    func add(_ first: Int, _ second: Int?) -> Int {
      guard let second else { return first }
      isRequested = true
      let (sum, overflow) = first.addingReportingOverflow(second)
      return overflow ? .max : sum
    }
    var (sidecars, start) = (0, 0)
    for container in reader.items(spec?["initContainers"]) {
      if container["restartPolicy"]?.text == "Always" {
        sidecars = add(sidecars, request(container))
      } else {
        start = max(start, add(sidecars, request(container)))
      }
    }
    var running = sidecars
    for container in reader.items(spec?["containers"]) { running = add(running, request(container)) }
    var total = max(running, start)
    if resource != "ephemeral-storage", let whole = request(spec) {
      isRequested = true
      total = whole
    }
    let overhead = reader.fact(spec?["overhead"]?[resource], expected: "a quantity of Kubernetes", read: read).first
    total = add(total, overhead?.value)
    return isRequested ? total : nil
  }
}
