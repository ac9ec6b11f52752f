/// The code of an AWS region, such as `ap-northeast-2`.
///
/// Any code of the right form is a region: AWS opens new ones, and a plan for one must not fail for want of an update.
public struct Region: Hashable, Sendable {
  /// The code.
  public let code: String
}

extension Region: LosslessStringConvertible {
  /// Reads two or more words of lower-case letters and a number, between hyphens: `us-gov-west-1`.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isWord(_ part: Substring.UTF8View) -> Bool { !part.isEmpty && part.allSatisfy { 97...122 ~= $0 } }
    guard text.utf8.count <= 32, parts.count >= 3, let number = parts.last, (1...2).contains(number.count),
      Int(decimalDigits: number) != nil, parts.dropLast().allSatisfy(isWord), parts[0].count == 2
    else { return nil }
    code = text
  }

  /// The code.
  public var description: String { code }
}

extension Region {
  /// Whether a zone's name is of this region: `ap-northeast-2a`, a local zone such as `us-west-2-lax-1a`, or a
  /// Wavelength zone such as `us-east-1-wl1-bos-wlz-1`.
  public func contains(zone: String) -> Bool {
    guard zone.utf8.starts(with: code.utf8) else { return false }
    let rest = zone.utf8.dropFirst(code.utf8.count)
    if rest.count == 1 { return rest.allSatisfy { 97...122 ~= $0 } }
    return rest.first == UInt8(ascii: "-") && rest.count >= 4
      && rest.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
  }

  /// The currency in which the region is billed: yuan in mainland China, dollars elsewhere.
  public var currency: Currency { code.utf8.starts(with: "cn-".utf8) ? .cny : .usd }
}

extension Region {
  /// Whether prices for all commercial regions hold here: not in mainland China, GovCloud and the isolated partitions.
  public var isCommercial: Bool {
    !["cn-", "us-gov-", "us-iso", "eu-isoe-"].contains { code.utf8.starts(with: $0.utf8) }
  }
}
