/// A file that was read: its content, and its name for messages.
public struct SourceFile: Sendable {
  /// The name that error messages show: the path as the user gave it, or `<stdin>` for standard input.
  public let name: String
  /// The content of the file.
  public let bytes: [UInt8]

  /// The maximum size of a plan in bytes: 16 MiB.
  public static let largestPlan = 16 << 20

  /// Creates a file from its name and its content.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
