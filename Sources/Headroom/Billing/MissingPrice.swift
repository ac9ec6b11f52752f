/// A price that a bill needs and that is not known, with what would supply it.
public struct MissingPrice: Hashable, Sendable {
  /// The meter.
  public let meter: Meter
  /// The region.
  package let region: Region

  package init(meter: Meter, region: Region) {
    self.meter = meter
    self.region = region
  }

  /// What would supply the price, as a sentence with a command or a key of the plan.
  public var remedy: String {
    if meter == .crossAZOut || meter == .crossAZIn, region.isCommercial {
      return "Use --assume-cross-az for AWS' general price, or set network.prices.\(meter)."
    }
    guard let code = serviceCode else { return "Set network.prices.\(meter)." }
    // The Price List API has few endpoints; China has one of its own.
    let endpoint = region.currency == .cny ? "cn-northwest-1" : "us-east-1"
    let filter =
      code == "AWSDataTransfer"
      ? "Field=fromRegionCode,Type=TERM_MATCH,Value=\(region)" : "Field=regionCode,Type=TERM_MATCH,Value=\(region)"
    return """
      Run `aws pricing get-products --region \(endpoint) --service-code \(code) --filters \(filter) > prices.json` and \
      use --prices prices.json, or set network.prices.\(meter).
      """
  }

  /// The service code of the meter in AWS' price list; `nil` for meters that this library does not find there.
  private var serviceCode: String? {
    let name = meter.rawValue
    func starts(_ prefixes: String...) -> Bool { prefixes.contains { name.hasPrefix($0) } }
    if starts("ec2_hour", "ec2_windows_hour", "ebs_", "nat_gateway") { return "AmazonEC2" }
    if starts("alb_", "nlb_", "gwlb_hour", "gwlb_glcu", "clb_") { return "AWSELB" }
    if starts("vpc_interface", "tgw_", "public_ipv4") { return "AmazonVPC" }
    if starts("eks_cluster", "fargate_") { return "AmazonEKS" }
    if starts("internet_out", "inter_region_out", "cross_az") { return "AWSDataTransfer" }
    return nil
  }
}
