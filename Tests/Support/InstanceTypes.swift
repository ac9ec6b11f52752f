package import Headroom

extension InstanceType {
  package static let m5Large = bundled("m5.large")
  package static let m5XLarge = bundled("m5.xlarge")
  package static let t3Small = bundled("t3.small")
  package static let t3Medium = bundled("t3.medium")
  package static let c54XLarge = bundled("c5.4xlarge")
  package static let c518XLarge = bundled("c5.18xlarge")
  package static let p3dn24XLarge = bundled("p3dn.24xlarge")

  package static func bundled(_ name: String) -> InstanceType { InstanceCatalog.bundled[name]! }
}

extension CNISettings {
  /// The chart's settings with some changed.
  package static func changed(_ change: (inout CNISettings) -> Void) -> CNISettings {
    var settings = CNISettings.chart
    change(&settings)
    return settings
  }

  package static let prefixes = changed { $0.prefixDelegation = true }
  package static let custom = changed { $0.customNetworking = true }
}
