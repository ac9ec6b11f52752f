/// Parts of the cluster that are billed beside its nodes.
extension NetworkUse {
  /// A tier of the provisioned control plane, which is billed in addition to the cluster.
  package enum ControlPlaneTier: String, Hashable, Sendable, CaseIterable {
    case xl = "XL"
    case xxl = "2XL"
    case xxxxl = "4XL"
    case xxxxxxxxl = "8XL"

    /// The meter of the tier's hours.
    var meter: Meter { Meter(rawValue: "eks_provisioned_tier_\(rawValue.lowercased())_hour") }
  }

  /// Services of VPC Lattice.
  package struct Lattice: Hashable, Sendable {
    /// The number of services.
    package let services: Int
    /// The data that the services process per month.
    package let volume: DataVolume?

    /// Creates services.
    package init(services: Int, volume: DataVolume?) {
      self.services = services
      self.volume = volume
    }
  }
}
