internal import Headroom

/// The sources of the prices of a bill, each with a number.
struct BillSources: Sendable {
  private var numbers: [String: Int] = [:]
  private var texts: [String] = []

  /// Numbers the sources in the order of the lines.
  init(of lines: [BillLine]) {
    for text in lines.compactMap(Self.text) where numbers[text] == nil {
      texts.append(text)
      numbers[text] = texts.count
    }
  }

  /// Returns the number of a line's source as a mark; `nil` if its price is not known.
  func number(of line: BillLine) -> String? {
    Self.text(line).flatMap { numbers[$0] }.map { "[\($0)]" }
  }

  /// The sources with their numbers; `nil` if no price is known.
  var sentence: String? {
    guard !texts.isEmpty else { return nil }
    return "Sources: " + texts.enumerated().map { "[\($0 + 1)] \($1)" }.joined(separator: "; ") + "."
  }

  private static func text(_ line: BillLine) -> String? {
    guard let price = line.price, price.perUnit != nil else { return nil }
    return price.source + (price.asOf.map { ", as of \($0)" } ?? ", without a date")
  }
}
