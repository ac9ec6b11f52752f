/// The settings of ipamd, the agent of the VPC CNI, that matter only as time passes: its timing and its switches.
package struct AgentSettings: Hashable, Sendable {
  /// `IP_COOLDOWN_PERIOD`: the number of seconds for which a freed address is not assigned again; -1 for no such
  /// period.
  package var cooldown = 30
  /// `ENABLE_SUBNET_DISCOVERY`: tags decide in which subnets new interfaces may be created.
  ///
  /// With it, the agent also tries the next interface when EC2 refuses addresses to one, before it waits.
  package var discoversSubnets = true
  /// `AWS_MANAGE_ENIS_NON_SCHEDULABLE`: on a cordoned node interfaces are added and removed as on any other node.
  package var managesCordonedNodes = false
  /// `DISABLE_NETWORK_RESOURCE_PROVISIONING` or `ENABLE_IMDS_ONLY_MODE`: the agent adds and removes nothing.
  package var isFrozen = false

  /// Creates ipamd's defaults.
  package init() {}

  /// Reads the variables by ipamd's rules, which replace values that cannot be parsed by their defaults.
  package init(_ environment: CNIEnvironment) {
    func flag(_ name: String, _ fallback: Bool) -> Bool {
      environment.variables[name].flatMap(CNIEnvironment.parseBool) ?? fallback
    }
    // ipamd takes a negative period as none: a freed address may be assigned again at once.
    let seconds = environment.variables["IP_COOLDOWN_PERIOD"].flatMap(CNIEnvironment.atoi)
    cooldown = seconds.map { min(max($0, -1), 1_000_000) } ?? 30
    discoversSubnets = flag("ENABLE_SUBNET_DISCOVERY", true)
    managesCordonedNodes = flag("AWS_MANAGE_ENIS_NON_SCHEDULABLE", false)
    isFrozen = flag("DISABLE_NETWORK_RESOURCE_PROVISIONING", false) || flag("ENABLE_IMDS_ONLY_MODE", false)
  }
}
