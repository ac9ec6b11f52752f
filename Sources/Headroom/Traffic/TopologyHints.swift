/// The hints that the EndpointSlice controller gives the endpoints of a Service with `topology-mode: Auto`.
///
/// Endpoints are counted by zone, never one by one, and the answer is that of a fresh allocation: a live cluster may
/// lag behind it, because hints inside an unchanged slice stay while no zone has too many.
///
/// Source: `topologycache/topologycache.go` and `utils.go` in kubernetes/endpointslice (daa4d010). The order of the
/// operations on binary fractions is upstream's, since a rounding decides whether there are hints at all: two zones
/// with 40 and 60 % of the CPU and three endpoints get none.
public struct TopologyHints: Hashable, Sendable {
  /// Endpoints of one zone that are hinted to one zone.
  public struct Share: Hashable, Sendable {
    /// The zone where the endpoints are.
    public let zone: String
    /// The zone whose clients are sent to them.
    public let hint: String
    /// How many there are.
    public let endpoints: Int
  }

  /// The family of the Service's addresses, which every message names.
  public enum AddressType: String, Hashable, Sendable {
    /// IPv4.
    case ipv4 = "IPv4"
    /// IPv6.
    case ipv6 = "IPv6"
  }

  /// The hints, by the endpoints' zone, then by the hint; empty if there are none.
  public let shares: [Share]
  /// What the controller reports of it.
  public let event: TopologyEvent
  /// Whether another outcome is as likely: upstream breaks ties at random, here the smallest zone name wins.
  public let isTie: Bool

  /// Whether there are hints.
  public var areEnabled: Bool { event.isEnabled }

  /// Computes the hints of a Service.
  ///
  /// Three equal zones with 4, 3 and 2 endpoints get 3 each: one of the first zone is hinted to the third.
  ///
  /// - Parameters:
  ///   - endpoints: Ready endpoints by zone.
  ///   - endpointsWithoutZone: Ready endpoints on nodes without a zone; one is enough to leave all without hints.
  ///   - ratios: The zones' shares of the CPU; `nil` if there are none.
  ///   - addressType: The family of the addresses.
  public init(
    endpoints: [String: Int], endpointsWithoutZone: Int = 0, ratios: ZoneCPURatios?, addressType: AddressType = .ipv4
  ) {
    let present = endpoints.filter { $0.value > 0 }
    let count = present.values.reduce(max(0, endpointsWithoutZone), +)
    switch Allocation.make(endpoints: count, ratios: ratios) {
    case .failure(let failure):
      self.init(disabled: failure.reason, endpoints: count, zones: ratios?.byZone.count ?? 0, addressType)
    case .success where endpointsWithoutZone > 0:
      self.init(disabled: .noZoneSpecified, endpoints: count, zones: ratios?.byZone.count ?? 0, addressType)
    case .success(let allocation):
      let first = Balance(desired: allocation.desired, present: present, prefersLargestName: false)
      let last = Balance(desired: allocation.desired, present: present, prefersLargestName: true)
      self.init(
        shares: first.shares(of: present), isTie: first != last,
        event: TopologyEvent(.enabled, endpoints: count, zones: allocation.desired.count, addressType))
    }
  }

  private init(disabled reason: TopologyEvent.Code, endpoints: Int, zones: Int, _ addressType: AddressType) {
    let event = TopologyEvent(reason, endpoints: endpoints, zones: zones, addressType)
    self.init(shares: [], isTie: false, event: event)
  }

  private init(shares: [Share], isTie: Bool, event: TopologyEvent) {
    self.shares = shares
    self.isTie = isTie
    self.event = event
  }
}

extension TopologyHints {
  /// Endpoints that are hinted to each zone.
  public var hintsByZone: [String: Int] {
    Dictionary(shares.map { ($0.hint, $0.endpoints) }, uniquingKeysWith: +)
  }

  /// Endpoints that are hinted to the zone they are in.
  public var hintsInOwnZone: Int {
    shares.lazy.filter { $0.zone == $0.hint }.reduce(0) { $0 + $1.endpoints }
  }
}

/// How many endpoints each zone should have.
private struct Allocation {
  let desired: [String: Double]

  struct Failure: Error {
    let reason: TopologyEvent.Code
  }

  /// How much more than its share an endpoint may be expected to carry.
  private static let overloadThreshold = 0.2

  static func make(endpoints: Int, ratios: ZoneCPURatios?) -> Result<Allocation, Failure> {
    guard let ratios = ratios?.byZone else { return .failure(Failure(reason: .insufficientNodeInfo)) }
    guard ratios.count <= endpoints else { return .failure(Failure(reason: .insufficientNumberOfEndpoints)) }
    let factor = 1 / (1 + overloadThreshold)
    var least = 0
    let desired = ratios.mapValues { ratio in
      let share = ratio * Double(endpoints)
      // Rounding up by hand: `rounded(.up)` is a function of libm, which a user of this library need not link.
      let wanted = share * factor
      let minimum = Int(wanted) + (Double(Int(wanted)) < wanted ? 1 : 0)
      least += minimum
      return max(share, Double(minimum))
    }
    guard least <= endpoints else { return .failure(Failure(reason: .minAllocationExceedsOverloadThreshold)) }
    return .success(Allocation(desired: desired))
  }
}

/// The endpoints that zones give to others and receive from them, one by one as upstream moves them.
private struct Balance: Equatable {
  private var gives: [String: Int] = [:]
  private var receives: [String: Int] = [:]

  init(desired: [String: Double], present: [String: Int], prefersLargestName: Bool) {
    var zones = desired.keys.sorted()
    if prefersLargestName { zones.reverse() }
    var surplus = zones.map { Double(present[$0] ?? 0) - desired[$0]! }
    var deficit = surplus.map { $0 < 0 ? -$0 : 0 }
    surplus = surplus.map { max($0, 0) }
    var given = zones.map { _ in 0 }
    var received = given
    while true {
      let giver = Self.largest(surplus)
      let receiver = Self.largest(deficit)
      let most = surplus[giver]
      let lack = deficit[receiver]
      if most <= 0 || lack <= 0 || (most < 1 && lack < 1) || most < 0.5 || lack < 0.5 { break }
      given[giver] += 1
      received[receiver] += 1
      surplus[giver] -= 1
      deficit[receiver] -= 1
    }
    for (index, zone) in zones.enumerated() {
      if given[index] > 0 { gives[zone] = given[index] }
      if received[index] > 0 { receives[zone] = received[index] }
    }
  }

  /// The first of the largest.
  private static func largest(_ values: [Double]) -> Int {
    var best = 0
    for index in values.indices where values[index] > values[best] { best = index }
    return best
  }

  /// What the endpoints of each zone are hinted to; givers and receivers pair up in the order of their names.
  func shares(of present: [String: Int]) -> [TopologyHints.Share] {
    var waiting = receives.sorted { $0.key < $1.key }
    return present.sorted { $0.key < $1.key }.flatMap { zone, count in
      var left = gives[zone] ?? 0
      var shares = [TopologyHints.Share(zone: zone, hint: zone, endpoints: count - left)]
      while left > 0, let receiver = waiting.first {
        let moved = min(left, receiver.value)
        shares.append(TopologyHints.Share(zone: zone, hint: receiver.key, endpoints: moved))
        left -= moved
        waiting[0].value -= moved
        if waiting[0].value == 0 { waiting.removeFirst() }
      }
      return shares.filter { $0.endpoints > 0 }
    }
  }
}
