/// The settings of the VPC CNI that decide how many addresses a node holds, as its agent ipamd has read them.
public struct CNISettings: Hashable, Sendable {
  /// `WARM_ENI_TARGET`: whole interfaces' worth of spare addresses; counts in secondary mode without IP targets.
  public var warmENITarget = 1
  /// `WARM_IP_TARGET`: spare addresses; 0 is the same as unset.
  public var warmIPTarget = 0
  /// `MINIMUM_IP_TARGET`: addresses held at the least; 0 is the same as unset.
  public var minimumIPTarget = 0
  /// `WARM_PREFIX_TARGET`: spare prefixes; counts in prefix mode without IP targets.
  public var warmPrefixTarget = 1
  /// `ENABLE_PREFIX_DELEGATION`: a /28 in every slot instead of one address.
  public var prefixDelegation = false
  /// `MAX_ENI`: the most interfaces to use; `nil` for the type's own limit.
  public var maxENI: Int?
  /// `AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG`: pods' interfaces go to the subnet of an ENIConfig, the primary one serves none.
  public var customNetworking = false
  /// `ENABLE_POD_ENI`: security groups for pods; one interface becomes a trunk.
  public var podENI = false
  /// `ENABLE_MULTI_NIC`: pods may have an address of each network card.
  public var multiNIC = false
  /// Whether pods have IPv6 addresses (`ENABLE_IPv6`).
  public var ipv6 = false

  /// The settings of the Helm chart and of the manifest: `WARM_ENI_TARGET` 1 and `WARM_PREFIX_TARGET` 1.
  ///
  /// Source: `charts/aws-vpc-cni/values.yaml` of aws/amazon-vpc-cni-k8s v1.23.1.
  public static let chart = CNISettings()

  /// The settings that ipamd takes when no variable is set at all: `WARM_PREFIX_TARGET` is 0 then.
  ///
  /// Source: `pkg/ipamd/ipamd.go` of aws/amazon-vpc-cni-k8s v1.23.1.
  public static let binary = {
    var settings = CNISettings()
    settings.warmPrefixTarget = 0
    return settings
  }()

  /// Makes the chart's settings, to be changed one by one.
  public init() {}
}

extension CNISettings {
  /// The most that a target is taken for: no node holds as many, and sums of it cannot overflow.
  static let largestTarget = 1_000_000

  /// Which settings drive a pool's growth.
  public enum WarmTarget: Hashable, Sendable {
    /// `WARM_ENI_TARGET`: whole interfaces' worth of free addresses.
    case interfaces(Int)
    /// `WARM_PREFIX_TARGET`: whole free prefixes.
    case prefixes(Int)
    /// `WARM_IP_TARGET` and `MINIMUM_IP_TARGET`: free addresses, and addresses held at the least.
    case addresses(warm: Int, minimum: Int)
  }

  /// Whether nodes of a type get prefixes: where the type cannot, ipamd falls back to single addresses in silence.
  public func usesPrefixes(on type: InstanceType) -> Bool {
    prefixDelegation && type.supportsPrefixDelegation
  }

  /// What drives growth on nodes of a type; an IP target beats the others.
  public func warmTarget(on type: InstanceType) -> WarmTarget {
    func inRange(_ target: Int) -> Int { min(max(target, 0), Self.largestTarget) }
    if warmIPTarget != 0 || minimumIPTarget != 0 {
      return .addresses(warm: inRange(warmIPTarget), minimum: inRange(minimumIPTarget))
    }
    return usesPrefixes(on: type) ? .prefixes(inRange(warmPrefixTarget)) : .interfaces(inRange(warmENITarget))
  }

  /// Interfaces that the CNI may use on a type: those of the default network card, or `MAX_ENI` if that is less.
  public func interfaces(on type: InstanceType) -> Int {
    min(max(maxENI ?? .max, 1), type.interfaces)
  }

  /// Interfaces that serve pods: without the primary one under custom networking, without a trunk.
  ///
  /// A node with one interface gets no trunk, because none may be attached any more.
  public func podInterfaces(on type: InstanceType) -> Int {
    let all = interfaces(on: type)
    let trunk = podENI && type.reservesTrunk && all > 1 ? 1 : 0
    return max(0, all - (customNetworking ? 1 : 0) - trunk)
  }
}
