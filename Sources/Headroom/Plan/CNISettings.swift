/// The settings of the VPC CNI that decide how many addresses a node holds, with the values that its agent ipamd uses.
public struct CNISettings: Hashable, Sendable {
  /// `WARM_ENI_TARGET`: the number of spare addresses to keep, in whole interfaces' worth.
  ///
  /// Only used without prefix delegation and without IP targets.
  public var warmENITarget = 1
  /// `WARM_IP_TARGET`: the number of spare addresses to keep; 0 means not set.
  public var warmIPTarget = 0
  /// `MINIMUM_IP_TARGET`: the minimum number of addresses that a node holds; 0 means not set.
  public var minimumIPTarget = 0
  /// `WARM_PREFIX_TARGET`: the number of spare /28 prefixes to keep.
  ///
  /// Only used with prefix delegation and without IP targets.
  public var warmPrefixTarget = 1
  /// `ENABLE_PREFIX_DELEGATION`: each slot of an interface holds a /28 prefix (16 addresses) instead of one address.
  public var prefixDelegation = false
  /// `MAX_ENI`: the largest number of interfaces to use; `nil` for the instance type's own limit.
  public var maxENI: Int?
  /// `AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG`: custom networking.
  ///
  /// Interfaces for pods are created in the subnet of an ENIConfig, and the primary interface serves no pods.
  public var customNetworking = false
  /// `ENABLE_POD_ENI`: security groups for pods; one interface becomes a trunk and serves no ordinary pods.
  public var podENI = false
  /// `ENABLE_MULTI_NIC`: a pod may have an address of each network card.
  public var multiNIC = false
  /// Whether pods have IPv6 addresses (`ENABLE_IPv6`).
  public var ipv6 = false

  /// The settings of the Helm chart and the manifest: `WARM_ENI_TARGET` 1 and `WARM_PREFIX_TARGET` 1.
  ///
  /// Source: `charts/aws-vpc-cni/values.yaml` of aws/amazon-vpc-cni-k8s v1.23.1.
  public static let chart = CNISettings()

  /// The settings that ipamd uses when no variable is set: as in the chart, except that `WARM_PREFIX_TARGET` is 0.
  ///
  /// Source: `pkg/ipamd/ipamd.go` of aws/amazon-vpc-cni-k8s v1.23.1.
  public static let binary = {
    var settings = CNISettings()
    settings.warmPrefixTarget = 0
    return settings
  }()

  /// Creates the chart's settings, to be changed one by one.
  public init() {}
}

extension CNISettings {
  /// The largest value that is used for a target: more than any node holds, and small enough that sums do not overflow.
  static let largestTarget = 1_000_000

  /// The setting that makes a node's pool of addresses grow.
  package enum WarmTarget: Hashable, Sendable {
    /// `WARM_ENI_TARGET`: the number of whole interfaces' worth of free addresses to keep.
    case interfaces(Int)
    /// `WARM_PREFIX_TARGET`: the number of whole free prefixes to keep.
    case prefixes(Int)
    /// `WARM_IP_TARGET` and `MINIMUM_IP_TARGET`: the number of free addresses to keep and the minimum number to hold.
    case addresses(warm: Int, minimum: Int)
  }

  /// Returns whether nodes of an instance type get prefixes.
  ///
  /// On a type that does not support prefix delegation, ipamd silently uses single addresses.
  package func usesPrefixes(on type: InstanceType) -> Bool {
    prefixDelegation && type.supportsPrefixDelegation
  }

  /// Returns the setting that makes the pool grow on nodes of an instance type.
  ///
  /// ipamd ignores the other targets as soon as one of the IP targets is set.
  package func warmTarget(on type: InstanceType) -> WarmTarget {
    func inRange(_ target: Int) -> Int { min(max(target, 0), Self.largestTarget) }
    // A node with MINIMUM_IP_TARGET alone keeps no spare addresses, because WARM_IP_TARGET is then 0.
    if warmIPTarget != 0 || minimumIPTarget != 0 {
      return .addresses(warm: inRange(warmIPTarget), minimum: inRange(minimumIPTarget))
    }
    return usesPrefixes(on: type) ? .prefixes(inRange(warmPrefixTarget)) : .interfaces(inRange(warmENITarget))
  }

  /// Returns the number of interfaces that the CNI may use on an instance type: the limit of the default network card,
  /// or `MAX_ENI` if that is less.
  package func interfaces(on type: InstanceType) -> Int {
    min(max(maxENI ?? .max, 1), type.interfaces)
  }

  /// Returns the number of interfaces that serve pods.
  ///
  /// Custom networking takes the primary interface away and security groups for pods take one for the trunk. On a node
  /// that may have only one interface no trunk can be attached.
  package func podInterfaces(on type: InstanceType) -> Int {
    let all = interfaces(on: type)
    let trunk = podENI && type.reservesTrunk && all > 1 ? 1 : 0
    return max(0, all - (customNetworking ? 1 : 0) - trunk)
  }
}
