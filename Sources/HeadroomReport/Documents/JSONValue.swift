/// A JSON value, in which whole numbers and decimal numbers are distinct.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  /// An array of a number of values, each of which is made when it is written.
  case each(Int, @Sendable (Int) -> JSONValue)
  case object([String: JSONValue])
}
