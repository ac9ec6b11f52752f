public import Headroom

extension InstanceType {
  public static let m5Large = bundled("m5.large")
  public static let m5XLarge = bundled("m5.xlarge")
  public static let t3Small = bundled("t3.small")
  public static let t3Medium = bundled("t3.medium")
  public static let c54XLarge = bundled("c5.4xlarge")
  public static let c518XLarge = bundled("c5.18xlarge")
  public static let p3dn24XLarge = bundled("p3dn.24xlarge")

  public static func bundled(_ name: String) -> InstanceType { InstanceCatalog.bundled[name]! }
}

extension CNISettings {
  /// The chart's settings with some changed.
  public static func changed(_ change: (inout CNISettings) -> Void) -> CNISettings {
    var settings = CNISettings.chart
    change(&settings)
    return settings
  }

  public static let prefixes = changed { $0.prefixDelegation = true }
  public static let custom = changed { $0.customNetworking = true }
}
