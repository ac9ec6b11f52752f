internal import Foundation

/// A program that runs with the environment of this one and prints an answer.
struct ChildProcess {
  /// What a program said beside its answer, and its exit status.
  struct End {
    let status: Int32
    let errors: String
  }

  private let process = Process()
  private let output = Pipe()
  private let errors: URL

  /// Prepares a program.
  ///
  /// - Parameters:
  ///   - arguments: The name of the program and its arguments, none of which a shell sees.
  ///   - errors: A file for what it says beside its answer.
  init(_ arguments: [String], errors: URL) throws {
    self.errors = errors
    // `env` finds the program as a shell would.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    // Version 2 of the AWS CLI shows answers in a pager, and version 1 does not know the option that switches it off.
    environment["AWS_PAGER"] = ""
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    guard FileManager.default.createFile(atPath: errors.path, contents: nil) else {
      throw CocoaError(.fileWriteUnknown)
    }
    process.standardError = try FileHandle(forWritingTo: errors)
  }

  /// Runs the program, and hands out its answer piece by piece.
  func run(_ read: (_ chunk: @escaping () throws -> [UInt8]?) throws -> Void) throws -> End {
    try process.run()
    let handle = output.fileHandleForReading
    do {
      try read { try handle.read(upToCount: 1 << 18).map { Array($0) } }
      // What is left belongs to nothing that was read, but the program must not wait for a reader.
      while let rest = try handle.read(upToCount: 1 << 18), !rest.isEmpty {}
    } catch {
      process.terminate()
      process.waitUntilExit()
      let end = self.end
      // A program that failed often prints nothing or half an answer, and says why.
      if end.status != 0, !end.errors.isEmpty { return end }
      throw error
    }
    process.waitUntilExit()
    return end
  }

  private var end: End {
    let text = (try? Data(contentsOf: errors)).map { String(decoding: $0.prefix(4096), as: UTF8.self) } ?? ""
    return End(status: process.terminationStatus, errors: text)
  }
}
