import Foundation
import HeadroomTestSupport

/// The built binary, run as a user would.
enum Tool {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Beside the test bundle.
  static let binary: URL = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }!
      return bundle.bundleURL.deletingLastPathComponent().appending(path: "headroom")
    #else
      return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "headroom")
    #endif
  }()

  /// The path of the binary, for a shell.
  static var path: String { binary.path }

  /// Runs a line of a shell.
  static func shell(_ line: String) throws -> Outcome { try run(["-c", line], of: URL(filePath: "/bin/sh")) }

  static func run(
    _ arguments: String..., input: Data? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, input: input, environment: environment)
  }

  static func run(
    _ arguments: [String], input: Data? = nil, environment: [String: String] = [:], of program: URL = binary
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = Repository.root
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    // Files instead of pipes: no answer is too long for them.
    let folder = try Scratch()
    let output = folder.file("stdout")
    let errors = folder.file("stderr")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let inputFile = folder.file("stdin")
    try (input ?? Data()).write(to: inputFile)
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}

/// A folder that is gone when the test is over.
final class Scratch {
  let url = FileManager.default.temporaryDirectory.appending(path: "headroom-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appending(path: name) }
}
