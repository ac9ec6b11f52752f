/// The hints that the EndpointSlice controller gives the endpoints of a Service with `topology-mode: Auto`.
///
/// Endpoints are counted by zone, never one by one. From counts alone the answer is that of a fresh allocation: a live
/// cluster may lag behind it, because hints inside an unchanged slice stay while no zone has too many.
///
/// Source: `topologycache/topologycache.go` and `utils.go` in kubernetes/endpointslice (daa4d010). The order of the
/// operations on binary fractions is upstream's, since a rounding decides whether there are hints at all: two zones
/// with 40 and 60 % of the CPU and three endpoints get none.
public struct TopologyHints: Hashable, Sendable {
  /// Endpoints of one zone that are hinted to one zone.
  public struct Share: Hashable, Sendable {
    /// The zone where the endpoints are; empty if their nodes have no label, which a kept hint survives.
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
  /// Whether another number of hints by zone is as likely: upstream breaks ties at random, here the smallest zone name
  /// wins.
  ///
  /// Where several zones give and several receive, upstream also pairs them at random; numbers by zone, loads and what
  /// crosses do not hang on that, and it is no tie here.
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
    let groups = endpoints.map { HintedSlice.Endpoints(zone: $0.key, count: $0.value) }
    let others = HintedSlice.Endpoints(zone: nil, count: endpointsWithoutZone)
    self.init(slices: [HintedSlice(groups + [others])], ratios: ratios, addressType: addressType)
  }

  /// Computes the hints of a Service that may have some already.
  ///
  /// An unchanged slice keeps its hints while every zone has at most its maximum, even where another allocation would
  /// keep more traffic local. Without unchanged slices the answer is the fresh allocation.
  ///
  /// - Parameters:
  ///   - slices: The EndpointSlices, in the order in which the controller takes them.
  ///   - ratios: The zones' shares of the CPU; `nil` if there are none.
  ///   - addressType: The family of the addresses.
  public init(slices: [HintedSlice], ratios: ZoneCPURatios?, addressType: AddressType = .ipv4) {
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
  /// Endpoints that are hinted to each zone.
  public var hintsByZone: [String: Int] {
    Dictionary(shares.map { ($0.hint, $0.endpoints) }, uniquingKeysWith: +)
  }

  /// Endpoints that are hinted to the zone they are in.
  public var hintsInOwnZone: Int {
    shares.lazy.filter { $0.zone == $0.hint }.reduce(0) { $0 + $1.endpoints }
  }
}

extension TopologyHints {
  /// Shares of one zone and hint added up, in the order of zone and hint.
  private static func merged(_ shares: [Share]) -> [Share] {
    var counts: [String: [String: Int]] = [:]
    for share in shares { counts[share.zone, default: [:]][share.hint, default: 0] += share.endpoints }
    return counts.sorted { $0.key < $1.key }.flatMap { zone, hints in
      hints.sorted { $0.key < $1.key }.map { Share(zone: zone, hint: $0.key, endpoints: $0.value) }
    }
  }
}

extension TopologyBalance {
  /// What endpoints without a hint of their own are hinted to; givers and receivers pair up in the order of their
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
  /// The hints of `trafficDistribution: PreferClose` and `PreferSameZone`: each endpoint its own zone, however few
  /// there are and however busy they get.
  ///
  /// Source: `trafficdist/trafficdist.go` in kubernetes/endpointslice (daa4d010).
  ///
  /// - Parameter endpoints: Ready endpoints by zone.
  public static func sameZone(_ endpoints: [String: Int]) -> [Share] {
    endpoints.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
      Share(zone: $0.key, hint: $0.key, endpoints: $0.value)
    }
  }

  /// Numbers of endpoints in a range that get no hints, wherever the endpoints are, each with the reason.
  ///
  /// Three equal zones refuse 1, 2, 4, 5, 8 and 11. Six endpoints a zone always suffice, so that long ranges cost
  /// nothing.
  public static func countsWithoutHints(
    in range: ClosedRange<Int>, ratios: ZoneCPURatios, addressType: AddressType = .ipv4
  ) -> [(endpoints: Int, event: TopologyEvent)] {
    let zones = ratios.byZone.count
    // The least of all zones is below endpoints ÷ 1.2 + zones, which is no more than the endpoints from 6 × zones on.
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
