package import Foundation

/// The folders of the project that tests read.
package enum Repository {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL
  package static let data = root.appending(path: "data")
  package static let reports = root.appending(path: "reports")

  /// The bytes of a file below the root.
  package static func bytes(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  /// The text of a file below the root.
  package static func text(of path: String) throws -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }
}
