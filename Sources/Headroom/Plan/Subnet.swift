/// A subnet of the VPC.
public struct Subnet: Hashable, Sendable {
  /// What a subnet is for.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Nodes have their primary interface here.
    case nodes
    /// Pods have their addresses here, under custom networking.
    case pods
    /// Load balancers may be placed here.
    case loadBalancers
    /// The cluster's own interfaces may be placed here.
    case controlPlane
  }

  /// A part of the block that AWS keeps for one use.
  public struct CIDRReservation: Hashable, Sendable {
    /// What the part is kept for.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// EC2 takes prefixes from it and no single addresses.
      case prefix
      /// AWS assigns nothing from it by itself.
      case explicit
    }

    /// The part.
    public let block: IPv4CIDR
    /// The use.
    public let kind: Kind

    /// Makes a reservation.
    public init(block: IPv4CIDR, kind: Kind) {
      self.block = block
      self.kind = kind
    }
  }

  /// The name in the plan.
  public let name: String
  /// The zone's name: `ap-northeast-2a`.
  public let zone: String
  /// The zone's ID, the same in every account: `apne2-az1`.
  public var zoneID: String?
  /// The block, or `nil` if the plan does not tell it.
  public var block: IPv4CIDR?
  /// What the subnet is for.
  public var roles: Set<Role> = [.nodes]
  /// Addresses taken by what the plan does not describe, when only their number is known.
  public var usedAddressCount = 0
  /// Addresses taken by what the plan does not describe, when it is known which.
  public var occupied: [IPv4CIDR] = []
  /// Parts kept for one use.
  public var cidrReservations: [CIDRReservation] = []
  /// Tags.
  public var tags: [String: String] = [:]

  /// Makes a subnet for nodes.
  public init(name: String, zone: String, block: IPv4CIDR? = nil) {
    self.name = name
    self.zone = zone
    self.block = block
  }

  /// Addresses taken by what the plan does not describe; AWS' own five never count.
  public var usedAddresses: Int {
    occupied.isEmpty ? usedAddressCount : occupied.reduce(0) { $0 + assignableAddresses(in: $1) }
  }

  /// Addresses of a part of the block that AWS does not keep for itself.
  func assignableAddresses(in part: IPv4CIDR) -> Int {
    guard let block else { return part.addressCount }
    let kept = (0..<4).map { IPv4Address(rawValue: block.network.rawValue + $0) } + [block.lastAddress]
    return part.addressCount - kept.count { part.contains($0) }
  }
}
