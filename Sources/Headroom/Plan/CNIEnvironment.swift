/// The environment variables of the `aws-node` DaemonSet, read by ipamd's own rules.
///
/// ipamd parses numbers with Go's `strconv.Atoi` and booleans with `strconv.ParseBool`. It silently replaces a value
/// that it cannot parse, or that is out of range, by the variable's default; checks report these values.
///
/// Source: `pkg/ipamd/ipamd.go` and `utils/utils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
public struct CNIEnvironment: Hashable, Sendable {
  /// A set of values for the variables that are not set.
  public enum Defaults: String, Hashable, Sendable, CaseIterable {
    /// The values that the Helm chart and the manifest set.
    case chart
    /// The values that ipamd uses when nothing sets a variable.
    case binary
  }

  /// A value that ipamd replaces by a default.
  package struct Replacement: Hashable, Sendable {
    /// The name of the variable.
    package let variable: String
    /// The value that is set.
    package let value: String
    /// A description of the values that ipamd accepts.
    package let expected: String
    /// The value that ipamd uses instead.
    package let used: String
  }

  /// The settings in effect.
  public private(set) var settings: CNISettings
  /// The values that ipamd replaces by a default.
  package private(set) var replacements: [Replacement] = []
  /// The variables that are set, by name.
  package let variables: [String: String]
  /// The values that apply to variables that are not set.
  package let defaults: Defaults

  /// Reads variables by their names.
  public init(_ variables: [String: String] = [:], defaults: Defaults = .chart) {
    self.variables = variables
    self.defaults = defaults
    settings = defaults == .chart ? .chart : .binary
    // ipamd replaces a value that it refuses by the binary's default, not by the chart's: 1 for WARM_ENI_TARGET, but 0
    // for WARM_PREFIX_TARGET.
    settings.warmENITarget = number("WARM_ENI_TARGET", from: 0, default: 1) ?? settings.warmENITarget
    // For the IP targets ipamd does not distinguish 0 from a variable that is not set.
    settings.warmIPTarget = number("WARM_IP_TARGET", from: 0, default: 0) ?? 0
    settings.minimumIPTarget = number("MINIMUM_IP_TARGET", from: 0, default: 0) ?? 0
    settings.warmPrefixTarget = number("WARM_PREFIX_TARGET", from: 0, default: 0) ?? settings.warmPrefixTarget
    settings.maxENI = number("MAX_ENI", from: 1, default: nil)
    settings.prefixDelegation = flag("ENABLE_PREFIX_DELEGATION") ?? false
    settings.customNetworking = flag("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG") ?? false
    settings.podENI = flag("ENABLE_POD_ENI") ?? false
    settings.ipv6 = flag("ENABLE_IPv6") ?? false
    settings.multiNIC = flag("ENABLE_MULTI_NIC") ?? false
    // No number depends on these variables, but a value that ipamd replaces is worth reporting.
    for name in ["ENABLE_IPv4", "DISABLE_NETWORK_RESOURCE_PROVISIONING", "ENABLE_IMDS_ONLY_MODE"] {
      _ = flag(name)
    }
    for name in ["ENABLE_SUBNET_DISCOVERY", "MANAGE_UNTAGGED_ENI"] { _ = flag(name, default: true) }
    _ = flag("AWS_MANAGE_ENIS_NON_SCHEDULABLE")
    _ = number("IP_COOLDOWN_PERIOD", from: 0, default: 30)
  }

  /// Returns the value of a variable, its default if ipamd refuses the value, or `nil` if the variable is not set.
  private mutating func number(_ name: String, from least: Int, default fallback: Int?) -> Int? {
    guard let text = variables[name] else { return nil }
    if let number = Self.atoi(text), number >= least { return min(number, CNISettings.largestTarget) }
    replacements.append(
      Replacement(
        variable: name, value: text, expected: "a whole number of at least \(least)",
        used: fallback.map(String.init) ?? "no limit"))
    return fallback
  }

  /// Returns what Go's `strconv.Atoi` reads: an optional sign followed by digits.
  static func atoi(_ text: String) -> Int? {
    var digits = Substring(text).utf8
    let sign = digits.first
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
    return Int(decimalDigits: digits).map { sign == UInt8(ascii: "-") ? -$0 : $0 }
  }

  private mutating func flag(_ name: String, default fallback: Bool = false) -> Bool? {
    guard let text = variables[name] else { return nil }
    if let flag = Self.parseBool(text) { return flag }
    replacements.append(Replacement(variable: name, value: text, expected: "true or false", used: "\(fallback)"))
    return fallback
  }

  /// Returns what Go's `strconv.ParseBool` reads; `nil` for text that it refuses, such as `yes`.
  static func parseBool(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "TRUE", "true", "True": true
    case "0", "f", "F", "FALSE", "false", "False": false
    default: nil
    }
  }
}

extension CNIEnvironment {
  /// The variables that affect how many addresses nodes hold.
  static let capacityVariables = [
    "WARM_ENI_TARGET", "WARM_IP_TARGET", "MINIMUM_IP_TARGET", "WARM_PREFIX_TARGET", "MAX_ENI",
    "ENABLE_PREFIX_DELEGATION", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "ENABLE_POD_ENI", "ENABLE_IPv4", "ENABLE_IPv6",
    "ENABLE_SUBNET_DISCOVERY", "ENABLE_MULTI_NIC", "IP_COOLDOWN_PERIOD", "MANAGE_UNTAGGED_ENI",
    "AWS_MANAGE_ENIS_NON_SCHEDULABLE", "DISABLE_NETWORK_RESOURCE_PROVISIONING", "ENABLE_IMDS_ONLY_MODE",
  ]

  /// The variables whose names are probably misspelt, each with the variable that was probably meant.
  ///
  /// Only variables that affect addresses are suggested. Other variables of the CNI are not reported.
  ///
  /// Source of their names: `README.md` of aws/amazon-vpc-cni-k8s.
  package var misspelt: [(variable: String, meant: String)] {
    variables.keys.sorted().compactMap { name in
      guard !Self.capacityVariables.contains(name), !Self.otherVariables.contains(name),
        let meant = nearestName(to: name, among: Self.capacityVariables)
      else { return nil }
      return (name, meant)
    }
  }

  /// Returns whether a variable decides about addresses, or is probably a misspelt one that does. Others may be secret and
  /// are not read from files of other tools.
  package static func isKnown(_ name: String) -> Bool {
    name == "CLUSTER_NAME" || capacityVariables.contains(name) || nearestName(to: name, among: capacityVariables) != nil
  }

  private static let otherVariables: Set = [
    "ENABLE_NFTABLES", "ENABLE_V4_EGRESS", "ENABLE_V6_EGRESS", "ENABLE_BANDWIDTH_PLUGIN",
    "DISABLE_POD_V6", "DISABLE_METRICS", "DISABLE_INTROSPECTION", "DISABLE_TCP_EARLY_DEMUX", "POD_MTU",
  ]

  /// The variables that are switched on and change how nodes hold addresses in a way that Headroom does not evaluate.
  package var notEvaluated: [String] {
    let on = ["DISABLE_NETWORK_RESOURCE_PROVISIONING", "ENABLE_IMDS_ONLY_MODE"]
    return on.filter { variables[$0].flatMap(Self.parseBool) == true }
  }
}
