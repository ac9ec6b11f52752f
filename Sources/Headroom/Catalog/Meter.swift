/// What AWS meters and bills, under the names of the column `usage` in `data/traffic-prices.csv`.
public struct Meter: RawRepresentable, Hashable, Sendable {
  /// The name: `cross_az_out`.
  public let rawValue: String

  /// Creates a meter from its name; ``NetworkPrices`` tells whether there is a price for it.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension Meter {
  /// Data that leaves a zone for another one, in GB.
  public static let crossAZOut = Meter(rawValue: "cross_az_out")
  /// Data that arrives from another zone, in GB.
  public static let crossAZIn = Meter(rawValue: "cross_az_in")
  /// AWS' general price for data between zones, in GB and direction.
  public static let crossAZDefault = Meter(rawValue: "cross_az_default")

  /// Data between an NLB and clients or targets in other zones, leaving, in GB.
  public static let nlbCrossAZOut = Meter(rawValue: "nlb_to_target_cross_az_out")
  /// Data between an NLB and clients or targets in other zones, arriving, in GB.
  public static let nlbCrossAZIn = Meter(rawValue: "nlb_to_target_cross_az_in")
  /// Data between an ALB and targets in other zones, in GB.
  public static let albCrossAZ = Meter(rawValue: "alb_to_target_cross_az")
  /// Hours of an NLB.
  public static let nlbHour = Meter(rawValue: "nlb_hour")
  /// Capacity unit hours of an NLB (NLCU).
  public static let nlbCapacityUnitHour = Meter(rawValue: "nlb_nlcu_hour")
  /// Hours of an ALB.
  public static let albHour = Meter(rawValue: "alb_hour")
  /// Capacity unit hours of an ALB (LCU).
  public static let albCapacityUnitHour = Meter(rawValue: "alb_lcu_hour")

  /// Data between pods and a managed database in another zone, on the side of EC2, in GB.
  public static let databaseClientSide = Meter(rawValue: "managed_db_client_cross_az_ec2_side")
  /// The same data on the side of the database, in GB.
  public static let databaseStoreSide = Meter(rawValue: "managed_db_client_cross_az_db_side")

  /// Hours of a NAT gateway.
  public static let natGatewayHour = Meter(rawValue: "nat_gateway_hour")
  /// Data that a NAT gateway processes, in GB.
  public static let natGatewayGB = Meter(rawValue: "nat_gateway_gb")
  /// Data through a gateway endpoint, in GB.
  public static let gatewayEndpoint = Meter(rawValue: "gateway_endpoint")
  /// Hours of an interface endpoint in one zone.
  public static let interfaceEndpointHour = Meter(rawValue: "vpc_interface_endpoint_hour")
  /// Data that interface endpoints process, in GB.
  public static let interfaceEndpointGB = Meter(rawValue: "vpc_interface_endpoint_gb")
  /// Hours of a transit gateway attachment.
  public static let transitGatewayHour = Meter(rawValue: "tgw_attachment_hour")
  /// Data that is sent into a transit gateway, in GB.
  public static let transitGatewayGB = Meter(rawValue: "tgw_gb")

  /// Data to the internet, in GB.
  public static let internetOut = Meter(rawValue: "internet_out")
  /// The GB to the internet that are free each month.
  public static let internetOutFree = Meter(rawValue: "internet_out_free_gb")
  /// Hours of a public IPv4 address.
  public static let publicIPv4Address = Meter(rawValue: "public_ipv4_address")
  /// Hours of a control plane in standard support.
  public static let controlPlane = Meter(rawValue: "eks_cluster_standard")
  /// Hours of a control plane in extended support.
  public static let controlPlaneExtended = Meter(rawValue: "eks_cluster_extended_total")

  /// Data to another region, in GB.
  public static func interRegionOut(to destination: Region) -> Meter {
    Meter(rawValue: "inter_region_out:\(destination)")
  }
  /// Data to a region whose pair has no price of its own, in GB.
  public static let interRegionOutDefault = Meter(rawValue: "inter_region_out:default")
}

extension Meter: Comparable {
  /// Orders meters by name.
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}

extension Meter: CustomStringConvertible {
  /// The name.
  public var description: String { rawValue }
}
