internal import Headroom

extension Document {
  /// A section of a document: a table with its drawings and remarks.
  public struct Section: Identifiable, Sendable {
    /// The name of the section and of its table, such as `subnets`.
    public let id: String
    /// The heading; `nil` if the section is the only one of its document.
    public let title: String?
    /// The table; `nil` if the section has none.
    let table: (@Sendable () -> Table)?
    /// The figures of an HTML page.
    var figures: @Sendable () -> [Figure] = { [] }
    /// Whether people see the table only when they ask for it, because a figure or the remarks say what matters.
    var foldsTable = false
    /// The remarks about the table, in whole sentences.
    var remarks: @Sendable () -> [String] = { [] }
    /// Whether the remarks are about single rows; a terminal indents such remarks.
    var remarksAreAboutRows = false
    /// A list below the table, with its own title.
    var list: @Sendable () -> (title: String, items: [String])? = { nil }
    /// The findings, which a terminal shows as sentences instead of a table; `nil` in other sections.
    var findings: [FoundPart]?
    /// Drawings made of characters, which only a terminal shows.
    var signs: [String] = []
    /// The formats that contain the section.
    var audience = Audience.everybody
    /// Whether the document contains the section.
    ///
    /// The table of a section that it does not contain can still be requested by name, and has no rows.
    var isIncluded = true

    /// The formats that contain a section.
    enum Audience: Hashable, Sendable {
      /// All formats.
      case everybody
      /// CSV and JSON only.
      case machines
      /// HTML pages only.
      case pages
      /// Terminals only.
      case terminals
    }

    init(id: String, title: String?, table: (@Sendable () -> Table)? = nil) {
      self.id = id
      self.title = title
      self.table = table
    }

    /// Creates a section without a heading that consists of a table.
    init(_ table: Table) {
      self.init(id: table.id, title: nil) { table }
    }
  }
}
