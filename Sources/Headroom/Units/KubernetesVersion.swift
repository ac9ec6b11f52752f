/// A Kubernetes version in the form that EKS uses, such as `1.34`.
public struct KubernetesVersion: Hashable, Sendable {
  /// The number before the dot.
  public let major: Int
  /// The number after the dot; features come and go with it.
  public let minor: Int

  /// Creates a version from its numbers.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }
}

extension KubernetesVersion: LosslessStringConvertible {
  /// Reads `1.34`, `1.34.2`, `v1.34` or `v1.34.2-eks-ae9a62a`. Only the first two numbers are kept.
  ///
  /// Returns `nil` for anything else, such as `1`, `1..2` or `9.9.9.9.9`.
  public init?(_ text: String) {
    var numbers = text.utf8[...]
    if numbers.first == UInt8(ascii: "v") { numbers.removeFirst() }
    // A suffix such as "-eks-ae9a62a" can follow the patch level only.
    let core = numbers.prefix { $0 != UInt8(ascii: "-") }
    let parts = core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let read = parts.compactMap { $0.count <= 4 ? Int(decimalDigits: $0) : nil }
    guard (2...3).contains(parts.count), read.count == parts.count, parts.count == 3 || core.count == numbers.count
    else { return nil }
    self.init(read[0], read[1])
  }

  /// Both numbers, such as `1.34`.
  public var description: String { "\(major).\(minor)" }
}

extension KubernetesVersion: Comparable {
  /// Returns whether the first version is older than the second.
  public static func < (first: Self, second: Self) -> Bool { (first.major, first.minor) < (second.major, second.minor) }
}
