/// A day, a month or a year, whichever the source of a fact gives.
public struct CalendarDate: Hashable, Sendable {
  /// The year, with four digits.
  package let year: Int
  /// The month, 1 to 12; `nil` if the source gives only the year.
  package let month: Int?
  /// The day of the month; `nil` if the source does not give it.
  package let day: Int?
}

extension CalendarDate: LosslessStringConvertible {
  /// Reads `2026-07-20`, `2026-07` or `2026`. Returns `nil` for any other text and for days that do not exist.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int(decimalDigits: $0) }
    guard (1...3).contains(parts.count), numbers.count == parts.count, parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 })
    else { return nil }
    year = numbers[0]
    month = numbers.count > 1 ? numbers[1] : nil
    day = numbers.count > 2 ? numbers[2] : nil
    if let month {
      guard 1...12 ~= month else { return nil }
      if let day { guard 1...Self.days(in: month, of: year) ~= day else { return nil } }
    }
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The date in ISO 8601 form, as precise as it was read.
  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)" + (month.map { "-" + two($0) } ?? "") + (day.map { "-" + two($0) } ?? "")
  }
}

extension CalendarDate: Comparable {
  /// Returns whether the first date is earlier. A date known only to the month or year counts as its first day.
  public static func < (first: Self, second: Self) -> Bool { first.ordinal < second.ordinal }

  /// Returns the month that is a number of months later, without the day.
  package func adding(months: Int) -> CalendarDate {
    let count = year * 12 + (month ?? 1) - 1 + months
    return CalendarDate(year: count / 12, month: count % 12 + 1, day: nil)
  }

  /// Returns the number of whole and begun months from another date; 0 or less if that one is later.
  func months(since other: CalendarDate) -> Int { (ordinal - other.ordinal + 30) / 31 }

  private var ordinal: Int { (year * 12 + (month ?? 1) - 1) * 31 + (day ?? 1) - 1 }

  /// Returns whether the date is more than a year before another date, so that a price of that date is called stale.
  package func isStale(asOf today: CalendarDate) -> Bool {
    ordinal < today.ordinal - 12 * 31
  }
}

extension CalendarDate? {
  /// Returns whether the date is more than a year before another one; `nil` if one of them is not known.
  package func isStale(asOf today: CalendarDate?) -> Bool? {
    flatMap { date in today.map { date.isStale(asOf: $0) } }
  }
}
