internal import ArgumentParser
internal import Foundation
internal import HeadroomImport

/// The command `headroom snapshot`, which has `aws` and `kubectl` describe a cluster.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Have aws and kubectl describe a cluster, as input for other commands.",
    discussion: """
      Runs your own aws and kubectl with your own permissions, with commands that
      only read; --dry-run prints them. Only the fields that Headroom reads are
      written: no Secrets, no variables of containers, no user data. What a command
      may not see is written down, and is unknown afterwards.

      EXAMPLES
        headroom snapshot --cluster shop --out-dir shop
        headroom snapshot --cluster shop --dry-run
        headroom check -f shop
      """)

  @OptionGroup var options: SnapshotOptions

  @Option(help: ArgumentHelp("The folder to write; an earlier snapshot in it is replaced.", valueName: "dir"))
  var outDir: String?

  @Flag(help: "Print the commands, and run none.")
  var dryRun = false

  func run() throws {
    if dryRun {
      let lines = SnapshotSteps.all(options.cluster).map { $0.command(options) }
      return try Terminal.write(lines.joined(separator: "\n") + "\n")
    }
    guard let outDir else { throw ValidationError("the folder is missing; expected --out-dir DIR, or --dry-run") }
    let target = URL(filePath: outDir)
    try refuseOther(target)
    let staging = target.deletingLastPathComponent()
      .appending(path: ".\(target.lastPathComponent).headroom-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: staging) }
    try orExit {
      do {
        try write(to: target, through: staging)
      } catch let error as CocoaError {
        throw InvalidInput(description: "\(outDir) cannot be written: \(error.localizedDescription)")
      }
    }
  }

  /// Writes the answers into a folder of their own, and puts it in the place of the target once it is complete.
  private func write(to target: URL, through staging: URL) throws {
    // Nobody else may read what the answers say of a cluster.
    try FileManager.default.createDirectory(
      at: staging, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var run = SnapshotRun(options, folder: staging)
    try run.run()
    guard run.answers > 0 else {
      throw InvalidInput(
        description: "no command had an answer, so nothing is written; \(run.record.firstMessage ?? "")")
    }
    if FileManager.default.fileExists(atPath: target.path) {
      _ = try FileManager.default.replaceItemAt(target, withItemAt: staging)
    } else {
      try FileManager.default.moveItem(at: staging, to: target)
    }
    for line in run.record.refusals { Terminal.complain("not known: \(line)") }
  }

  /// Refuses a folder with anything but an earlier snapshot.
  private func refuseOther(_ target: URL) throws {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? []
    let isFolder = (try? target.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? true
    guard isFolder, files.isEmpty || files.contains("snapshot.json") else {
      throw ValidationError(
        "\(outDir ?? "") has other files; expected a new folder, an empty one, or one with an earlier snapshot")
    }
  }
}
