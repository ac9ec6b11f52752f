/// The prices that a plan is billed at, and the day from which they are called stale.
public struct Prices: Sendable {
  /// The prices of instances.
  public var instances: InstancePrices
  /// The prices of traffic, gateways, load balancers and the control plane.
  public var network: NetworkPrices
  /// The day that counts as today; `nil` if nothing is to be called stale.
  public var today: CalendarDate?

  /// Creates a set of prices.
  ///
  /// - Parameters:
  ///   - instances: The prices of instances.
  ///   - network: The prices of traffic and everything else.
  ///   - today: The day from which prices are called stale, by default the newest date of the embedded data.
  public init(
    instances: InstancePrices, network: NetworkPrices, today: CalendarDate? = EmbeddedFacts.newestDate
  ) {
    self.instances = instances
    self.network = network
    self.today = today
  }

  /// Returns the prices of a region that come with the library.
  public static func bundled(for region: Region) -> Prices {
    Prices(instances: .bundled(for: region), network: .bundled(for: region))
  }
}
