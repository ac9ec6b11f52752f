/// The hints that the EndpointSlice controller gives the endpoints of a Service with `topology-mode: Auto`.
///
/// Endpoints are counted by zone, not one by one. Numbers by zone give the result of a fresh allocation; a live cluster
/// may lag behind it, because the hints of an unchanged slice stay while no zone has too many.
///
/// The floating-point operations are in upstream's order, since rounding decides whether there are hints at all: two
/// zones with 40% and 60% of the CPU and three endpoints get none.
///
/// Source: `topologycache/topologycache.go` and `utils.go` in kubernetes/endpointslice (daa4d010).
public struct TopologyHints: Hashable, Sendable {
  /// The endpoints of one zone that are hinted to the same zone.
  package struct Share: Hashable, Sendable {
    /// The zone of the endpoints; empty if their nodes have no zone label, which can happen with hints that are kept.
    package let zone: String
    /// The zone whose clients use the endpoints.
    package let hint: String
    /// The number of endpoints.
    package let endpoints: Int
  }

  /// The address family of the Service, which is part of every event message.
  package enum AddressType: String, Hashable, Sendable {
    /// IPv4.
    case ipv4 = "IPv4"
    /// IPv6.
    case ipv6 = "IPv6"
  }

  /// The hints, sorted by the zone of the endpoints and the zone of the hint; empty if there are none.
  package let shares: [Share]
  /// The event that the controller reports.
  public let event: TopologyEvent
  /// Whether other numbers of hints by zone are equally likely.
  ///
  /// Upstream breaks ties at random; here the smallest zone name wins. Where several zones give endpoints and several
  /// receive them, upstream also pairs them at random. This does not change the numbers by zone, the loads or the
  /// cross-zone traffic, so it does not count as a tie.
  package let isTie: Bool

  /// Whether the endpoints have hints.
  public var areEnabled: Bool { event.isEnabled }

  /// Computes the hints of a Service.
  ///
  /// Three equal zones with 4, 3 and 2 endpoints get 3 each: one endpoint of the first zone is hinted to the third.
  ///
  /// - Parameters:
  ///   - endpoints: The number of ready endpoints by zone.
  ///   - endpointsWithoutZone: The number of ready endpoints on nodes without a zone. A single one switches all hints
  ///     off.
  ///   - ratios: The zones' shares of the CPU; `nil` if they are not known.
  public init(endpoints: [String: Int], endpointsWithoutZone: Int = 0, ratios: ZoneCPURatios?) {
    self.init(endpoints: endpoints, endpointsWithoutZone: endpointsWithoutZone, ratios: ratios, addressType: .ipv4)
  }

  /// Computes the hints of a Service of an address family, which the text of the event names.
  package init(
    endpoints: [String: Int], endpointsWithoutZone: Int = 0, ratios: ZoneCPURatios?, addressType: AddressType
  ) {
    let groups = endpoints.map { HintedSlice.Endpoints(zone: $0.key, count: $0.value) }
    let others = HintedSlice.Endpoints(zone: nil, count: endpointsWithoutZone)
    self.init(slices: [HintedSlice(groups + [others])], ratios: ratios, addressType: addressType)
  }

  /// Computes the hints of a Service whose endpoints may already have some.
  ///
  /// An unchanged slice keeps its hints while every zone has at most its maximum, even if another allocation would keep
  /// more traffic local. Without unchanged slices the result is that of a fresh allocation.
  ///
  /// - Parameters:
  ///   - slices: The EndpointSlices, in the order in which the controller processes them.
  ///   - ratios: The zones' shares of the CPU; `nil` if they are not known.
  ///   - addressType: The address family.
  package init(slices: [HintedSlice], ratios: ZoneCPURatios?, addressType: AddressType = .ipv4) {
    let count = slices.reduce(0) { $1.endpoints.reduce($0) { $0 + $1.count } }
    let allocation: TopologyAllocation
    do throws(TopologyAllocation.Failure) {
      allocation = try TopologyAllocation(endpoints: count, ratios: ratios)
    } catch {
      self.init(disabled: error.reason, endpoints: count, zones: ratios?.byZone.count ?? 0, addressType)
      return
    }
    var kept: [String: Int] = [:]
    var shares: [Share] = []
    var waiting: [String: Int] = [:]
    for slice in slices {
      if let hints = slice.keptHints(maximum: allocation.maximum, with: kept) {
        kept.merge(hints, uniquingKeysWith: +)
        shares += slice.endpoints.compactMap { group in
          group.count > 0 ? group.hint.map { Share(zone: group.zone ?? "", hint: $0, endpoints: group.count) } : nil
        }
      } else {
        for group in slice.endpoints where group.count > 0 {
          // A single ready endpoint without a zone makes the controller remove all hints.
          guard let zone = group.zone, !zone.isEmpty else {
            self.init(disabled: .noZoneSpecified, endpoints: count, zones: allocation.desired.count, addressType)
            return
          }
          waiting[zone, default: 0] += group.count
        }
      }
    }
    let present = kept.merging(waiting, uniquingKeysWith: +)
    let balance = TopologyBalance(allocation.desired, present: present)
    let other = TopologyBalance(allocation.desired, present: present, prefersLargestName: true)
    self.init(
      shares: Self.merged(shares + balance.shares(of: waiting)), isTie: balance != other,
      event: TopologyEvent(.enabled, endpoints: count, zones: allocation.desired.count, addressType))
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
  /// The number of endpoints that are hinted to each zone.
  public var hintsByZone: [String: Int] {
    Dictionary(shares.map { ($0.hint, $0.endpoints) }, uniquingKeysWith: +)
  }

  /// The number of endpoints that are hinted to their own zone.
  package var hintsInOwnZone: Int {
    shares.lazy.filter { $0.zone == $0.hint }.reduce(0) { $0 + $1.endpoints }
  }
}

extension TopologyHints {
  /// Returns the shares with those of the same zone and hint added up, sorted by zone and hint.
  private static func merged(_ shares: [Share]) -> [Share] {
    var counts: [String: [String: Int]] = [:]
    for share in shares { counts[share.zone, default: [:]][share.hint, default: 0] += share.endpoints }
    return counts.sorted { $0.key < $1.key }.flatMap { zone, hints in
      hints.sorted { $0.key < $1.key }.map { Share(zone: zone, hint: $0.key, endpoints: $0.value) }
    }
  }
}

extension TopologyBalance {
  /// Returns the hints of endpoints that have none yet. Giving and receiving zones are paired in the order of their
  /// names.
  fileprivate func shares(of waiting: [String: Int]) -> [TopologyHints.Share] {
    var receivers = receives.sorted { $0.key < $1.key }
    return waiting.sorted { $0.key < $1.key }.flatMap { zone, count in
      var left = min(gives[zone] ?? 0, count)
      var stays = count
      var shares: [TopologyHints.Share] = []
      while left > 0, let receiver = receivers.first {
        let moved = min(left, receiver.value)
        shares.append(TopologyHints.Share(zone: zone, hint: receiver.key, endpoints: moved))
        left -= moved
        stays -= moved
        receivers[0].value -= moved
        if receivers[0].value == 0 { receivers.removeFirst() }
      }
      if stays > 0 { shares.append(TopologyHints.Share(zone: zone, hint: zone, endpoints: stays)) }
      return shares
    }
  }
}

extension TopologyHints {
  /// Returns the hints of `trafficDistribution: PreferClose` and `PreferSameZone`: each endpoint is hinted to its own
  /// zone.
  ///
  /// There is no minimum number of endpoints per zone and no protection against overload.
  ///
  /// Source: `trafficdist/trafficdist.go` in kubernetes/endpointslice (daa4d010).
  ///
  /// - Parameter endpoints: The number of ready endpoints by zone.
  package static func sameZone(_ endpoints: [String: Int]) -> [Share] {
    endpoints.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
      Share(zone: $0.key, hint: $0.key, endpoints: $0.value)
    }
  }

  /// Returns the numbers of endpoints in a range with which there are no hints, each with the event that gives the
  /// reason.
  ///
  /// The result does not depend on the zones of the endpoints. Three equal zones refuse 1, 2, 4, 5, 8 and 11 endpoints.
  /// Six endpoints per zone are always enough, so large ranges cost no time.
  package static func countsWithoutHints(
    in range: ClosedRange<Int>, ratios: ZoneCPURatios, addressType: AddressType = .ipv4
  ) -> [(endpoints: Int, event: TopologyEvent)] {
    let zones = ratios.byZone.count
    // The sum of the minimums is below endpoints ÷ 1.2 + zones, which is at most the endpoints from 6 × zones on.
    let last = min(range.upperBound, 6 * zones + 1)
    let first = max(1, range.lowerBound)
    guard first <= last else { return [] }
    return (first...last).compactMap { count in
      do throws(TopologyAllocation.Failure) {
        _ = try TopologyAllocation(endpoints: count, ratios: ratios)
        return nil
      } catch {
        return (count, TopologyEvent(error.reason, endpoints: count, zones: zones, addressType))
      }
    }
  }
}
