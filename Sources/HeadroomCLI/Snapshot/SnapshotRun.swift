internal import Foundation
internal import Headroom
internal import HeadroomImport

/// Runs the commands of a snapshot and writes their answers into a folder.
struct SnapshotRun {
  let options: SnapshotOptions
  /// The folder that takes the answers.
  let folder: URL
  /// What became of the commands.
  private(set) var record: SnapshotRecord
  /// The number of answers.
  private(set) var answers = 0
  private var found = SnapshotTargets()

  init(_ options: SnapshotOptions, folder: URL) {
    (self.options, self.folder) = (options, folder)
    record = SnapshotRecord(cluster: options.cluster)
  }

  /// Runs all commands.
  mutating func run() throws {
    try run(SnapshotSteps.cluster(options.cluster))
    try run(SnapshotSteps.groups(options.cluster, found))
    try run(SnapshotSteps.templates(found))
    if found.vpc == nil, !found.clusterSubnets.isEmpty { try run([SnapshotSteps.vpc(of: found.clusterSubnets)]) }
    if let vpc = found.vpc {
      try run(SnapshotSteps.network(vpc))
      try run(SnapshotSteps.subnets(found))
    } else {
      // What is not asked for is as unknown as what is refused.
      record.entries += SnapshotSteps.network("VPC").map { step in
        SnapshotRecord.Entry(
          command: step.command(options), file: step.file, outcome: .refused,
          message: "the VPC of the cluster is not known, so the command did not run")
      }
    }
    try run(SnapshotSteps.objects)
    try Data(record.text.utf8).write(to: folder.appending(path: "snapshot.json"))
  }

  private mutating func run(_ steps: [SnapshotStep]) throws {
    for step in steps {
      let command = step.command(options)
      Terminal.complain(command)
      let (outcome, message) = try run(step)
      if outcome == .read { answers += 1 }
      record.entries.append(
        SnapshotRecord.Entry(command: command, file: step.file, outcome: outcome, message: message))
    }
  }

  private mutating func run(_ step: SnapshotStep) throws -> (SnapshotRecord.Outcome, String) {
    let path = folder.appending(path: step.file), errors = folder.appending(path: "errors.txt")
    defer { try? FileManager.default.removeItem(at: errors) }
    guard FileManager.default.createFile(atPath: path.path, contents: nil) else {
      throw CocoaError(.fileWriteUnknown)
    }
    let handle = try FileHandle(forWritingTo: path)
    var targets = SnapshotTargets()
    let arguments = [step.program.rawValue] + step.arguments + options.arguments(of: step.program)
    let isFull = options.full
    let end: ChildProcess.End
    var failure = ""
    do {
      end = try ChildProcess(arguments, errors: errors).run { chunk in
        var copy = SnapshotCopy { bytes in if !isFull { try handle.write(contentsOf: bytes) } }
        let input = InputFile(name: step.file) {
          let bytes = try chunk()
          if isFull, let bytes { try handle.write(contentsOf: bytes) }
          return bytes?.isEmpty == true ? nil : bytes
        }
        try copy.copy(input, of: step.program)
        targets = copy.found
      }
    } catch let error as PlanError {
      (end, failure) = (ChildProcess.End(status: 1, errors: ""), "its answer cannot be read: \(error)")
    }
    try handle.close()
    guard end.status == 0, failure.isEmpty else {
      try FileManager.default.removeItem(at: path)
      let message = failure.isEmpty ? Self.message(end, step.program) : failure
      return (Self.isAbsent(end, step) ? .absent : .refused, message)
    }
    found.add(targets)
    return (.read, "")
  }

  /// Whether the cluster has no such thing, instead of hiding it.
  private static func isAbsent(_ end: ChildProcess.End, _ step: SnapshotStep) -> Bool {
    switch step.program {
    case .kubectl: end.errors.contains("the server doesn't have a resource type")
    case .aws: step.file == "aws-addon-vpc-cni.json" && end.errors.contains("ResourceNotFoundException")
    }
  }

  /// Returns the first line of what a program said.
  private static func message(_ end: ChildProcess.End, _ program: SnapshotCopy.Program) -> String {
    if end.status == 127 { return "\(program.rawValue) is not installed" }
    let line = end.errors.split(whereSeparator: \.isNewline).first { $0.contains { !$0.isWhitespace } } ?? ""
    let text = String(
      line.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(300).map(Character.init))
    return text.isEmpty ? "\(program.rawValue) ended with the status \(end.status)" : text
  }
}
