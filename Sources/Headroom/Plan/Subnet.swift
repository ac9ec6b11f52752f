/// A subnet of the VPC.
public struct Subnet: Hashable, Sendable {
  /// A use of a subnet.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Nodes have their primary interfaces here.
    case nodes
    /// Pods get their addresses here, with custom networking.
    case pods
    /// Load balancers may be placed here.
    case loadBalancers
    /// The network interfaces of the EKS control plane may be placed here.
    case controlPlane
  }

  /// A CIDR reservation: a part of the subnet that EC2 uses only for one purpose.
  public struct CIDRReservation: Hashable, Sendable {
    /// The purpose of a CIDR reservation.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// EC2 takes prefixes from it, but no single addresses.
      case prefix
      /// EC2 assigns nothing from it automatically.
      case explicit
    }

    /// The reserved part of the subnet.
    public let block: IPv4CIDR
    /// The purpose.
    public let kind: Kind

    /// Creates a CIDR reservation.
    public init(block: IPv4CIDR, kind: Kind) {
      self.block = block
      self.kind = kind
    }
  }

  /// The name in the plan.
  public let name: String
  /// The name of the availability zone, such as `ap-northeast-2a`, or `unknown` if the plan says that it is not known.
  public let zone: String
  /// The ID of the availability zone, such as `apne2-az1`, which is the same in every account.
  public var zoneID: String?
  /// The subnet's CIDR; `nil` if it is not known.
  public var block: IPv4CIDR?
  /// The uses of the subnet.
  public var roles: Set<Role> = [.nodes]
  /// The number of addresses taken by things that the plan does not describe, of which only the number is known. Those
  /// of ``occupied`` are not among them.
  public var usedAddressCount = 0
  /// Whether the plan says that it is not known what else is in the subnet. The numbers are as if nothing were.
  package var isUseUnknown = false
  /// The number of free addresses as AWS counts it, if that is all that is known; ``usedAddressCount`` follows from it.
  package var available: AvailableAddresses?
  /// The addresses taken by things that the plan does not describe, if it is known which addresses they are.
  public var occupied: [IPv4CIDR] = []
  /// The CIDR reservations of the subnet.
  public var cidrReservations: [CIDRReservation] = []
  /// The tags of the subnet.
  public var tags: [String: String] = [:]

  /// Creates a subnet for nodes.
  public init(name: String, zone: String, block: IPv4CIDR? = nil) {
    self.name = name
    self.zone = zone
    self.block = block
  }

  /// The number of addresses taken by things that the plan does not describe. The five addresses that AWS reserves
  /// never count.
  public var usedAddresses: Int {
    occupied.reduce(usedAddressCount) { $0 + assignableAddresses(in: $1) }
  }

  /// Returns the number of addresses in a part of the subnet, without those that AWS reserves.
  func assignableAddresses(in part: IPv4CIDR) -> Int {
    guard let block else { return part.addressCount }
    // AWS reserves the first four addresses of a subnet and the last one.
    let kept = (0..<4).map { IPv4Address(rawValue: block.network.rawValue + $0) } + [block.lastAddress]
    return part.addressCount - kept.count { part.contains($0) }
  }
}

extension Subnet {
  /// The word in place of a zone that is not known.
  package static let unknownZone = "unknown"

  /// Whether the plan says that the zone is not known. No nodes are placed in such a subnet.
  package var isZoneUnknown: Bool { zone == Self.unknownZone }
}
