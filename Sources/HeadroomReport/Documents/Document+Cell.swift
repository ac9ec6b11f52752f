public import Headroom

extension Document {
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
    /// Parts of a plan.
    case parts([PlanPart])
  }
}

extension Document.Cell {
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
    case .parts(let parts): parts.map(\.description).joined(separator: ";")
    }
  }

  /// Whether columns of such cells are set flush right.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal, .share, .factor, .quantity, .money, .exact, .price: true
    case .text, .flag, .list, .numbers, .verdict, .position, .parts: false
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
