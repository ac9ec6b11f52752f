public import Headroom

extension Document {
  /// A part of a document: a table with its drawings and what is said about it.
  public struct Section: Identifiable, Sendable {
    /// The name, which is also that of the table: `subnets`.
    public let id: String
    /// The heading; `nil` for the only part of a document.
    public let title: String?
    /// The table; `nil` if the part has none.
    let table: (@Sendable () -> Table)?
    /// Pictures, each group with what its colors mean.
    var drawings: @Sendable () -> [(legend: Drawing.Legend?, drawings: [Drawing])] = { [] }
    /// Sentences about the table.
    var remarks: @Sendable () -> [String] = { [] }
    /// Whether the remarks are about single rows, so that they are indented.
    var remarksAreAboutRows = false
    /// A list with a title of its own.
    var list: @Sendable () -> (title: String, items: [String])? = { nil }
    /// Findings, which a terminal shows as sentences instead of a table.
    var findings: [FoundPart]?
    /// Text drawings, for a terminal only.
    var signs: [String] = []
    /// Whether only files for machines have the part.
    var isForMachines = false
    /// Whether the document has the part; the table of a part that it does not have can be asked for and is empty.
    var isIncluded = true

    init(id: String, title: String?, table: (@Sendable () -> Table)? = nil) {
      self.id = id
      self.title = title
      self.table = table
    }

    /// Creates a part without heading that is one table.
    init(_ table: Table) {
      self.init(id: table.id, title: nil) { table }
    }

    /// What a page says if the table has no rows; `nil` if the part is left out then.
    var emptyText: String? { findings == nil ? nil : "No findings." }
  }

  /// A finding with its place in a file.
  struct FoundPart: Sendable {
    let finding: Finding
    let position: SourcePosition?
  }
}
