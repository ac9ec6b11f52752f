/// A file as it was read: its name for messages, and its bytes.
public struct SourceFile: Sendable {
  /// The name as it was given, or `<stdin>`.
  public let name: String
  /// The content.
  public let bytes: [UInt8]

  /// The most bytes that a plan may have: 16 MiB.
  public static let largestPlan = 16 << 20

  /// Names bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
