/// Writes JSON, item by item.
///
/// An encoder would first build a second tree of the whole answer, which takes several times as much memory as its text.
struct JSONWriter {
  /// What is written so far.
  private(set) var text = ""

  /// Writes a value in lines that are indented by two spaces for each level, with sorted keys.
  mutating func write(_ value: JSONValue, depth: Int = 0) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .decimal(let value): write(value)
    case .string(let value): write(value)
    case .array(let values): write(values.count, in: "[", "]", depth) { $0.write(values[$1], depth: depth + 1) }
    case .each(let count, let item): write(count, in: "[", "]", depth) { $0.write(item($1), depth: depth + 1) }
    case .object(let values):
      let sorted = values.sorted { $0.key < $1.key }
      write(sorted.count, in: "{", "}", depth) { writer, place in
        writer.write(sorted[place].key)
        writer.text += " : "
        writer.write(sorted[place].value, depth: depth + 1)
      }
    }
  }

  private mutating func write(
    _ count: Int, in open: String, _ close: String, _ depth: Int, _ item: (inout Self, Int) -> Void
  ) {
    text += open
    for place in 0..<count {
      text += place > 0 ? ",\n" : "\n"
      indent(depth + 1)
      item(&self, place)
    }
    if count > 0 {
      text += "\n"
      indent(depth)
    }
    text += close
  }

  private mutating func indent(_ depth: Int) {
    for _ in 0..<depth { text += "  " }
  }

  /// Writes a number, without decimals if it is whole. JSON has no number that is not finite.
  private mutating func write(_ number: Double) {
    guard number.isFinite else { return text += "null" }
    let digits = number.description
    text += digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }

  private mutating func write(_ string: String) {
    text += "\""
    // Almost every text has no character to escape.
    if string.utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != 0x22 && $0 != 0x5C && $0 != 0x23 }) {
      text += string
    } else {
      var last: Unicode.Scalar?
      for scalar in string.unicodeScalars {
        write(scalar, after: last)
        last = scalar
      }
    }
    text += "\""
  }

  private mutating func write(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    // `##[` is a command for the runner of a pipeline.
    case "#" where last == "#": escape(scalar)
    case _ where isPrintable(scalar): text.unicodeScalars.append(scalar)
    default: escape(scalar)
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16, uppercase: true)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
