/// The settings that decide how pods get their addresses.
public struct NetworkSettings: Hashable, Sendable {
  /// The network plugin.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The Amazon VPC CNI.
    case vpcCNI = "vpc-cni"
    /// An overlay network such as Cilium's or Calico's: pods take no addresses of the VPC.
    case overlay
    /// Cilium chained to the VPC CNI, which still assigns the addresses.
    case chainedCilium = "chained-cilium"
  }

  /// The address family of the pods.
  public enum IPFamily: String, Hashable, Sendable, CaseIterable {
    /// IPv4.
    case ipv4
    /// IPv6; each interface of a node still has one IPv4 address.
    case ipv6
  }

  /// The network plugin.
  public var kind = Kind.vpcCNI
  /// The environment variables of the VPC CNI.
  public var environment = CNIEnvironment()
  /// The address family of the pods.
  public var ipFamily = IPFamily.ipv4
  /// The names of the pod subnets by zone, for custom networking.
  public var eniConfigs: [String: [String]] = [:]

  /// Creates the settings of the VPC CNI with the defaults of its Helm chart.
  public init() {}

  /// The CNI settings in effect: those of the variables, with the plan's address family.
  package var settings: CNISettings {
    var settings = environment.settings
    settings.ipv6 = ipFamily == .ipv6
    return settings
  }

  /// Returns the CNI settings that apply to nodes with an operating system.
  ///
  /// Windows nodes do not run ipamd, so its variables have no effect there: the VPC resource controller assigns single
  /// addresses. Neither do they on nodes of EKS Auto Mode, whose first interface gets prefixes.
  ///
  /// Source: EKS user guide, automode/auto-networking.
  package func settings(on platform: NodeGroup.Platform) -> CNISettings {
    guard platform != .linux else { return settings }
    var settings = CNISettings.chart
    settings.ipv6 = ipFamily == .ipv6
    if platform == .autoMode { (settings.prefixDelegation, settings.maxENI) = (true, 1) }
    return settings
  }
}

extension NetworkSettings {
  /// Returns the settings with changed CNI variables. A change to `nil` removes the variable.
  package func setting(_ changes: [String: String?]) -> NetworkSettings {
    var variables = environment.variables
    for (name, value) in changes { variables[name] = value }
    var network = self
    network.environment = CNIEnvironment(variables, defaults: environment.defaults)
    return network
  }
}
