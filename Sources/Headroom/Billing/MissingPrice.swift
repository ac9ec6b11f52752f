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
    if let source { return "\(source), or set network.prices.\(meter)." }
    return "Set network.prices.\(meter)."
  }

  /// What would supply the price, other than the plan, as the beginning of a sentence; the same for prices that the same
  /// command supplies. `nil` if only the plan can give the price.
  package var source: String? {
    if meter == .crossAZOut || meter == .crossAZIn {
      return region.isCommercial ? "Use --assume-cross-az for AWS' general price" : nil
    }
    if meter.rawValue.hasPrefix("ec2_spot_hour:") {
      return """
        Run `aws ec2 describe-spot-price-history`, write the price in the columns of data/ec2-commitments.csv and use \
        --prices
        """
    }
    if meter.rawValue.hasPrefix("ec2_reserved") {
      return "Write the rate in the columns of data/ec2-commitments.csv and use --prices"
    }
    guard let code = serviceCode else { return nil }
    // The Price List API has few endpoints; China has one of its own.
    let endpoint = region.currency == .cny ? "cn-northwest-1" : "us-east-1"
    func filter(_ field: String, _ value: String) -> String { "Field=\(field),Type=TERM_MATCH,Value=\(value)" }
    var filters = [filter(code == "AWSDataTransfer" ? "fromRegionCode" : "regionCode", region.code)]
    var file = code
    if let type = meter.typeName {
      filters += [filter("instanceType", type), filter("operatingSystem", isOfWindows ? "Windows" : "Linux")]
      file = isOfWindows ? "windows-\(type)" : type
    }
    return """
      Run `aws pricing get-products --region \(endpoint) --service-code \(code) --filters \
      \(filters.joined(separator: " ")) > \(file).json` and use --prices \(file).json
      """
  }

  private var isOfWindows: Bool { meter.rawValue.hasPrefix("ec2_windows") }

  /// The service code of the meter in AWS' price list; `nil` for meters that this library does not find there.
  private var serviceCode: String? {
    let name = meter.rawValue
    func starts(_ prefixes: String...) -> Bool { prefixes.contains { name.hasPrefix($0) } }
    if starts("ec2_hour:", "ec2_windows_hour:", "eks_auto_mode_hour:", "ebs_gp3", "nat_gateway", "regional_nat") {
      return "AmazonEC2"
    }
    if starts("alb_hour", "alb_lcu", "nlb_hour", "nlb_nlcu") { return "AWSELB" }
    if starts("vpc_interface", "tgw_", "public_ipv4", "vpc_lattice") { return "AmazonVPC" }
    if starts("eks_cluster", "eks_provisioned", "eks_hybrid", "fargate_") { return "AmazonEKS" }
    return starts("internet_out", "inter_region_out", "nlb_to_target") ? "AWSDataTransfer" : nil
  }
}
