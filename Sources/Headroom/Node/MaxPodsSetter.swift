/// The program or service that sets a node's max pods value.
///
/// Each follows a different rule, and none of them checks what the CNI can serve on the node.
public enum MaxPodsSetter: String, Hashable, Sendable, CaseIterable {
  /// A managed node group without a custom AMI: EKS' own calculator, which does not consider a trunk.
  case managed
  /// nodeadm of Amazon Linux 2023, in self-managed groups and managed groups with a custom AMI.
  case nodeadm
  /// `bootstrap.sh` of Amazon Linux 2.
  case al2
  /// Bottlerocket.
  case bottlerocket
  /// Karpenter.
  case karpenter
  /// EKS Auto Mode.
  case autoMode = "auto-mode"

  /// Returns the value that is set on a node; `nil` if it depends on a number of vCPUs that is not known.
  ///
  /// For `c5.18xlarge`, nodeadm and Karpenter set 737 because they apply no cap, a managed node group sets 250 and Auto
  /// Mode 110.
  public func maxPods(for node: MaxPods) -> Int? {
    // 110 is the default max pods value on Windows.
    if node.platform == .windows { return 110 }
    switch self {
    case .managed: return managedMaxPods(for: node)
    case .nodeadm, .al2: return Self.formula(interfaces: node.type.interfaces, on: node.type)
    case .bottlerocket: return bottlerocketMaxPods(for: node)
    case .karpenter:
      // Karpenter subtracts reservedENIs, and uses 0 instead of the formula if no interface remains.
      let interfaces = node.type.interfaces - node.reservedInterfaces
      return interfaces > 0 ? Self.formula(interfaces: interfaces, on: node.type) : 0
    // The CNI settings of a cluster do not apply in Auto Mode. The formula has no + 2, because aws-node and kube-proxy are
    // not pods there: one c6a.large was seen with 27 = 3 × 9. The limit of 110 is that of the user guide.
    case .autoMode: return min(110, node.type.interfaces * node.type.podSlotsPerInterface)
    }
  }

  private static func formula(interfaces: Int, on type: InstanceType, addressesPerSlot: Int = 1) -> Int {
    interfaces * type.podSlotsPerInterface * addressesPerSlot + 2
  }

  /// Returns the value of EKS' calculator for managed node groups.
  ///
  /// The calculator grants prefixes only on the Nitro hypervisor, so bare metal gets none.
  private func managedMaxPods(for node: MaxPods) -> Int? {
    // EKS passes the DaemonSet's custom networking and MAX_ENI to the calculator, but not ENABLE_POD_ENI.
    let interfaces = max(0, node.interfaces - (node.settings.customNetworking ? 1 : 0))
    let slot = node.settings.prefixDelegation && node.type.hypervisor == .nitro ? 16 : 1
    let value = Self.formula(interfaces: interfaces, on: node.type, addressesPerSlot: slot)
    if value <= 110 { return value }
    return node.cap.map { min(value, $0) }
  }

  /// Returns the value of Bottlerocket: that of its eni-max-pods file, or the kubelet's default of 110 for other types.
  private func bottlerocketMaxPods(for node: MaxPods) -> Int {
    let sources = node.type.details.sources
    let isListed = sources.isEmpty || sources.contains("maxpods")
    return isListed ? Self.formula(interfaces: node.type.interfaces, on: node.type) : 110
  }

  /// Returns the rule and its result as a step of a calculation.
  package func step(for node: MaxPods) -> DerivationStep {
    let (formula, source) = rule
    let result = maxPods(for: node).map(String.init) ?? "unknown"
    return DerivationStep(
      "max pods set by \(rawValue)", formula: node.platform == .windows ? "110 on Windows" : formula,
      arithmetic: "\(node.type.name): \(result)", source: source)
  }

  private var rule: (formula: String, source: String) {
    switch self {
    case .managed:
      (
        "(interfaces − 1 with custom networking) × (addresses − 1) × 16 with prefixes on Nitro + 2, at most 110 or 250",
        Source.managedNodeGroups
      )
    case .nodeadm: ("interfaces × (addresses − 1) + 2, no cap", Source.nodeadm)
    case .al2: ("interfaces × (addresses − 1) + 2, no cap", Source.maxPodsCalculator)
    case .bottlerocket:
      ("interfaces × (addresses − 1) + 2 if eni-max-pods lists the type, else 110", Source.bottlerocket)
    case .karpenter:
      ("(interfaces − reserved) × (addresses − 1) + 2, no cap, 0 if no interface is left", Source.karpenter)
    case .autoMode:
      (
        "interfaces × (addresses − 1), at most 110",
        "EKS user guide, automode; the formula without + 2 rests on one observation (c6a.large: 27)"
      )
    }
  }
}
