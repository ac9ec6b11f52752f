internal import Foundation
package import Testing

/// Expects text to be that of a file in `reports/`.
///
/// With `HEADROOM_RECORD=1` the file is written anew, and the test fails so that nobody forgets to look at the change.
package func expectGolden(_ actual: String, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
  let file = Repository.reports.appending(path: name)
  if isRecording {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: file)
    Issue.record("recorded \(name)", sourceLocation: location)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  if actual != expected { Attachment.record(actual, named: name, sourceLocation: location) }
  #expect(actual == expected, sourceLocation: location)
}

/// Whether golden files are written instead of compared.
package var isRecording: Bool { ProcessInfo.processInfo.environment["HEADROOM_RECORD"] != nil }
