/// Addresses that something other than nodes and pods takes in each of some subnets.
public struct AddressReservation: Hashable, Sendable {
  /// What takes them.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An Application Load Balancer, which grows with its load.
    case applicationLoadBalancer
    /// A Network Load Balancer.
    case networkLoadBalancer
    /// A NAT gateway.
    case natGateway
    /// An interface endpoint.
    case interfaceEndpoint
    /// The cluster's own interfaces.
    case controlPlane
    /// Anything else, with numbers of its own.
    case custom

    /// Addresses now and at the peak in each subnet, or `nil` where the plan has to tell.
    ///
    /// Sources: EKS user guide, workloads/alb-ingress and network-load-balancing (8 free addresses for an ALB, one a
    /// zone for an NLB), clusters/update-cluster (up to 5 free addresses for an upgrade).
    public var addresses: (now: Int, peak: Int)? {
      switch self {
      case .applicationLoadBalancer: (2, 8)
      case .networkLoadBalancer, .natGateway, .interfaceEndpoint: (1, 1)
      case .controlPlane: (1, 5)
      case .custom: nil
      }
    }
  }

  /// The name in the plan.
  public let name: String
  /// What takes the addresses.
  public let kind: Kind
  /// Names of the subnets; in each the same number is taken.
  public var subnets: [String]
  /// Addresses in each subnet now.
  public let addresses: Int
  /// Addresses in each subnet at the most.
  public let peakAddresses: Int

  /// Makes a reservation.
  ///
  /// - Parameters:
  ///   - name: The name in the plan.
  ///   - kind: What takes the addresses.
  ///   - subnets: Names of the subnets.
  ///   - addresses: Addresses now, by default what the kind takes; none for a custom one.
  ///   - peakAddresses: Addresses at the most, by default what the kind takes, or `addresses`.
  public init(name: String, kind: Kind, subnets: [String], addresses: Int? = nil, peakAddresses: Int? = nil) {
    self.name = name
    self.kind = kind
    self.subnets = subnets
    self.addresses = addresses ?? kind.addresses?.now ?? 0
    self.peakAddresses = max(self.addresses, peakAddresses ?? kind.addresses?.peak ?? 0)
  }
}
