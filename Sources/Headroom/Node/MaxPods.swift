/// The number of pods that a node can run, with the reason for that number.
public struct MaxPods: Hashable, Sendable {
  /// The instance type.
  public let type: InstanceType
  /// The settings of the CNI.
  public let settings: CNISettings
  /// The operating system of the node.
  package let platform: NodeGroup.Platform
  /// The number of interfaces that are reserved for something other than pods (Karpenter's `reservedENIs`).
  package let reservedInterfaces: Int

  /// The reason for ``MaxPods/recommended``.
  package enum Limit: String, Hashable, Sendable {
    /// The number of addresses that the node's interfaces can hold.
    case addresses = "addresses"
    /// Kubernetes' recommendation for nodes up to 30 vCPUs.
    case upTo30VCPUs = "110 up to 30 vCPUs"
    /// Kubernetes' recommendation for larger nodes.
    case above30VCPUs = "250 above 30 vCPUs"
    /// No interface is left for pods.
    case noInterface = "no interface left for pods"
    /// The instance type does not support IPv6, so ipamd does not start.
    case noIPv6 = "no IPv6 on this type"
    /// The instance type does not support prefix delegation, without which ipamd does not start with IPv6.
    case noPrefixesForIPv6 = "no prefix delegation on this type, which IPv6 needs"
    /// The cap depends on the number of vCPUs, which is not known.
    case unknownVCPUs = "vCPUs unknown"
  }

  /// Computes the number of pods for nodes of an instance type.
  ///
  /// An interface does not use its primary address for pods, and two pods of every Linux node, `aws-node` and
  /// `kube-proxy`, need no address: `m5.large`, with 3 interfaces of 10 addresses, has 3 × (10 − 1) + 2 = 29. With
  /// custom networking one interface serves no pods, which gives 20. With prefix delegation each slot holds 16
  /// addresses, which gives 434, and 110 are recommended.
  ///
  /// Source: `misc/eni-max-pods.txt` in aws/amazon-vpc-cni-k8s, which agrees for every type that it lists.
  ///
  /// - Parameters:
  ///   - type: The instance type. Only the interfaces of its default network card count.
  ///   - settings: The settings of the CNI. The warm targets do not affect the result.
  ///   - platform: The operating system.
  ///   - reservedInterfaces: The number of interfaces that serve no pods for other reasons than `settings`.
  public init(
    on type: InstanceType, settings: CNISettings = .chart, platform: NodeGroup.Platform = .linux,
    reservedInterfaces: Int = 0
  ) {
    self.type = type
    self.settings = settings
    self.platform = platform
    self.reservedInterfaces = max(0, reservedInterfaces)
  }
}

extension MaxPods {
  /// The number of interfaces that the CNI may use: the limit of the default network card or `MAX_ENI`; 1 on Windows.
  public var interfaces: Int { platform == .windows ? 1 : settings.interfaces(on: type) }

  /// The number of interfaces that serve pods.
  package var podInterfaces: Int {
    if platform == .windows { return 1 }
    return lackOfIPv6 == nil ? max(0, settings.podInterfaces(on: type) - reservedInterfaces) : 0
  }

  /// The number of addresses in one slot: 16 with prefix delegation on a type that supports it, otherwise 1.
  package var addressesPerSlot: Int { settings.usesPrefixes(on: type) ? 16 : 1 }

  /// Whether prefix delegation is enabled on a type that does not support it, so that the CNI uses single addresses.
  package var fallsBackToSecondaryAddresses: Bool { settings.prefixDelegation && !type.supportsPrefixDelegation }

  /// The reason why ipamd does not start with IPv6 on this type; `nil` if it starts or if IPv6 is not used.
  private var lackOfIPv6: Limit? {
    guard settings.ipv6 else { return nil }
    // With IPv6, ipamd assigns a /80 prefix to the interface, so it needs prefix delegation and refuses to start
    // without it.
    if type.supportsIPv6 == false { return .noIPv6 }
    return type.supportsPrefixDelegation ? nil : .noPrefixesForIPv6
  }

  /// Whether the CNI reserves an interface for a trunk. It does not on a node that can have only one interface.
  package var reservesTrunk: Bool { settings.podENI && type.reservesTrunk && interfaces > 1 && platform == .linux }

  /// The number of pods that can have their own address on the node.
  public var podAddresses: Int { podInterfaces * type.podSlotsPerInterface * addressesPerSlot }

  /// The number of pods on every node that need no address: `aws-node` and `kube-proxy`. On Windows and in EKS Auto Mode
  /// they are not pods.
  package var hostNetworkPods: Int { platform == .linux ? 2 : 0 }

  /// The number of pods that the node can run with its addresses, including those in the host's network.
  public var possible: Int { podAddresses + hostNetworkPods }

  /// The recommended maximum by the node's size: 110 up to 30 vCPUs, 250 above; `nil` if the number of vCPUs is not
  /// known.
  ///
  /// Source: `max-pods-calculator.sh` in awslabs/amazon-eks-ami.
  package var cap: Int? { type.vcpus.map { $0 > 30 ? 250 : 110 } }

  /// The recommended max pods value: ``possible``, but at most 110 or 250 depending on the node's size.
  ///
  /// It is `nil` if ``possible`` is above 110 and the number of vCPUs is not known.
  public var recommended: Int? {
    if possible <= 110 { return possible }
    return cap.map { min(possible, $0) }
  }

  /// The reason for ``recommended``.
  package var limit: Limit {
    if let lackOfIPv6 { return lackOfIPv6 }
    if podInterfaces == 0 { return .noInterface }
    guard possible > 110 else { return .addresses }
    guard let cap else { return .unknownVCPUs }
    return possible <= cap ? .addresses : cap == 110 ? .upTo30VCPUs : .above30VCPUs
  }

  /// The address mode for tables: `secondary`, `prefix`, `ipv6` or `windows`, followed by `+custom` and `+trunk`.
  package var mode: String {
    if platform == .autoMode { return "auto-mode" }
    if platform == .windows { return settings.usesPrefixes(on: type) ? "windows+prefix" : "windows" }
    let base = settings.ipv6 ? "ipv6" : addressesPerSlot == 16 ? "prefix" : "secondary"
    return base + (settings.customNetworking ? "+custom" : "") + (reservesTrunk ? "+trunk" : "")
  }

  /// The reason for ``recommended`` in words, including a fallback to single addresses.
  package var limitedBy: String {
    guard fallsBackToSecondaryAddresses, !settings.ipv6 else { return limit.rawValue }
    let isUnknown = type.isPrefixDelegationUnknown
    return "\(limit.rawValue); "
      + (isUnknown ? "it is not known whether this type supports prefixes" : "no prefix delegation on this type")
  }
}
