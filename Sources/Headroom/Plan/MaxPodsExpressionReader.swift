/// Reads the text of a ``MaxPodsExpression``.
struct MaxPodsExpressionReader {
  private let text: [UInt8]
  private var place = 0
  private var depth = 0
  private typealias Term = MaxPodsExpression.Term
  private typealias Failure = MaxPodsExpression.ParseError

  /// The largest length of an expression, and how deep its parentheses may be nested.
  private static let longest = 1000, deepest = 50

  init(_ text: String) { self.text = Array(text.utf8) }

  /// Returns the expression that the whole text is.
  mutating func read() throws(MaxPodsExpression.ParseError) -> MaxPodsExpression.Term {
    guard text.count <= Self.longest else {
      throw Failure(reason: "the expression has \(text.count) characters; expected at most \(Self.longest)")
    }
    let term = try readCondition()
    skipSpace()
    guard place == text.count else { throw unexpected("an operator or the end") }
    return term
  }

  private mutating func readCondition() throws(MaxPodsExpression.ParseError) -> Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Failure(reason: "the expression is nested too deeply") }
    let test = try readBinary(from: 1)
    guard take("?") else { return test }
    let first = try readCondition()
    guard take(":") else { throw unexpected("':'") }
    return .condition(test, first, try readCondition())
  }

  /// Reads operands and operators that bind at least as strongly as a precedence.
  private mutating func readBinary(from least: Int) throws(MaxPodsExpression.ParseError) -> Term {
    var left = try readUnary()
    while let operation = nextOperator(), operation.precedence >= least {
      place += operation.rawValue.utf8.count
      left = .binary(operation, left, try readBinary(from: operation.precedence + 1))
    }
    return left
  }

  /// Returns the operator at the present place, without the space before it.
  private mutating func nextOperator() -> MaxPodsExpression.Operator? {
    skipSpace()
    // Operators of two characters come first in the list.
    return MaxPodsExpression.Operator.allCases.first { text[place...].starts(with: $0.rawValue.utf8) }
  }

  private mutating func readUnary() throws(MaxPodsExpression.ParseError) -> Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Failure(reason: "the expression is nested too deeply") }
    if take("-") { return .negative(try readUnary()) }
    if take("!") { return .not(try readUnary()) }
    if take("(") {
      let inner = try readCondition()
      guard take(")") else { throw unexpected("')'") }
      return inner
    }
    let word = readWord()
    guard let first = word.first else { throw unexpected("a number, a name or '('") }
    if UInt8(ascii: "0")...UInt8(ascii: "9") ~= first {
      guard let number = Int(decimalDigits: word[...]) else {
        throw Failure(reason: "'\(String(decoding: word, as: UTF8.self).prefix(40))' is not a whole number")
      }
      return .number(number)
    }
    let name = String(decoding: word, as: UTF8.self)
    guard take("(") else { return .variable(name) }
    let argument = try readCondition()
    guard take(",") else { throw unexpected("',' and a second argument") }
    let second = try readCondition()
    guard take(")") else { throw unexpected("')'") }
    return .call(name, argument, second)
  }

  private mutating func readWord() -> [UInt8] {
    skipSpace()
    let start = place
    while place < text.count, isPartOfWord(text[place]) { place += 1 }
    return Array(text[start..<place])
  }

  private func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func skipSpace() {
    while place < text.count, text[place] == UInt8(ascii: " ") || text[place] == UInt8(ascii: "\t") { place += 1 }
  }

  private mutating func take(_ symbol: Character) -> Bool {
    skipSpace()
    guard place < text.count, text[place] == symbol.asciiValue else { return false }
    place += 1
    return true
  }

  private func unexpected(_ expected: String) -> MaxPodsExpression.ParseError {
    let found = place < text.count ? "'\(Character(UnicodeScalar(text[place])))'" : "the end"
    return Failure(reason: "found \(found) at character \(place + 1) of the expression; expected \(expected)")
  }
}
