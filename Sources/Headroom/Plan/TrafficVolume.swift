/// The data that clients send per month and the data that they get back.
///
/// AWS bills both directions, and responses usually carry more bytes than requests.
public struct TrafficVolume: Hashable, Sendable {
  /// The data that clients send.
  public let request: DataVolume
  /// The data that clients get back.
  public let response: DataVolume

  /// Creates the volume of a month.
  public init(request: DataVolume, response: DataVolume) {
    self.request = request
    self.response = response
  }

  /// Computes the volume of a month of 730 hours from the number of requests and their sizes; `nil` unless the number
  /// of requests is from 0 to a billion, and each size from 0 to 1 TiB.
  ///
  /// - Parameters:
  ///   - requestsPerSecond: The number of requests per second.
  ///   - requestBytes: The number of bytes of a request.
  ///   - responseBytes: The number of bytes of a response.
  public init?(requestsPerSecond: Double, requestBytes: Int, responseBytes: Int) {
    guard 0...1e9 ~= requestsPerSecond, 0...(1 << 40) ~= requestBytes, 0...(1 << 40) ~= responseBytes else {
      return nil
    }
    let billionths = Int128((requestsPerSecond * Double(ExactDecimal.unit)).rounded())
    self.init(
      requestsPerSecond: ExactDecimal(billionths: billionths), requestBytes: requestBytes, responseBytes: responseBytes)
  }

  /// Computes the volume of a month of 730 hours from the number of requests and their sizes.
  ///
  /// - Parameters:
  ///   - requestsPerSecond: The number of requests per second.
  ///   - requestBytes: The number of bytes of a request.
  ///   - responseBytes: The number of bytes of a response.
  ///   - bytesPerGB: The number of bytes in a GB.
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

  /// The sum of requests and responses.
  public var total: DataVolume { request + response }

  static let zero = TrafficVolume(request: .zero, response: .zero)

  static func + (first: TrafficVolume, second: TrafficVolume) -> TrafficVolume {
    TrafficVolume(request: first.request + second.request, response: first.response + second.response)
  }
}
