public import Headroom

/// An answer of Headroom: what is said, before it becomes text, CSV, JSON or HTML.
///
/// Every command of the tool prints a document, and a program that uses the library can render the same ones:
///
/// ```swift
/// let nodes = [MaxPods(on: type)]
/// print(Document.maxPods(nodes, setBy: .managed).text())
/// let page = Document.assessment(Assessment(of: plan)).html()
/// ```
///
/// Equal input gives equal bytes. Pages are serialized by libxml2, whose versions may differ in white space.
public struct Document: Sendable {
  /// The kind, as JSON names it: `Assessment`, `MaxPods`.
  public let kind: String
  /// The title, such as the name of a plan.
  public let title: String
  /// The verdict; `nil` for answers that judge nothing.
  public let verdict: Verdict?
  /// What the answer is about, in a few words next to the title.
  let subtitle: String?
  /// The parts, in the order in which they are shown.
  public let sections: [Section]
  /// What the tables leave unsaid, in whole sentences. The tool prints them to standard error.
  public var notes: [String] = []
  /// What a terminal shows if there is nothing in any part.
  var emptyText = ""
  /// How the numbers are derived.
  var derivations: @Sendable () -> [Derivation] = { [] }
  /// What the numbers are based on, at the end of a page.
  var assumptions: [Assumption] = []
  /// The last line of a page.
  var imprint: String?
  /// The content in JSON, without `apiVersion` and `kind`.
  let content: @Sendable () -> [String: JSONValue]

  init(
    kind: String, title: String, verdict: Verdict? = nil, subtitle: String? = nil, sections: [Section],
    content: @escaping @Sendable () -> [String: JSONValue]
  ) {
    self.kind = kind
    self.title = title
    self.verdict = verdict
    self.subtitle = subtitle
    self.sections = sections
    self.content = content
  }

  /// Creates an answer of one table, whose rows are the `items` in JSON.
  public init(kind: String, _ table: Table) {
    self.init(kind: kind, title: table.title, sections: [Section(table)]) { ["items": table.items] }
  }

  /// The tables, in the order in which they are shown.
  public var tables: [Table] { sections.filter(\.isIncluded).compactMap { $0.table?() } }

  /// Returns the table of a name; `nil` if there is none.
  ///
  /// A table about something that the input does not have, such as growth, is there too, without rows.
  public func table(_ name: String) -> Table? { sections.first { $0.id == name }?.table?() }
}
