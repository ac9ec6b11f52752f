/// What clients send in a month, and what they get back. Both directions are billed; responses are mostly more.
public struct TrafficVolume: Hashable, Sendable {
  /// What clients send.
  public let request: DataVolume
  /// What they get back.
  public let response: DataVolume

  /// Makes a volume of a month.
  public init(request: DataVolume, response: DataVolume) {
    self.request = request
    self.response = response
  }

  /// Takes requests and their sizes, for a month of 730 hours.
  ///
  /// - Parameters:
  ///   - requestsPerSecond: Requests a second, in billionths.
  ///   - requestBytes: The bytes of a request.
  ///   - responseBytes: The bytes of a response.
  ///   - bytesPerGB: The bytes of a GB.
  package init(
    requestsPerSecond: ExactDecimal, requestBytes: Int, responseBytes: Int, bytesPerGB: Int = DataVolume.bytesPerGB
  ) {
    func volume(_ bytes: Int) -> DataVolume {
      let seconds = Int128(Money.hoursPerMonth * 3600)
      let exact = requestsPerSecond.billionths * seconds * Int128(bytes)
      return DataVolume(billionths: exact.dividedRoundingHalfEven(by: Int128(max(1, bytesPerGB))))
    }
    request = volume(requestBytes)
    response = volume(responseBytes)
  }

  /// Both together.
  public var total: DataVolume { request + response }
}

/// A month's traffic between zones as it was measured, without hints.
public struct MeasuredTraffic: Hashable, Sendable {
  /// The volume by the zone it leaves and the zone it enters; requests and responses alike.
  public let volumes: [String: [String: DataVolume]]

  /// Takes volumes by zone left and zone entered.
  public init(_ volumes: [String: [String: DataVolume]]) {
    self.volumes = volumes
  }

  /// All of it.
  public var total: DataVolume { volumes.values.reduce(.zero) { $1.values.reduce($0, +) } }

  /// What crosses zones.
  public var crossing: DataVolume {
    volumes.reduce(.zero) { sum, row in row.value.reduce(sum) { $1.key == row.key ? $0 : $0 + $1.value } }
  }

  /// The share that crosses zones; `nil` if nothing was measured.
  public var crossZoneFraction: Double? {
    let total = total
    return total > .zero ? crossing.gigabytes / total.gigabytes : nil
  }

  /// What leaves each zone: the weight of its clients.
  public var clients: [String: Double] { volumes.mapValues { $0.values.reduce(.zero, +).gigabytes } }
}
