/// The number of pods that a node can run, and what sets that number.
public struct MaxPods: Hashable, Sendable {
  /// The instance type.
  public let type: InstanceType
  /// The CNI's settings.
  public let settings: CNISettings
  /// The operating system of the node.
  public let platform: NodeGroup.Platform
  /// Interfaces kept from pods by somebody else, Karpenter's `reservedENIs`.
  public let reservedInterfaces: Int

  /// What sets ``MaxPods/recommended``.
  public enum Limit: String, Hashable, Sendable {
    /// The addresses that the node's interfaces hold.
    case addresses = "addresses"
    /// Kubernetes' recommendation for nodes up to 30 vCPUs.
    case upTo30VCPUs = "110 up to 30 vCPUs"
    /// Kubernetes' recommendation for larger nodes.
    case above30VCPUs = "250 above 30 vCPUs"
    /// No interface is left for pods.
    case noInterface = "no interface left for pods"
    /// The type has no IPv6 addresses, so the agent does not start.
    case noIPv6 = "no IPv6 on this type"
    /// The type takes no prefixes, without which the agent does not start in IPv6.
    case noPrefixesForIPv6 = "no prefix delegation on this type, which IPv6 needs"
    /// The cap hangs on the vCPU count, which no source tells.
    case unknownVCPUs = "vCPUs unknown"
  }

  /// Works out the number of pods for nodes of a type.
  ///
  /// An interface keeps its primary address to itself, and two pods of every Linux node, `aws-node` and `kube-proxy`,
  /// need none: `m5.large`, with 3 interfaces of 10 addresses, has 3 × (10 − 1) + 2 = 29. With custom networking one
  /// interface serves no pods: 20. With prefix delegation each slot holds 16: 434, recommended 110.
  ///
  /// Source: `misc/eni-max-pods.txt` in aws/amazon-vpc-cni-k8s, which agrees for every type it lists.
  ///
  /// - Parameters:
  ///   - type: The type; interfaces of its default network card count.
  ///   - settings: The CNI's settings; the warm targets play no part.
  ///   - platform: The operating system.
  ///   - reservedInterfaces: Interfaces that serve no pods for other reasons than `settings`.
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
  /// Interfaces that the CNI may use: those of the default card, or `MAX_ENI`; one on Windows.
  public var interfaces: Int { platform == .windows ? 1 : settings.interfaces(on: type) }

  /// Interfaces that serve pods.
  public var podInterfaces: Int {
    if platform == .windows { return 1 }
    return lackOfIPv6 == nil ? max(0, settings.podInterfaces(on: type) - reservedInterfaces) : 0
  }

  /// Addresses in one slot: 16 with prefix delegation where the type can, 1 otherwise.
  public var addressesPerSlot: Int { settings.usesPrefixes(on: type) ? 16 : 1 }

  /// Whether prefixes are asked for that the type cannot take, so that the CNI falls back to single addresses.
  public var fallsBackToSecondaryAddresses: Bool { settings.prefixDelegation && !type.supportsPrefixDelegation }

  /// Why the agent does not start with IPv6 on this type, or `nil` if it does or IPv6 is not wanted.
  private var lackOfIPv6: Limit? {
    guard settings.ipv6 else { return nil }
    if type.supportsIPv6 == false { return .noIPv6 }
    return type.supportsPrefixDelegation ? nil : .noPrefixesForIPv6
  }

  /// Whether the CNI keeps an interface for a trunk; a node with one interface gets none.
  public var reservesTrunk: Bool { settings.podENI && type.reservesTrunk && interfaces > 1 && platform == .linux }

  /// Pods that can have an address of their own on the node.
  public var podAddresses: Int { podInterfaces * type.podSlotsPerInterface * addressesPerSlot }

  /// Pods of every node that need no address: `aws-node` and `kube-proxy`, which are no pods on Windows.
  public var hostNetworkPods: Int { platform == .windows ? 0 : 2 }

  /// The number that the node's addresses serve, those on the host's network included.
  public var possible: Int { podAddresses + hostNetworkPods }

  /// Kubernetes' recommendation by the node's size, 110 up to 30 vCPUs and 250 above, or `nil` if the size is not known.
  ///
  /// Source: `max-pods-calculator.sh` in awslabs/amazon-eks-ami.
  public var cap: Int? { type.vcpus.map { $0 > 30 ? 250 : 110 } }

  /// ``possible``, or 110 or 250 by the node's size if that is less; `nil` when it hangs on a vCPU count not known.
  public var recommended: Int? {
    if possible <= 110 { return possible }
    return cap.map { min(possible, $0) }
  }

  /// What sets ``recommended``.
  public var limit: Limit {
    if let lackOfIPv6 { return lackOfIPv6 }
    if podInterfaces == 0 { return .noInterface }
    guard possible > 110 else { return .addresses }
    guard let cap else { return .unknownVCPUs }
    return possible <= cap ? .addresses : cap == 110 ? .upTo30VCPUs : .above30VCPUs
  }

  /// The mode in one word for tables: `secondary`, `prefix`, `ipv6` or `windows`, then `+custom` and `+trunk`.
  public var mode: String {
    if platform == .windows { return settings.usesPrefixes(on: type) ? "windows+prefix" : "windows" }
    let base = settings.ipv6 ? "ipv6" : addressesPerSlot == 16 ? "prefix" : "secondary"
    return base + (settings.customNetworking ? "+custom" : "") + (reservesTrunk ? "+trunk" : "")
  }

  /// ``limit`` in words, with the fall-back to single addresses if there is one.
  public var limitedBy: String {
    guard fallsBackToSecondaryAddresses, !settings.ipv6 else { return limit.rawValue }
    let isUnknown = type.isPrefixDelegationUnknown
    return
      "\(limit.rawValue); \(isUnknown ? "not known whether this type takes prefixes" : "no prefix delegation on this type")"
  }
}
