package import Headroom

/// A file of another tool that a plan can be written as.
package struct ToolOutput: Sendable {
  /// All files of other tools that a plan can be written as.
  package static let all = [
    configurationValues,
    eniConfigs,
    eksctlSubnets,
    terraformLocals,
  ]

  /// The text of a file.
  package struct Text: Hashable, Sendable {
    /// The text, which ends with a line feed.
    package let text: String
    /// What the file cannot say and its reader has to know, one sentence each.
    package var notes: [String] = []
  }

  /// The name by which `headroom convert --to` knows it.
  package let name: String
  /// What it is, in a few words.
  package let summary: String
  private let write: @Sendable (ImportedPlan) throws(PlanError) -> Text

  /// Creates an output.
  init(
    _ name: String, _ summary: String, write: @escaping @Sendable (ImportedPlan) throws(PlanError) -> Text
  ) {
    (self.name, self.summary, self.write) = (name, summary, write)
  }

  /// Writes a plan.
  ///
  /// - Throws: `PlanError` with all parts of the plan of which something is not known that the file cannot do without.
  package func text(of imported: ImportedPlan) throws(PlanError) -> Text {
    let text = try write(imported)
    // A name with a line feed must not look like another note.
    return Text(text: text.text, notes: text.notes.map(QuotedText.comment))
  }
}
