internal import Headroom

extension Document {
  /// A table with named columns, which all formats can print.
  public struct Table: Hashable, Sendable {
    /// A column of a table.
    public struct Column: Hashable, Sendable {
      /// The name in CSV, in snake_case. JSON uses the same name in camelCase.
      public let key: String
      /// The heading for people.
      public let title: String
      /// Where the column is shown to people. CSV and JSON contain every column.
      public let visibility: Visibility

      /// The places where a column is shown to people.
      public enum Visibility: Hashable, Sendable {
        /// Everywhere.
        case always
        /// On every terminal, and in HTML pages among the columns that are folded.
        case terminal
        /// In HTML pages among the columns that are folded, and on a terminal that is wide enough for all columns.
        case wide
        /// On a terminal that is wide enough for all columns, but not in HTML pages.
        case wideTerminal
        /// Nowhere; only CSV and JSON contain the column.
        case machines
      }

      /// Creates a column.
      ///
      /// - Parameters:
      ///   - key: The name in CSV, in snake_case.
      ///   - title: The heading for people; by default, the key with spaces instead of underscores.
      ///   - visibility: Where the column is shown to people.
      public init(_ key: String, _ title: String? = nil, _ visibility: Visibility = .always) {
        self.key = key
        self.title = title ?? key.split(separator: "_").joined(separator: " ")
        self.visibility = visibility
      }
    }

    /// The name of the table, such as `subnets` or `node-groups`.
    public let id: String
    /// The heading for people.
    public let title: String
    /// The columns.
    public let columns: [Column]
    /// The rows, each with a cell for every column.
    public let rows: [[Cell]]
    /// Whether people see only the rows with a bad verdict, unless they ask for all of them.
    var showsTroubleOnly = false
    /// A sentence below the table; `nil` if there is none.
    var footnote: String?
    /// The row that is recommended; `nil` if none is.
    var recommendedRow: Int?
    /// The kind of the parts of the plan whose names are in the first column; `nil` if there are none.
    var kind: PlanPart.Kind?

    /// Creates a table.
    public init(id: String, title: String, columns: [Column], rows: [[Cell]]) {
      self.id = id
      self.title = title
      self.columns = columns
      self.rows = rows
    }
  }
}
