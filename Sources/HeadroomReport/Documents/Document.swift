public import Headroom

/// The answer of a Headroom command, which can be rendered as text, CSV, JSON or HTML.
///
/// Most commands of the tool print a document. A program that uses the library can render the same documents:
///
/// ```swift
/// let nodes = [MaxPods(on: type)]
/// print(Document.maxPods(nodes, setBy: .managed).text())
/// let page = Document.assessment(Assessment(of: plan)).html()
/// ```
///
/// Equal input gives equal output, byte for byte. HTML pages are serialized by libxml2, whose versions may differ in
/// white space.
public struct Document: Sendable {
  /// The kind of the answer, which is `kind` in JSON, such as `Assessment` or `MaxPods`.
  public let kind: String
  /// The title, such as the name of a plan.
  public let title: String
  /// The verdict; `nil` for answers without a verdict.
  public let verdict: Verdict?
  /// A short description of the subject, which is shown next to the title.
  let subtitle: String?
  /// The sections, in the order in which they are shown.
  public internal(set) var sections: [Section]
  /// Additional information in whole sentences. The tool prints the notes to standard error.
  public var notes: [String] = []
  /// The text that a terminal shows if no section has content.
  var emptyText = ""
  /// The answer at a glance; `nil` for answers other than those about a whole plan.
  var overview: @Sendable () -> Overview? = { nil }
  /// The name of the file that the plan comes from; `nil` if it is not known.
  var sourceName: String?
  /// The derivations of the numbers.
  var derivations: @Sendable () -> [Derivation] = { [] }
  /// The assumptions behind the numbers, which are shown at the end of an HTML page.
  var assumptions: [Assumption] = []
  /// The last line of an HTML page.
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

  /// Creates an answer with one table, whose rows are `items` in JSON.
  public init(kind: String, _ table: Table) {
    self.init(kind: kind, title: table.title, sections: [Section(table)]) { ["items": table.items] }
  }

  /// The answer in one sentence: the verdict with its main reason, and what would help. `nil` for answers without a
  /// verdict.
  public var sentence: String? { overview()?.sentence }

  /// The tables, in the order in which they are shown.
  public var tables: [Table] {
    sections.filter { $0.isIncluded && [.everybody, .machines].contains($0.audience) }.compactMap { $0.table?() }
  }

  /// Returns the table with a name; `nil` if there is none.
  ///
  /// A table about something that the input does not have, such as growth, has no rows.
  public func table(_ name: String) -> Table? { sections.first { $0.id == name }?.table?() }
}
