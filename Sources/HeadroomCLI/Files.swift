internal import ArgumentParser
internal import Foundation
internal import Headroom
internal import HeadroomImport

/// Reads and writes files: the only place that does.
enum Files {
  /// Why a file cannot be read or written, in one sentence.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads a file, or standard input for `-`; never more than a plan may have and one byte.
  static func read(_ path: String) throws(Failure) -> SourceFile {
    if path == "-" { return SourceFile(name: "<stdin>", bytes: try bytes(from: .standardInput, path)) }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(description: "\(path): there is no such file")
    }
    if isDirectory.boolValue { throw Failure(description: "\(path): this is a directory; expected a file") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failure(description: "\(path): the file cannot be opened; is it readable?")
    }
    defer { try? handle.close() }
    return SourceFile(name: path, bytes: try bytes(from: handle, path))
  }

  private static func bytes(from handle: FileHandle, _ path: String) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while bytes.count <= SourceFile.largestPlan, let chunk = try handle.read(upToCount: 1 << 16), !chunk.isEmpty {
        bytes.append(contentsOf: chunk)
      }
    } catch {
      throw Failure(description: "\(path): the file cannot be read")
    }
    return bytes
  }

  /// Writes files whole: all are written beside their places first, then each is moved there.
  static func write(_ files: [(path: String, text: String)]) throws(Failure) {
    var written: [(temporary: String, path: String)] = []
    func clean() { for file in written { try? FileManager.default.removeItem(atPath: file.temporary) } }
    for file in files {
      let url = URL(filePath: file.path)
      let name = ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)"
      let temporary = url.deletingLastPathComponent().appending(path: name).path
      do {
        try Data(file.text.utf8).write(to: URL(filePath: temporary))
        written.append((temporary, file.path))
      } catch {
        clean()
        throw Failure(description: "\(file.path): the file cannot be written; is its folder there and writable?")
      }
    }
    for file in written {
      guard rename(file.temporary, file.path) == 0 else {
        clean()
        throw Failure(description: "\(file.path): the file cannot be replaced")
      }
    }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(description: "\(path): the folder cannot be made")
    }
  }
}
