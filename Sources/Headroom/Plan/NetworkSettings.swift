/// How pods get their addresses.
public struct NetworkSettings: Hashable, Sendable {
  /// The network plugin.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The Amazon VPC CNI.
    case vpcCNI = "vpc-cni"
    /// An overlay such as Cilium's or Calico's: pods take no address of the VPC.
    case overlay
    /// Cilium chained to the VPC CNI, which still gives the addresses.
    case chainedCilium = "chained-cilium"
  }

  /// The family of the pods' addresses.
  public enum IPFamily: String, Hashable, Sendable, CaseIterable {
    /// IPv4.
    case ipv4
    /// IPv6; nodes keep one IPv4 address an interface.
    case ipv6
  }

  /// The plugin.
  public var kind = Kind.vpcCNI
  /// The variables of the VPC CNI.
  public var environment = CNIEnvironment()
  /// The family of the pods' addresses.
  public var ipFamily = IPFamily.ipv4
  /// Names of the pod subnets by zone, for custom networking.
  public var eniConfigs: [String: [String]] = [:]

  /// Makes the VPC CNI with its chart's settings.
  public init() {}

  /// The settings in force: those of the variables, with the family of the plan.
  public var settings: CNISettings {
    var settings = environment.settings
    settings.ipv6 = ipFamily == .ipv6
    return settings
  }

  /// The settings that hold on nodes of an operating system: Windows nodes do not run the CNI's agent, so that its
  /// variables mean nothing there; the VPC resource controller gives them single addresses.
  func settings(on platform: NodeGroup.Platform) -> CNISettings {
    guard platform == .windows else { return settings }
    var settings = CNISettings.chart
    settings.ipv6 = ipFamily == .ipv6
    return settings
  }
}

extension NetworkSettings {
  /// Returns the settings with variables of the CNI changed; a variable whose value is `nil` is no longer set.
  public func setting(_ changes: [String: String?]) -> NetworkSettings {
    var variables = environment.variables
    for (name, value) in changes { variables[name] = value }
    var network = self
    network.environment = CNIEnvironment(variables, defaults: environment.defaults)
    return network
  }
}
