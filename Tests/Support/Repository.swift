public import Foundation

/// The folders of the project that tests read.
public enum Repository {
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
  public static let data = root.appending(path: "data")
  public static let reports = root.appending(path: "reports")

  /// The bytes of a file below the root.
  public static func bytes(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  /// The text of a file below the root.
  public static func text(of path: String) throws -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }
}
