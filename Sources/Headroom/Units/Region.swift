/// The code of an AWS region, such as `ap-northeast-2`.
///
/// Any code of the right form is accepted, because AWS opens new regions between two releases of Headroom.
public struct Region: Hashable, Sendable {
  /// The region's code.
  public let code: String
}

extension Region: LosslessStringConvertible {
  /// Reads two or more words of lower-case letters and a number, separated by hyphens, such as `us-gov-west-1`.
  ///
  /// Returns `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isWord(_ part: Substring.UTF8View) -> Bool { !part.isEmpty && part.allSatisfy { 97...122 ~= $0 } }
    guard text.utf8.count <= 32, parts.count >= 3, let number = parts.last, (1...2).contains(number.count),
      Int(decimalDigits: number) != nil, parts.dropLast().allSatisfy(isWord), [2, 4].contains(parts[0].count)
    else { return nil }
    code = text
  }

  /// The region's code.
  public var description: String { code }
}

extension Region {
  /// Returns whether a zone belongs to this region, judged by its name.
  ///
  /// Local zones such as `us-west-2-lax-1a` and Wavelength zones such as `us-east-1-wl1-bos-wlz-1` belong to it as well
  /// as ordinary zones such as `ap-northeast-2a`.
  package func contains(zone: String) -> Bool {
    guard zone.utf8.starts(with: code.utf8) else { return false }
    let rest = zone.utf8.dropFirst(code.utf8.count)
    if rest.count == 1 { return rest.allSatisfy { 97...122 ~= $0 } }
    return rest.first == UInt8(ascii: "-") && rest.count >= 4
      && rest.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
  }

  /// The currency in which the region is billed: yuan in mainland China, dollars everywhere else.
  package var currency: Currency { code.utf8.starts(with: "cn-".utf8) ? .cny : .usd }
}

extension Region {
  /// Whether the prices that AWS publishes for all commercial regions apply here.
  ///
  /// They do not apply in mainland China, in GovCloud, in the European Sovereign Cloud and in the isolated partitions.
  package var isCommercial: Bool {
    !["cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-"].contains { code.utf8.starts(with: $0.utf8) }
  }
}
