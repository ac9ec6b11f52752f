/// A quantity that AWS meters and bills, named as in the column `usage` of `data/traffic-prices.csv`.
public struct Meter: RawRepresentable, Hashable, Sendable {
  /// The name, such as `cross_az_out`.
  public let rawValue: String

  /// Creates a meter from its name. Whether it has a price depends on the ``MeterPrices``.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension Meter {
  /// Data that leaves a zone for another zone, in GB.
  package static let crossAZOut = Meter(rawValue: "cross_az_out")
  /// Data that arrives from another zone, in GB.
  package static let crossAZIn = Meter(rawValue: "cross_az_in")
  /// AWS' general price for data between zones, per GB and direction.
  package static let crossAZDefault = Meter(rawValue: "cross_az_default")

  /// Data sent between an NLB and clients or targets in other zones, in GB.
  package static let nlbCrossAZOut = Meter(rawValue: "nlb_to_target_cross_az_out")
  /// Data received between an NLB and clients or targets in other zones, in GB.
  package static let nlbCrossAZIn = Meter(rawValue: "nlb_to_target_cross_az_in")
  /// Data between an ALB and targets in other zones, in GB.
  package static let albCrossAZ = Meter(rawValue: "alb_to_target_cross_az")
  /// Hours of an NLB.
  package static let nlbHour = Meter(rawValue: "nlb_hour")
  /// Capacity unit hours of an NLB (NLCU).
  package static let nlbCapacityUnitHour = Meter(rawValue: "nlb_nlcu_hour")
  /// Hours of an ALB.
  package static let albHour = Meter(rawValue: "alb_hour")
  /// Capacity unit hours of an ALB (LCU).
  package static let albCapacityUnitHour = Meter(rawValue: "alb_lcu_hour")

  /// Data between pods and a managed database in another zone, on the side of EC2, in GB.
  package static let databaseClientSide = Meter(rawValue: "managed_db_client_cross_az_ec2_side")
  /// The same data on the side of the database, in GB.
  package static let databaseStoreSide = Meter(rawValue: "managed_db_client_cross_az_db_side")

  /// Hours of a NAT gateway.
  package static let natGatewayHour = Meter(rawValue: "nat_gateway_hour")
  /// Data that a NAT gateway processes, in GB.
  package static let natGatewayGB = Meter(rawValue: "nat_gateway_gb")
  /// Data through a gateway endpoint, in GB.
  package static let gatewayEndpoint = Meter(rawValue: "gateway_endpoint")
  /// Hours of an interface endpoint in one zone.
  package static let interfaceEndpointHour = Meter(rawValue: "vpc_interface_endpoint_hour")
  /// Data that interface endpoints process, in GB.
  package static let interfaceEndpointGB = Meter(rawValue: "vpc_interface_endpoint_gb")
  /// Hours of a transit gateway attachment.
  package static let transitGatewayHour = Meter(rawValue: "tgw_attachment_hour")
  /// Data that is sent into a transit gateway, in GB.
  package static let transitGatewayGB = Meter(rawValue: "tgw_gb")

  /// Data to the internet, in GB.
  package static let internetOut = Meter(rawValue: "internet_out")
  /// The GB to the internet that are free each month.
  package static let internetOutFree = Meter(rawValue: "internet_out_free_gb")
  /// Hours of a public IPv4 address.
  package static let publicIPv4Address = Meter(rawValue: "public_ipv4_address")
  /// Hours of a control plane in standard support.
  package static let controlPlane = Meter(rawValue: "eks_cluster_standard")
  /// Hours of a control plane in extended support.
  package static let controlPlaneExtended = Meter(rawValue: "eks_cluster_extended_total")

  /// Hours of a regional NAT gateway in one zone.
  package static let regionalNATGatewayHour = Meter(rawValue: "regional_nat_gateway_hour")
  /// Hours of the vCPUs of hybrid nodes.
  package static let hybridNode = Meter(rawValue: "eks_hybrid_node_vcpu_hour")
  /// The share of the on-demand price that EKS Auto Mode costs, which is no price itself.
  package static let autoModeShare = Meter(rawValue: "eks_auto_mode_share_of_on_demand")
  /// Hours of the vCPUs of pods on Fargate.
  package static let fargateCPU = Meter(rawValue: "fargate_vcpu_hour")
  /// Hours of the memory of pods on Fargate, in GB.
  package static let fargateMemory = Meter(rawValue: "fargate_gb_hour")
  /// Hours of the ephemeral storage of pods on Fargate beyond the included one, in GB.
  package static let fargateStorage = Meter(rawValue: "fargate_ephemeral_gb_hour")
  /// Months of volumes of type gp3, in GB.
  package static let volumeSize = Meter(rawValue: "ebs_gp3_gb_month")
  /// Months of I/O operations per second of volumes of type gp3 beyond the included ones.
  package static let volumeIOPS = Meter(rawValue: "ebs_gp3_iops_month")
  /// Months of throughput of volumes of type gp3 beyond the included one, in MiB per second.
  package static let volumeThroughput = Meter(rawValue: "ebs_gp3_mibps_month")
  /// Hours of a service of VPC Lattice.
  package static let latticeHour = Meter(rawValue: "vpc_lattice_service_hour")
  /// Data that VPC Lattice processes, in GB.
  package static let latticeGB = Meter(rawValue: "vpc_lattice_gb")

  /// Returns the meter of the hours of Linux instances of a type.
  package static func instanceHour(_ type: String, _ capacity: CapacityType = .onDemand) -> Meter {
    Meter(rawValue: capacity == .onDemand ? "ec2_hour:\(type)" : "ec2_\(capacity.rawValue)_hour:\(type)")
  }
  /// Returns the meter of the hours of Windows instances of a type.
  package static func windowsHour(_ type: String, _ capacity: CapacityType = .onDemand) -> Meter {
    Meter(
      rawValue: capacity == .onDemand ? "ec2_windows_hour:\(type)" : "ec2_windows_\(capacity.rawValue)_hour:\(type)")
  }
  /// Returns the meter of the fee of EKS Auto Mode for the hours of instances of a type.
  package static func autoModeHour(_ type: String) -> Meter { Meter(rawValue: "eks_auto_mode_hour:\(type)") }

  /// Whether the meter is that of instances of a type, which no list of this library names.
  package var isOfType: Bool { typeName != nil }

  /// The name of the instance type whose hours the meter counts, or the fee for them; `nil` for any other meter.
  package var typeName: String? {
    let kinds = Self.instanceKinds + [.autoModeHour("")]
    guard let kind = kinds.first(where: { rawValue.hasPrefix($0.rawValue) && rawValue != $0.rawValue }) else {
      return nil
    }
    return String(rawValue.dropFirst(kind.rawValue.count))
  }

  /// Whether the meter counts the hours of instances, for which the discounts on instances hold.
  var isOfInstances: Bool { Self.instanceKinds.contains { rawValue.hasPrefix($0.rawValue) } }

  private static let instanceKinds = CapacityType.allCases.flatMap {
    [Meter.instanceHour("", $0), .windowsHour("", $0)]
  }

  /// Returns the meter of data sent to another region, in GB.
  package static func interRegionOut(to destination: Region) -> Meter {
    Meter(rawValue: "inter_region_out:\(destination)")
  }
  /// Data sent to a region for which there is no price of the pair of regions, in GB.
  package static let interRegionOutDefault = Meter(rawValue: "inter_region_out:default")
}

extension Meter: Comparable {
  /// Returns whether the first meter comes first by name.
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}

extension Meter: CustomStringConvertible {
  /// The name.
  public var description: String { rawValue }
}
