/// How many endpoints each zone should have, and how many at the least and the most.
struct TopologyAllocation {
  /// Each zone's share of the endpoints, lifted to its least.
  let desired: [String: Double]
  /// Each zone's least, plus what no zone needs.
  let maximum: [String: Int]

  struct Failure: Error {
    let reason: TopologyEvent.Code
  }

  /// The share of 1 that an endpoint may be expected to carry too much.
  private static let overloadThreshold = 0.2
  /// What a zone's share is multiplied with for its least.
  private static let factor = 1 / (1 + overloadThreshold)

  /// `getAllocations` of `topologycache.go`: first the share times the endpoints, then times the factor, then up.
  init(endpoints: Int, ratios: ZoneCPURatios?) throws(Failure) {
    guard let ratios = ratios?.byZone else { throw Failure(reason: .insufficientNodeInfo) }
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
