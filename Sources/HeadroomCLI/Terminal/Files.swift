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

  /// Reads a file, or standard input for `-`; what is larger than a plan may be is refused.
  static func read(_ path: String) throws(Failure) -> SourceFile {
    if path == "-" { return SourceFile(name: "<stdin>", bytes: try bytes(from: .standardInput, path)) }
    let handle = try open(path)
    defer { try? handle.close() }
    return SourceFile(name: path, bytes: try bytes(from: handle, path))
  }

  private static func open(_ path: String) throws(Failure) -> FileHandle {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(description: "\(path): there is no such file")
    }
    if isDirectory.boolValue { throw Failure(description: "\(path): this is a directory; expected a file") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failure(description: "\(path): the file cannot be opened; is it readable?")
    }
    return handle
  }

  /// Reads a file in the folder of another, or below it; for standard input in the current one. `nil` if it is no
  /// regular file, or leads out of the folder by a link.
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

  /// Gives the bytes of a file, or of standard input for `-`, piece by piece.
  static func chunks(of path: String) throws(Failure) -> () throws -> [UInt8]? {
    let handle: FileHandle
    if path == "-" {
      handle = .standardInput
    } else {
      handle = try open(path)
    }
    return {
      do {
        guard let chunk = try handle.read(upToCount: 1 << 16), !chunk.isEmpty else { return nil }
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

  /// Writes files whole: all are written beside their places first, then each is moved there.
  ///
  /// A link is followed; a device or pipe, which cannot be replaced, is written to.
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
        throw Failure(description: "\(file.path): the file cannot be written; is its folder there and writable?")
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
      throw Failure(description: "\(path): it cannot be written to")
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
