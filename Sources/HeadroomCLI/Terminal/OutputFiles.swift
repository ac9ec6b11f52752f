internal import Foundation

/// Files that are written together, completely or not at all.
///
/// All are first written to temporary files in the same directory, which are then renamed. What could prevent a renaming
/// is looked for before the first one.
struct OutputFiles {
  private var waiting: [(temporary: String, path: String)] = []

  /// The beginning of the names of temporary files, which the process that writes them follows.
  private static let prefix = ".headroom-"

  /// Writes one file that the user names. Links are followed, and what cannot be replaced, such as a device or a pipe, is
  /// written to directly.
  static func write(_ text: String, to path: String) throws(Files.Failure) {
    guard !path.isEmpty else { throw Files.Failure(description: "the name of the output file is empty") }
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    var status = stat()
    let exists = unsafe stat(target, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw Files.Failure(description: "\(path): is a directory; expected a file")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG { return try writeThrough(text, to: path) }
    var files = OutputFiles()
    try files.prepare(text, for: target, exists ? status : nil)
    try files.replace()
  }

  /// Writes files to a folder, and removes those of the folder's files that belong to the same command and are not
  /// written this time.
  ///
  /// - Parameters:
  ///   - files: The names and the texts of the files.
  ///   - folder: The folder, which is created if it does not exist.
  ///   - owned: All names that the command may write.
  /// - Returns: The names of the files that were removed.
  static func write(
    _ files: [(name: String, text: String)], to folder: String, owned: [String]
  ) throws(Files.Failure) -> [String] {
    guard !folder.isEmpty else { throw Files.Failure(description: "the name of the output directory is empty") }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Files.Failure(description: "\(folder): the directory cannot be created: \(Files.reason(errno))")
    }
    clearLeftovers(in: folder)
    let stale = owned.filter { name in !files.contains { $0.name == name } }
    var present: [String] = []
    var output = OutputFiles()
    for name in files.map(\.name) + stale {
      var status = stat()
      guard unsafe lstat("\(folder)/\(name)", &status) == 0 else { continue }
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw Files.Failure(
          description: "\(folder)/\(name): is a link or no regular file, which is not overwritten; remove it first")
      }
      if stale.contains(name) { present.append(name) }
    }
    for file in files {
      let path = "\(folder)/\(file.name)"
      var status = stat()
      let exists = unsafe lstat(path, &status) == 0
      try output.prepare(file.text, for: path, exists ? status : nil)
    }
    try output.replace()
    for name in present {
      guard unsafe unlink("\(folder)/\(name)") == 0 else {
        throw Files.Failure(
          description: "\(folder)/\(name): an older file cannot be removed: \(Files.reason(errno))")
      }
    }
    return present
  }

  /// Writes a text to a temporary file beside its place, with the mode and the owner of the file that it replaces.
  private mutating func prepare(_ text: String, for path: String, _ old: stat?) throws(Files.Failure) {
    let url = URL(filePath: path)
    let name = "\(Self.prefix)\(getpid())-\(waiting.count)-\(url.lastPathComponent.prefix(80))"
    let temporary = url.deletingLastPathComponent().appending(path: name).path
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    waiting.append((temporary, path))
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if let old {
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      _ = fchmod(descriptor, old.st_mode & 0o7777)
    }
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      throw failure(path)
    }
  }

  private mutating func replace() throws(Files.Failure) {
    for file in waiting {
      guard unsafe rename(file.temporary, file.path) == 0 else { throw failure(file.path) }
    }
    waiting = []
  }

  /// Removes all temporary files and returns the reason why a file could not be written.
  private func failure(_ path: String) -> Files.Failure {
    let reason = Files.reason(errno)
    for file in waiting { _ = unsafe unlink(file.temporary) }
    return Files.Failure(description: "\(path): the file cannot be written: \(reason)")
  }

  /// Removes the temporary files of runs that were killed.
  private static func clearLeftovers(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let process = name.dropFirst(prefix.count).prefix { $0 != "-" }
      guard let id = Int32(process), id > 0, kill(id, 0) != 0, errno == ESRCH else { continue }
      _ = unsafe unlink("\(folder)/\(name)")
    }
  }

  /// Appends a text to a file, which is created if it does not exist.
  static func append(_ text: String, to path: String) throws(Files.Failure) {
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Files.Failure(description: "\(path): the file cannot be written: \(Files.reason(errno))")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      throw Files.Failure(description: "\(path): the file cannot be written: \(Files.reason(errno))")
    }
  }

  private static func writeThrough(_ text: String, to path: String) throws(Files.Failure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Files.Failure(description: "\(path): the file cannot be written: \(Files.reason(errno))")
    }
    do {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      throw Files.Failure(description: "\(path): the file cannot be written: \(Files.reason(errno))")
    }
  }
}
