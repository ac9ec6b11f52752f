/// A version of Kubernetes as EKS names it: `1.34`.
public struct KubernetesVersion: Hashable, Sendable {
  /// The number before the dot.
  public let major: Int
  /// The number after the dot, which decides about features.
  public let minor: Int

  /// Makes a version.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }
}

extension KubernetesVersion: LosslessStringConvertible {
  /// Reads `1.34`, `v1.34` or `1.34.2`; what follows the second number is not kept.
  public init?(_ text: String) {
    let parts = text.utf8.drop { $0 == UInt8(ascii: "v") }.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.prefix(2).compactMap { $0.count <= 4 ? Int(decimalDigits: $0) : nil }
    guard (2...4).contains(parts.count), numbers.count == 2 else { return nil }
    self.init(numbers[0], numbers[1])
  }

  /// Both numbers: `1.34`.
  public var description: String { "\(major).\(minor)" }
}

extension KubernetesVersion: Comparable {
  /// Compares two versions.
  public static func < (first: Self, second: Self) -> Bool { (first.major, first.minor) < (second.major, second.minor) }
}
