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
    /// Whether the table of a page shows it; files for machines have every column.
    public let isInPage: Bool

    /// Makes a column.
    ///
    /// - Parameters:
    ///   - key: The name in CSV, in snake_case.
    ///   - title: The heading for people; by default the key with spaces.
    ///   - isBrief: Whether a table on a terminal shows it.
    ///   - isInPage: Whether the table of a page shows it.
    public init(_ key: String, _ title: String? = nil, isBrief: Bool = true, isInPage: Bool = true) {
      self.key = key
      self.title = title ?? key.split(separator: "_").joined(separator: " ")
      self.isBrief = isBrief
      self.isInPage = isInPage
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
  /// A share of a whole: 0 to 1 for machines, percent for people.
  case share(Double?)
  /// A factor, such as 1.2.
  case factor(Double?)
  /// How much of something; its unit has a column of its own, or stands in the heading.
  case quantity(Quantity?)
  /// An amount of money; its currency has a column of its own.
  case money(Money?)
  /// An amount of money with all its decimals, two at the least; people see two.
  case exact(Money?)
  /// The price of a unit, with all its decimals.
  case price(Money?)
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
  /// The value as people read it, or `nil` if it is not known: shares in percent, factors with two decimals.
  var shown: String? {
    switch self {
    case .share(let share): share.map { Self.oneDecimal($0 * 100) + "%" }
    case .factor(let factor): factor.map { Self.decimal($0, places: 2) }
    case .quantity(let quantity): quantity.map { Self.oneDecimal($0.value) }
    case .exact(let money): money?.formatted()
    default: plain
    }
  }

  /// The value as text, or `nil` if it is not known.
  var plain: String? {
    switch self {
    case .share(let number), .factor(let number): number.map { Self.decimal($0, places: 9) }
    case .quantity(let quantity): quantity?.number
    case .price(let price): price?.trimmed
    case .exact(let money): money?.exact
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
    case .integer, .decimal, .share, .factor, .quantity, .money, .exact, .price: true
    case .text, .flag, .list, .numbers, .verdict, .position: false
    }
  }

  /// A number with one decimal.
  private static func oneDecimal(_ number: Double) -> String {
    // Nothing that is shown with a decimal is near the limit; a number beyond it is cut, not a crash.
    let tenths = Int(min(max((number * 10).rounded(), -1e15), 1e15))
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// A number from 0 with at most so many decimals, without a locale's help and without zeros at its end.
  private static func decimal(_ number: Double, places: Int) -> String {
    let unit = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int(min(max((number * Double(unit)).rounded(), 0), 1e18))
    var digits = String(scaled % unit)
    digits = String(repeating: "0", count: places - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "\(scaled / unit)" : "\(scaled / unit).\(digits)"
  }
}

extension Money {
  /// The amount with all its decimals, two at the least: `16.425`, `3.00`.
  var exact: String {
    let short = formatted()
    return Money(short, currency: currency) == self ? short : trimmed
  }

  /// The amount with all its decimals: `0.059`, `0.0225`.
  var trimmed: String {
    var text = formatted(decimals: 9)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
