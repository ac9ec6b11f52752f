/// The parts of an instance type's name, in natural order.
///
/// In families, letters are compared as letters and digits as numbers. Sizes are ordered nano, micro, small, medium,
/// large, xlarge, 2xlarge and so on, metal, metal-24xl.
struct InstanceTypeName: Comparable {
  private let family: [Part]
  private let size: (rank: Int, factor: Int, text: String)

  private enum Part: Comparable {
    case number(Int)
    case text(String)
  }

  init(_ name: String) {
    let halves = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    family = Self.parts(halves[0])
    size = Self.size(halves.count > 1 ? String(halves[1]) : "")
  }

  /// The generation, which is the first number in the name of the family: 7 for `m7g.large`; `nil` if there is none.
  var generation: Int? {
    for case .number(let number) in family { return number }
    return nil
  }

  private static func parts(_ text: Substring) -> [Part] {
    var parts: [Part] = []
    var rest = text.utf8
    while let first = rest.first {
      let isDigit = 48...57 ~= first
      let run = rest.prefix { (48...57 ~= $0) == isDigit }
      parts.append(Int(decimalDigits: run).map(Part.number) ?? .text(String(Substring(run))))
      rest = rest.dropFirst(run.count)
    }
    return parts
  }

  private static func size(_ text: String) -> (Int, Int, String) {
    let digits = text.utf8.prefix { 48...57 ~= $0 }
    if let factor = Int(decimalDigits: digits), text.utf8.dropFirst(digits.count).elementsEqual("xlarge".utf8) {
      return (6, factor, text)
    }
    if text.hasPrefix("metal-"), let factor = Int(decimalDigits: text.utf8.dropFirst(6).prefix { 48...57 ~= $0 }) {
      return (8, factor, text)
    }
    let rank = ["nano", "micro", "small", "medium", "large", "xlarge", "", "metal"].firstIndex(of: text) ?? 9
    return (rank, 0, text)
  }

  static func < (first: Self, second: Self) -> Bool {
    if first.family != second.family { return first.family.lexicographicallyPrecedes(second.family) }
    return first.size < second.size
  }

  static func == (first: Self, second: Self) -> Bool {
    first.family == second.family && first.size == second.size
  }
}
