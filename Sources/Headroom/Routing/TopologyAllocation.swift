/// The number of endpoints that each zone should have, with its minimum and its maximum.
struct TopologyAllocation {
  /// Each zone's share of the endpoints, raised to the zone's minimum.
  let desired: [String: Double]
  /// Each zone's minimum plus the endpoints that no zone's minimum needs.
  let maximum: [String: Int]

  struct Failure: Error {
    let reason: TopologyEvent.Code
  }

  /// The share by which an endpoint may be expected to be overloaded.
  private static let overloadThreshold = 0.2
  /// The factor by which a zone's share is multiplied to get its minimum.
  private static let factor = 1 / (1 + overloadThreshold)

  /// Computes the allocation as `getAllocations` of `topologycache.go` does.
  ///
  /// The order of the operations is upstream's: the ratio times the number of endpoints, then times the factor, then
  /// rounded up. With another order, floating-point rounding would sometimes give another result.
  init(endpoints: Int, ratios: ZoneCPURatios?) throws(Failure) {
    guard let ratios = ratios?.byZone else { throw Failure(reason: .insufficientNodeInfo) }
    // Upstream first checks for nodes in a single zone, but then it has no ratios, so that check never applies.
    guard ratios.count <= endpoints else { throw Failure(reason: .insufficientNumberOfEndpoints) }
    var least = 0
    var minimum: [String: Int] = [:]
    var desired: [String: Double] = [:]
    for (zone, ratio) in ratios {
      let share = ratio * Double(endpoints)
      let number = Int((share * Self.factor).rounded(.up))
      minimum[zone] = number
      desired[zone] = max(share, Double(number))
      least += number
    }
    guard least <= endpoints else { throw Failure(reason: .minAllocationExceedsOverloadThreshold) }
    self.desired = desired
    maximum = minimum.mapValues { $0 + endpoints - least }
  }
}
