internal import ArgumentParser
internal import Foundation
internal import Headroom
internal import HeadroomImport

/// Functions that read and write files. No other part of the tool does this.
enum Files {
  /// An error for a file that cannot be read or written, described in one sentence.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads a file, or standard input for `-`.
  ///
  /// Throws an error if the input is larger than the largest plan that is accepted.
  static func read(_ path: String) throws(Failure) -> SourceFile {
    if path == "-" { return SourceFile(name: "<stdin>", bytes: try bytes(from: .standardInput, path)) }
    let handle = try open(path)
    defer { try? handle.close() }
    return SourceFile(name: path, bytes: try bytes(from: handle, path))
  }

  /// Whether there is something at a path.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private static func open(_ path: String) throws(Failure) -> FileHandle {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(description: "\(path): no such file")
    }
    if isDirectory.boolValue { throw Failure(description: "\(path): is a directory; expected a file") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failure(description: "\(path): the file cannot be opened; check its permissions")
    }
    return handle
  }

  /// Reads a file in the directory of another file or below it.
  ///
  /// If the other file is standard input (`-`), the current directory is used. Returns `nil` if the file is not a
  /// regular file, or if a symbolic link leads out of the directory.
  static func read(_ name: String, beside path: String) -> SourceFile? {
    let folder = URL(filePath: path == "-" ? "." : path).deletingLastPathComponent().resolvingSymlinksInPath()
    let base = path == "-" ? URL(filePath: ".").resolvingSymlinksInPath() : folder
    let file = base.appending(path: name).resolvingSymlinksInPath()
    guard file.path.hasPrefix(base.path.hasSuffix("/") ? base.path : base.path + "/"),
      let type = try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType,
      type == .typeRegular, let content = try? read(file.path)
    else { return nil }
    return SourceFile(name: name, bytes: content.bytes)
  }

  /// Returns a function that reads a file, or standard input for `-`, in chunks; it returns `nil` at the end.
  static func chunks(of path: String) throws(Failure) -> () throws -> [UInt8]? {
    let handle: FileHandle
    if path == "-" {
      handle = .standardInput
    } else {
      handle = try open(path)
    }
    return {
      do {
        guard let chunk = try handle.read(upToCount: 1 << 18), !chunk.isEmpty else { return nil }
        return Array(chunk)
      } catch {
        throw Failure(description: "\(path): the file cannot be read")
      }
    }
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
    guard bytes.count <= SourceFile.largestPlan else {
      let name = path == "-" ? "<stdin>" : path
      throw Failure(description: "\(name): the file is larger than \(SourceFile.largestPlan >> 20) MiB")
    }
    return bytes
  }

  /// Writes files completely or not at all: all are first written to temporary files in the same directories, which are
  /// then renamed.
  ///
  /// Symbolic links are followed. A device or a pipe cannot be replaced, so it is written to directly.
  static func write(_ files: [(path: String, text: String)]) throws(Failure) {
    var waiting: [(temporary: String, path: String)] = []
    func clean() { for file in waiting { try? FileManager.default.removeItem(atPath: file.temporary) } }
    for file in files {
      let url = URL(filePath: file.path).resolvingSymlinksInPath()
      if let type = try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType,
        type != .typeRegular, type != .typeDirectory
      {
        try writeThrough(file.text, to: url.path)
        continue
      }
      let name = ".\(url.lastPathComponent.prefix(100)).\(UUID().uuidString)"
      let temporary = url.deletingLastPathComponent().appending(path: name).path
      waiting.append((temporary, url.path))
      do {
        try Data(file.text.utf8).write(to: URL(filePath: temporary), options: .withoutOverwriting)
      } catch {
        clean()
        throw Failure(
          description: "\(file.path): the file cannot be written; check that its directory exists and is writable")
      }
    }
    for file in waiting {
      guard unsafe rename(file.temporary, file.path) == 0 else {
        clean()
        throw Failure(description: "\(file.path): the file cannot be replaced")
      }
    }
  }

  private static func writeThrough(_ text: String, to path: String) throws(Failure) {
    do {
      guard let handle = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteNoPermission) }
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      throw Failure(description: "\(path): the file cannot be written")
    }
  }

  /// Creates a directory and its parent directories.
  static func makeFolder(_ path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(description: "\(path): the directory cannot be created")
    }
  }
}
