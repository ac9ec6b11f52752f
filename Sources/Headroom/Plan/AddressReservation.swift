/// A number of addresses that something other than nodes and pods takes in each of several subnets.
public struct AddressReservation: Hashable, Sendable {
  /// What takes the addresses.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An Application Load Balancer, which takes more addresses as its load grows.
    case applicationLoadBalancer
    /// A Network Load Balancer.
    case networkLoadBalancer
    /// A NAT gateway.
    case natGateway
    /// An interface endpoint.
    case interfaceEndpoint
    /// The network interfaces of the EKS control plane.
    case controlPlane
    /// Anything else; the plan gives the numbers.
    case custom

    /// The number of addresses that one takes in each subnet, now and at peak; `nil` for ``custom``, where the plan
    /// gives the numbers.
    ///
    /// Sources: EKS user guide, workloads/alb-ingress and network-load-balancing (8 free addresses for an ALB, one per
    /// zone for an NLB), clusters/update-cluster (up to 5 free addresses for an upgrade).
    package var addresses: (now: Int, peak: Int)? {
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
  /// The names of the subnets. The same number of addresses is taken in each of them.
  public var subnets: [String]
  /// The number of addresses taken in each subnet now.
  public let addresses: Int
  /// The number of addresses taken in each subnet at peak; never less than ``addresses``.
  public let peakAddresses: Int

  /// Creates a reservation.
  ///
  /// - Parameters:
  ///   - name: The name in the plan.
  ///   - kind: What takes the addresses.
  ///   - subnets: The names of the subnets.
  ///   - addresses: The number of addresses per subnet now; by default what the kind takes, which is 0 for a custom
  ///     one.
  ///   - peakAddresses: The number of addresses per subnet at peak; by default what the kind takes, but at least
  ///     `addresses`.
  public init(name: String, kind: Kind, subnets: [String], addresses: Int? = nil, peakAddresses: Int? = nil) {
    self.name = name
    self.kind = kind
    self.subnets = subnets
    self.addresses = addresses ?? kind.addresses?.now ?? 0
    self.peakAddresses = max(self.addresses, peakAddresses ?? kind.addresses?.peak ?? 0)
  }
}
