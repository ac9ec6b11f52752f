/// An IPv4 address.
///
/// Addresses are ordered as numbers, so `10.0.0.9` comes before `10.0.0.10`.
public struct IPv4Address: Hashable, Sendable {
  /// The address as a number, with the first octet in the highest byte.
  public let rawValue: UInt32

  /// Creates an address from its number.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }
}

extension IPv4Address: Comparable {
  /// Returns whether the first address is the lower number.
  public static func < (first: Self, second: Self) -> Bool {
    first.rawValue < second.rawValue
  }
}

extension IPv4Address: LosslessStringConvertible {
  /// Reads four decimal octets separated by dots, such as `192.168.1.4`.
  ///
  /// Octets with leading zeros are refused, because programs disagree on whether `010` means eight or ten.
  public init?(_ text: String) {
    var value: UInt32 = 0
    var octets = 0
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let octet = UInt8(decimalDigits: part), part.count == 1 || part.first != UInt8(ascii: "0") else {
        return nil
      }
      value = value << 8 | UInt32(octet)
      octets += 1
      guard octets <= 4 else { return nil }
    }
    guard octets == 4 else { return nil }
    self.init(rawValue: value)
  }

  /// The four decimal octets, separated by dots.
  public var description: String {
    "\(rawValue >> 24).\(rawValue >> 16 & 255).\(rawValue >> 8 & 255).\(rawValue & 255)"
  }
}
