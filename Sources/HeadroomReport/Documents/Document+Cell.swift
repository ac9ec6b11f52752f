public import Headroom

extension Document {
  /// A value in a table. `nil` means that the value is not known.
  public enum Cell: Hashable, Sendable {
    /// A text, which may come from the input.
    case text(String?)
    /// A whole number.
    case integer(Int?)
    /// A number that is shown with one decimal.
    case decimal(Double?)
    /// A share of a whole: 0 to 1 in CSV and JSON, a percentage for people.
    case share(Double?)
    /// A factor, such as 1.2.
    case factor(Double?)
    /// An amount with a unit. The unit is in another column or in the heading.
    case quantity(Quantity?)
    /// An amount of money, rounded to two decimals. The currency is in another column.
    case money(Money?)
    /// An amount of money with all its decimals, at least two; people see two.
    case exact(Money?)
    /// A price per unit, with all its decimals.
    case price(Money?)
    /// Yes or no.
    case flag(Bool?)
    /// A list of texts.
    case list([String])
    /// A list of numbers.
    case numbers([Int])
    /// A verdict.
    case verdict(Verdict)
    /// A position in a plan file.
    case position(SourcePosition?)
    /// A list of parts of a plan.
    case parts([PlanPart])
  }
}

extension Document.Cell {
  /// The value as people see it, such as a share in percent or a factor with two decimals; `nil` if it is not known.
  var shown: String? {
    switch self {
    case .share(let share): share.map { oneDecimal($0 * 100) + "%" }
    case .factor(let factor): factor.map { shortDecimal($0, places: 2) }
    case .quantity(let quantity): quantity.map { oneDecimal($0.value) }
    case .exact(let money): money?.formatted()
    case .list(let items): Self.shortened(items).joined(separator: ";")
    default: plain
    }
  }

  /// Returns as many items as people read, with the number of the others: a NodePool may have a thousand types.
  static func shortened(_ items: [String]) -> [String] {
    items.count <= 24 ? items : items.prefix(20) + ["and \(items.count - 20) more"]
  }

  /// The value as CSV contains it; `nil` if it is not known.
  var plain: String? {
    switch self {
    case .share(let number), .factor(let number): number.map { shortDecimal($0, places: 9) }
    case .quantity(let quantity): quantity?.number
    case .price(let price): price?.decimal
    case .exact(let money): money?.exact
    case .text(let text): text
    case .integer(let number): number.map(String.init)
    case .decimal(let number): number.map(oneDecimal)
    case .money(let money): money?.formatted()
    case .flag(let flag): flag.map { $0 ? "true" : "false" }
    case .list(let items): items.joined(separator: ";")
    case .numbers(let numbers): numbers.map(String.init).joined(separator: ";")
    case .verdict(let verdict): verdict.description
    case .position(let position): position?.description
    case .parts(let parts): parts.map(\.description).joined(separator: ";")
    }
  }

  /// Whether columns with such cells are right-aligned.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal, .share, .factor, .quantity, .money, .exact, .price: true
    case .text, .flag, .list, .numbers, .verdict, .position, .parts: false
    }
  }
}
