internal import Headroom

/// A product of AWS' price list: the attributes that say what is priced.
///
/// The spelling of names differs between the JSON files, the CSV files and the answers of `aws pricing get-products`, so
/// they are compared in lower case without spaces.
struct PriceListProduct {
  /// The attributes that decide which meter a product has.
  private(set) var attributes: [Attribute: String] = [:]

  enum Attribute: String, CaseIterable {
    case family = "productfamily"
    case regionCode = "regioncode"
    case fromRegionCode = "fromregioncode"
    case toRegionCode = "toregioncode"
    case toLocation = "tolocation"
    case transferType = "transfertype"
    case instanceType = "instancetype"
    case operatingSystem = "operatingsystem"
    case tenancy
    case software = "preinstalledsw"
    case capacityStatus = "capacitystatus"
    case license = "licensemodel"
    case marketOption = "marketoption"
    case usageType = "usagetype"
    case operation
  }

  /// What a product prices.
  enum Target: Hashable {
    case instance(String)
    /// A meter, with the number by which the price is divided.
    case meter(Meter, divisor: Int = 1)
    /// A surcharge on the price of a meter, which makes the price of another one.
    case surcharge(on: Meter, makes: Meter)
  }

  /// Returns the attribute with a name; `nil` for one that does not matter.
  static func attribute(_ name: some Collection<UInt8>) -> Attribute? {
    let plain = name.filter { $0 != 0x20 && $0 != UInt8(ascii: "/") }.map { 65...90 ~= $0 ? $0 + 32 : $0 }
    let key = String(decoding: plain, as: UTF8.self)
    return key == "preinstalledsw" ? .software : Attribute(rawValue: key)
  }

  subscript(attribute: Attribute) -> String? {
    get { attributes[attribute] }
    set { attributes[attribute] = newValue }
  }

  /// The region; for data transfer, the one that sends. `nil` if the product has none.
  var region: String? { self[.regionCode] ?? self[.fromRegionCode] }

  /// What the product prices; `nil` if no cost of a plan depends on it.
  var target: Target? {
    if self[.instanceType] != nil, self[.family]?.hasPrefix("Compute Instance") == true { return instance }
    guard let usage = plainUsageType else { return nil }
    return transfer(usage) ?? balancer(usage) ?? Self.targets[usage]
  }

  /// An instance without anything that would change its price. Bare metal counts with shared tenancy as well.
  private var instance: Target? {
    guard let system = self[.operatingSystem], system == "Linux" || system == "Windows", self[.tenancy] == "Shared",
      self[.software] == "NA",
      self[.capacityStatus] == "Used", self[.license] == "No License required",
      self[.marketOption].map({ $0 == "OnDemand" }) ?? true, let type = self[.instanceType]
    else { return nil }
    return system == "Linux" ? .instance(type) : .meter(.windowsHour(type))
  }

  /// The usage type without the short name of its region, such as `APN2-` or `EU-`.
  private var plainUsageType: String? {
    guard let usage = self[.usageType] else { return nil }
    guard let dash = usage.utf8.firstIndex(of: UInt8(ascii: "-")) else { return usage }
    let prefix = usage.utf8[..<dash]
    let isRegion =
      prefix.elementsEqual("EU".utf8)
      || (4...5).contains(prefix.count) && prefix.dropLast().allSatisfy { 65...90 ~= $0 }
        && prefix.last.map { 48...57 ~= $0 } == true
    return isRegion ? String(usage[usage.index(after: dash)...]) : usage
  }

  private func transfer(_ usage: String) -> Target? {
    switch self[.transferType] {
    case "AWS Outbound" where self[.toLocation] == "External": .meter(.internetOut)
    case "InterRegion Outbound":
      self[.toRegionCode].flatMap(Region.init).map { .meter(.interRegionOut(to: $0)) }
    // Both directions of traffic between zones have this price.
    case "IntraRegion" where usage == "DataTransfer-Regional-Bytes": .meter(.crossAZOut)
    default: nil
    }
  }

  private func balancer(_ usage: String) -> Target? {
    let names: (hour: Meter, unit: Meter)? =
      switch self[.family] {
      case "Load Balancer-Application": (.albHour, .albCapacityUnitHour)
      case "Load Balancer-Network": (.nlbHour, .nlbCapacityUnitHour)
      default: nil
      }
    guard let names else { return nil }
    return usage == "LoadBalancerUsage" ? .meter(names.hour) : usage == "LCUUsage" ? .meter(names.unit) : nil
  }

  private static let targets: [String: Target] = [
    "EBS:VolumeUsage.gp3": .meter(.volumeSize), "EBS:VolumeP-IOPS.gp3": .meter(.volumeIOPS),
    // The price list has a price per GiB per second.
    "EBS:VolumeP-Throughput.gp3": .meter(.volumeThroughput, divisor: 1024),
    "NatGateway-Hours": .meter(.natGatewayHour), "NatGateway-Bytes": .meter(.natGatewayGB),
    "RegionalNatGateway-Hours": .meter(.regionalNATGatewayHour),
    "VpcEndpoint-Hours": .meter(.interfaceEndpointHour), "VpcEndpoint-Bytes": .meter(.interfaceEndpointGB),
    "TransitGateway-Hours": .meter(.transitGatewayHour), "TransitGateway-Bytes": .meter(.transitGatewayGB),
    "PublicIPv4:InUseAddress": .meter(.publicIPv4Address),
    "VPCLattice-Service-Hourly": .meter(.latticeHour), "VPCLattice-DataProcessing-Bytes": .meter(.latticeGB),
    "AmazonEKS-Hours:perCluster": .meter(.controlPlane),
    "AmazonEKS-Hours:extendedSupport": .surcharge(on: .controlPlane, makes: .controlPlaneExtended),
    "AmazonEKS-Hours:XL-ProvisionedTier": .meter(Meter(rawValue: "eks_provisioned_tier_xl_hour")),
    "AmazonEKS-Hours:2XL-ProvisionedTier": .meter(Meter(rawValue: "eks_provisioned_tier_2xl_hour")),
    "AmazonEKS-Hours:4XL-ProvisionedTier": .meter(Meter(rawValue: "eks_provisioned_tier_4xl_hour")),
    "AmazonEKS-Hours:8XL-ProvisionedTier": .meter(Meter(rawValue: "eks_provisioned_tier_8xl_hour")),
    "AmazonEKSHybridNodes-Hours:pervCPU": .meter(.hybridNode),
    "Fargate-vCPU-Hours:perCPU": .meter(.fargateCPU), "Fargate-GB-Hours": .meter(.fargateMemory),
    "Fargate-EphemeralStorage-GB-Hours": .meter(.fargateStorage),
  ]
}

/// A price of a product: the amount in each currency, and the range of units to which it applies.
struct PriceDimension {
  var unit = ""
  var amounts: [String: String] = [:]
  var from: String?
  var to: String?
}
