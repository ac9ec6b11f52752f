/// The way in which the instances of a node group are paid for.
public enum CapacityType: String, Hashable, Sendable, CaseIterable {
  /// By the hour, without a commitment.
  case onDemand
  /// Spot instances, at the average spot price of the region.
  case spot
  /// Standard reserved instances for one year, paid in advance.
  case reserved1y
  /// Standard reserved instances for three years, paid in advance.
  case reserved3y

  /// The name in reports.
  package var name: String {
    switch self {
    case .onDemand: "on demand"
    case .spot: "spot"
    case .reserved1y: "reserved for 1 year"
    case .reserved3y: "reserved for 3 years"
    }
  }
}
