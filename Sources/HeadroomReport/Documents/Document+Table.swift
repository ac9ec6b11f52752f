extension Document {
  /// Rows of cells under named columns: what every format prints.
  public struct Table: Hashable, Sendable {
    /// A column.
    public struct Column: Hashable, Sendable {
      /// The name in CSV, in snake_case; JSON makes camelCase of it.
      public let key: String
      /// The heading for people.
      public let title: String
      /// Where the column is shown; files for machines have every column.
      public let visibility: Visibility

      /// Where a column is shown to people.
      public enum Visibility: Hashable, Sendable {
        /// Everywhere.
        case always
        /// In pages, and on a terminal that is wide enough for all columns.
        case wide
        /// On a terminal that is wide enough, but not in pages.
        case wideTerminal
        /// Nowhere: only CSV and JSON have it.
        case machines
      }

      /// Creates a column.
      ///
      /// - Parameters:
      ///   - key: The name in CSV, in snake_case.
      ///   - title: The heading for people; by default the key with spaces.
      ///   - visibility: Where people see it.
      public init(_ key: String, _ title: String? = nil, _ visibility: Visibility = .always) {
        self.key = key
        self.title = title ?? key.split(separator: "_").joined(separator: " ")
        self.visibility = visibility
      }
    }

    /// The name: `subnets`, `node-groups`.
    public let id: String
    /// The heading for people.
    public let title: String
    /// The columns.
    public let columns: [Column]
    /// The rows, each with a cell for every column.
    public let rows: [[Cell]]

    /// Makes a table.
    public init(id: String, title: String, columns: [Column], rows: [[Cell]]) {
      self.id = id
      self.title = title
      self.columns = columns
      self.rows = rows
    }
  }
}
