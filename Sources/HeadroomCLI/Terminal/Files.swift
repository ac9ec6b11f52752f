internal import ArgumentParser
internal import Foundation
internal import Headroom
internal import HeadroomImport

/// Functions that read files; ``OutputFiles`` writes them. No other part of the tool does this.
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

  /// Returns the files that paths name. A folder stands for the files directly in it, without those whose names begin
  /// with a dot.
  static func inputs(_ paths: [String]) throws(Failure) -> [InputFile] {
    guard paths.count(where: { $0 == "-" }) < 2 else {
      throw Failure(description: "standard input can be read only once; - is given several times")
    }
    var inputs: [InputFile] = []
    for path in paths {
      guard let names = isFolder(path) ? try? FileManager.default.contentsOfDirectory(atPath: path) : nil else {
        inputs.append(InputFile(name: path == "-" ? "<stdin>" : path, chunk: try chunks(of: path)))
        continue
      }
      let before = inputs.count
      for name in names.sorted() where !name.hasPrefix(".") {
        let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
        guard isRegular(file) else { continue }
        // A folder may have more files than can be open at once.
        var read: (() throws -> [UInt8]?)?
        inputs.append(
          InputFile(name: file, isNamed: false) {
            if read == nil { read = try chunks(of: file) }
            guard let chunk = try read?() else {
              read = { nil }
              return nil
            }
            return chunk
          })
      }
      if inputs.count == before { throw Failure(description: "\(path): the folder has no files") }
    }
    return inputs
  }

  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  private static func isRegular(_ path: String) -> Bool { kind(of: path) == S_IFREG }

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }

  /// Opens a file for reading.
  ///
  /// What is no regular file is refused, because a pipe without a writer would block for ever; the pipes and terminals
  /// that a shell hands over as `/dev/stdin` or `/dev/fd/63` are read.
  private static func open(_ path: String) throws(Failure) -> FileHandle {
    guard !path.isEmpty else { throw Failure(description: "the name of the file is empty; expected a path") }
    let descriptor = unsafe Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(description: "\(path): \(reason(errno))") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw Failure(description: "\(path): \(reason(errno))") }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Failure(description: "\(path): is a directory; expected a file") }
    if kind != S_IFREG {
      guard path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/") else {
        throw Failure(description: "\(path): is no regular file; use - to read from standard input")
      }
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    }
    return handle
  }

  /// Returns the system's reason for a failure, with the words that are usual for a missing file.
  static func reason(_ code: Int32) -> String {
    code == ENOENT ? "no such file" : unsafe String(cString: strerror(code)).lowercased()
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
        throw Failure(description: "\(path): the file cannot be read: \(reason(errno))")
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
      throw Failure(description: "\(path): the file cannot be read: \(reason(errno))")
    }
    guard bytes.count <= SourceFile.largestPlan else {
      let name = path == "-" ? "<stdin>" : path
      throw Failure(description: "\(name): the file is larger than \(SourceFile.largestPlan >> 20) MiB")
    }
    return bytes
  }
}
