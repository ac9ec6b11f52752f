/// The prices that the costs of a plan are computed with, and the day that decides whether they are stale.
public struct Prices: Sendable {
  /// The prices of instances.
  public var instances: InstancePrices
  /// The prices of traffic, gateways, load balancers and the control plane.
  public var meters: MeterPrices
  /// The day that counts as today; `nil` to report no price as stale.
  public var today: CalendarDate?

  /// Creates a set of prices.
  ///
  /// - Parameters:
  ///   - instances: The prices of instances.
  ///   - meters: The prices of traffic and everything else.
  ///   - today: The day that counts as today when prices are reported as stale, by default the newest date of the
  ///     embedded data.
  public init(
    instances: InstancePrices, meters: MeterPrices, today: CalendarDate? = EmbeddedFacts.newestDate
  ) {
    self.instances = instances
    self.meters = meters
    self.today = today
  }

  /// Replaces those prices that another list has, such as the prices of a file.
  public mutating func replace(with own: OwnPrices) { own.replace(&instances, &meters) }

  /// Returns the prices that the library contains for a region.
  public static func bundled(for region: Region) -> Prices {
    Prices(instances: .bundled(for: region), meters: .bundled(for: region))
  }
}
