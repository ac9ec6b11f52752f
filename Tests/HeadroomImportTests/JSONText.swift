/// A JSON value that is written as Swift literals, for files that tests make.
enum JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  case text(String), number(Int), flag(Bool), list([JSONText]), object([(String, JSONText)]), null

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(arrayLiteral elements: JSONText...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSONText)...) { self = .object(elements) }
  init(nilLiteral: ()) { self = .null }

  /// The value as text.
  var description: String { text(isSorted: false) }

  /// Returns the value as text, with the keys in alphabetical order if that is wanted.
  func text(isSorted: Bool) -> String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .null: "null"
    case .list(let items): "[\(items.map { $0.text(isSorted: isSorted) }.joined(separator: ","))]"
    case .object(let members):
      "{\((isSorted ? members.sorted { $0.0 < $1.0 } : members).map { Self.quoted($0.0) + ":" + $0.1.text(isSorted: isSorted) }.joined(separator: ","))}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }

  /// Returns an object with the members of another one added.
  func with(_ other: JSONText) -> JSONText {
    guard case .object(let own) = self, case .object(let more) = other else { return other }
    let names = Set(more.map(\.0))
    return .object(own.filter { !names.contains($0.0) } + more)
  }
}
