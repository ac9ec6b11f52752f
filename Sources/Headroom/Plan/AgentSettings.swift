/// What ipamd reads beside its targets: timing and switches that matter only over time.
public struct AgentSettings: Hashable, Sendable {
  /// `IP_COOLDOWN_PERIOD`: seconds for which a freed address is not used again; -1 for none.
  public var cooldown = 30
  /// `ENABLE_SUBNET_DISCOVERY`: after a refusal the next interface is tried before the agent waits.
  public var discoversSubnets = true
  /// `AWS_MANAGE_ENIS_NON_SCHEDULABLE`: a cordoned node grows and gives back interfaces as any other.
  public var managesCordonedNodes = false
  /// `DISABLE_NETWORK_RESOURCE_PROVISIONING` or `ENABLE_IMDS_ONLY_MODE`: nothing grows or shrinks.
  public var isFrozen = false

  /// Makes the defaults.
  public init() {}

  /// Reads the variables by ipamd's rules.
  public init(_ environment: CNIEnvironment) {
    func flag(_ name: String, _ fallback: Bool) -> Bool {
      environment.variables[name].flatMap(CNIEnvironment.parseBool) ?? fallback
    }
    // What is below nothing is none: an address may be used again at once.
    let seconds = environment.variables["IP_COOLDOWN_PERIOD"].flatMap(CNIEnvironment.atoi)
    cooldown = seconds.map { min(max($0, -1), 1_000_000) } ?? 30
    discoversSubnets = flag("ENABLE_SUBNET_DISCOVERY", true)
    managesCordonedNodes = flag("AWS_MANAGE_ENIS_NON_SCHEDULABLE", false)
    isFrozen = flag("DISABLE_NETWORK_RESOURCE_PROVISIONING", false) || flag("ENABLE_IMDS_ONLY_MODE", false)
  }
}
