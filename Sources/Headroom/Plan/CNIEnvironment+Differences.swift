extension CNIEnvironment {
  /// Returns the variables whose values in effect differ, set or by default, with both values.
  package func differences(from other: CNIEnvironment) -> [(variable: String, value: String, other: String)] {
    let both = zip(settings.values, other.settings.values)
    let usesPrefixes = settings.prefixDelegation || other.settings.prefixDelegation
    return both.compactMap { one, two in
      // Without prefixes their number means nothing.
      guard one.value != two.value, usesPrefixes || one.variable != "WARM_PREFIX_TARGET" else { return nil }
      return (one.variable, one.value, two.value)
    }
  }
}

extension CNISettings {
  /// The variables and their values.
  fileprivate var values: [(variable: String, value: String)] {
    [
      ("WARM_ENI_TARGET", "\(warmENITarget)"), ("WARM_IP_TARGET", "\(warmIPTarget)"),
      ("MINIMUM_IP_TARGET", "\(minimumIPTarget)"), ("WARM_PREFIX_TARGET", "\(warmPrefixTarget)"),
      ("MAX_ENI", maxENI.map(String.init) ?? "not set"), ("ENABLE_PREFIX_DELEGATION", "\(prefixDelegation)"),
      ("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "\(customNetworking)"), ("ENABLE_POD_ENI", "\(podENI)"),
      ("ENABLE_IPv6", "\(ipv6)"), ("ENABLE_MULTI_NIC", "\(multiNIC)"),
    ]
  }
}
