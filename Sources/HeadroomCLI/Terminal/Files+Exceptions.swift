internal import Foundation
internal import Headroom
internal import HeadroomImport

extension Files {
  /// The name of the file that lists accepted findings, beside the plan.
  private static let exceptionsName = ".headroom.yaml"

  /// Returns the findings that the file beside the first file of a plan accepts; none if there is no such file.
  static func exceptions(beside paths: [String]) throws -> [FindingException] {
    guard let first = paths.first else { return [] }
    let isInside = first == "-" || isFolder(first)
    let folder = isInside ? first : URL(filePath: first).deletingLastPathComponent().relativePath
    let path = [".", "-", ""].contains(folder) ? exceptionsName : "\(folder)/\(exceptionsName)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try importExceptions(try read(path))
  }

  /// Returns the findings of an earlier answer, which are accepted unless they became worse.
  static func baseline(_ path: String) throws -> [FindingException] { try importBaseline(try read(path)) }
}
