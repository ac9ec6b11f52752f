/// Who configures a node's max pods. Each has a rule of its own, and none asks what the CNI can really serve.
public enum MaxPodsSetter: String, Hashable, Sendable, CaseIterable {
  /// A managed node group without a custom AMI: the service's calculator, which knows nothing of a trunk.
  case managed
  /// nodeadm of Amazon Linux 2023, in self-managed groups and with custom AMIs.
  case nodeadm
  /// `bootstrap.sh` of Amazon Linux 2.
  case al2
  /// Bottlerocket.
  case bottlerocket
  /// Karpenter.
  case karpenter
  /// EKS Auto Mode.
  case autoMode = "auto-mode"

  /// The number that the actor configures, or `nil` when it hangs on a vCPU count that is not known.
  ///
  /// `c5.18xlarge`: 737 by nodeadm and Karpenter, which apply no cap, 250 by a managed node group, 110 by Auto Mode.
  public func maxPods(for node: MaxPods) -> Int? {
    if node.platform == .windows { return 110 }
    switch self {
    case .managed: return managedMaxPods(for: node)
    case .nodeadm, .al2: return Self.formula(interfaces: node.type.interfaces, on: node.type)
    case .bottlerocket: return bottlerocketMaxPods(for: node)
    case .karpenter:
      let interfaces = node.type.interfaces - node.reservedInterfaces
      return interfaces > 0 ? Self.formula(interfaces: interfaces, on: node.type) : 0
    case .autoMode: return min(110, node.possible)
    }
  }

  private static func formula(interfaces: Int, on type: InstanceType, addressesPerSlot: Int = 1) -> Int {
    interfaces * type.podSlotsPerInterface * addressesPerSlot + 2
  }

  /// The calculator's value; it tests for the Nitro hypervisor, so that bare metal gets no prefixes.
  private func managedMaxPods(for node: MaxPods) -> Int? {
    let interfaces = max(0, node.interfaces - (node.settings.customNetworking ? 1 : 0))
    let slot = node.settings.prefixDelegation && node.type.hypervisor == .nitro ? 16 : 1
    let value = Self.formula(interfaces: interfaces, on: node.type, addressesPerSlot: slot)
    if value <= 110 { return value }
    return node.cap.map { min(value, $0) }
  }

  /// The file's value; kubelet's own 110 for a type that the file does not list.
  private func bottlerocketMaxPods(for node: MaxPods) -> Int {
    let sources = node.type.details.sources
    let isListed = sources.isEmpty || sources.contains("maxpods")
    return isListed ? Self.formula(interfaces: node.type.interfaces, on: node.type) : 110
  }

  /// The actor's rule as a line of arithmetic.
  public func step(for node: MaxPods) -> DerivationStep {
    let (formula, source) = rule
    var result = maxPods(for: node).map(String.init) ?? "unknown"
    // The newer pages of the user guide leave the two agents out, which are no pods in Auto Mode.
    if self == .autoMode, node.podAddresses < 110 { result += "; \(node.podAddresses) where the + 2 is left out" }
    return DerivationStep(
      "max pods set by \(rawValue)", formula: node.platform == .windows ? "110 on Windows" : formula,
      arithmetic: "\(node.type.name): \(result)", source: source)
  }

  private var rule: (formula: String, source: String) {
    switch self {
    case .managed:
      (
        "(interfaces − 1 with custom networking) × (addresses − 1) × 16 with prefixes on Nitro + 2, then 110 or 250",
        Source.managedNodeGroups
      )
    case .nodeadm: ("interfaces × (addresses − 1) + 2, no cap", Source.nodeadm)
    case .al2: ("interfaces × (addresses − 1) + 2, no cap", Source.maxPodsCalculator)
    case .bottlerocket:
      ("interfaces × (addresses − 1) + 2 if eni-max-pods lists the type, else 110", Source.bottlerocket)
    case .karpenter: ("(interfaces − reserved) × (addresses − 1) + 2, no cap, 0 if none is left", Source.karpenter)
    case .autoMode: ("the smaller of max pods and 110", "EKS user guide, Auto Mode")
    }
  }
}
