internal import Headroom

/// The list of the commands of a snapshot, with what became of them: the file `snapshot.json` of its folder.
package struct SnapshotRecord: Sendable {
  /// What became of a command.
  package enum Outcome: String, Sendable {
    /// Its answer is in the folder.
    case read
    /// It was refused or failed, so what it prints is not known.
    case refused
    /// The cluster does not have what it asks for, such as objects of Karpenter.
    case absent
  }

  /// A command.
  package struct Entry: Sendable {
    let command: String, file: String
    let outcome: Outcome
    let message: String

    /// Creates an entry.
    package init(command: String, file: String, outcome: Outcome, message: String = "") {
      (self.command, self.file, self.outcome, self.message) = (command, file, outcome, message)
    }
  }

  /// The name of the cluster.
  package let cluster: String
  /// The commands in the order in which they ran.
  package var entries: [Entry] = []

  /// Creates a list without commands.
  package init(cluster: String) { self.cluster = cluster }

  /// The first message of a command that failed.
  package var firstMessage: String? { entries.first { $0.outcome == .refused }?.message }

  /// The commands that failed, each with its message.
  package var refusals: [String] {
    entries.filter { $0.outcome == .refused }.map { "\($0.command): \($0.message)" }
  }

  /// The text of the file.
  package var text: String {
    let lines = entries.map { entry in
      let message = entry.message.isEmpty ? "" : ", \"message\": \(QuotedText.json(entry.message))"
      return """
          {"command": \(QuotedText.json(entry.command)), "outcome": "\(entry.outcome.rawValue)", "file": \
        \(QuotedText.json(entry.file))\(message)}
        """
    }
    return """
      {
        "apiVersion": "headroom/v1alpha1",
        "kind": "Snapshot",
        "cluster": \(QuotedText.json(cluster)),
        "commands": [
      \(lines.joined(separator: ",\n"))
        ]
      }

      """
  }

  /// Reads the file: what was refused is not known.
  static func read(_ root: YAMLNode, _ reader: inout FactReader) {
    reader.stage = .now
    if let name = reader.text(root["cluster"]) { reader.facts.snapshots.append(Fact(name, root.place, .now)) }
    for entry in reader.items(root["commands"]) where entry["outcome"]?.text == Outcome.refused.rawValue {
      guard let command = reader.text(entry["command"]) else { continue }
      let reason = reader.text(entry["message"]).map { ": \($0.prefix(300))" } ?? ""
      reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.plan),
          "`\(command.prefix(300))` failed when the snapshot was made, so what it prints is not known\(reason)",
          entry.place))
    }
  }
}
