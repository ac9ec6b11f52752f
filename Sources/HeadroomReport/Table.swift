public import Headroom

/// Rows of cells under named columns: what every format prints.
public struct Table: Hashable, Sendable {
  /// A column.
  public struct Column: Hashable, Sendable {
    /// The name in CSV, in snake_case; JSON makes camelCase of it.
    public let key: String
    /// The heading for people.
    public let title: String
    /// Whether a table on a terminal, 80 columns wide, has room for it.
    public let isBrief: Bool

    /// Makes a column.
    ///
    /// - Parameters:
    ///   - key: The name in CSV, in snake_case.
    ///   - title: The heading for people; by default the key with spaces.
    ///   - isBrief: Whether a table on a terminal shows it.
    public init(_ key: String, _ title: String? = nil, isBrief: Bool = true) {
      self.key = key
      self.title = title ?? key.split(separator: "_").joined(separator: " ")
      self.isBrief = isBrief
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

/// A value in a table; `nil` is not known.
public enum Cell: Hashable, Sendable {
  /// Text, of ours or from the input.
  case text(String?)
  /// A whole number.
  case integer(Int?)
  /// A number shown with one decimal.
  case decimal(Double?)
  /// An amount of money; its currency has a column of its own.
  case money(Money?)
  /// Yes or no.
  case flag(Bool?)
  /// Several texts.
  case list([String])
  /// Several numbers.
  case numbers([Int])
  /// A verdict.
  case verdict(Verdict)
  /// A place in a file.
  case position(SourcePosition?)
}

extension Cell {
  /// The value as text, or `nil` if it is not known.
  var plain: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): number.map(String.init)
    case .decimal(let number): number.map(Self.oneDecimal)
    case .money(let money): money?.formatted()
    case .flag(let flag): flag.map { $0 ? "true" : "false" }
    case .list(let items): items.joined(separator: ";")
    case .numbers(let numbers): numbers.map(String.init).joined(separator: ";")
    case .verdict(let verdict): verdict.description
    case .position(let position): position?.description
    }
  }

  /// Whether columns of such cells are set flush right.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal, .money: true
    case .text, .flag, .list, .numbers, .verdict, .position: false
    }
  }

  /// A number with one decimal, without a locale's help.
  private static func oneDecimal(_ number: Double) -> String {
    // Nothing that is shown with a decimal is near the limit; a number beyond it is cut, not a crash.
    let tenths = Int(min(max((number * 10).rounded(), -1e15), 1e15))
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
