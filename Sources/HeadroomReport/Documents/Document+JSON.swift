internal import Headroom

extension Document.Table {
  /// The rows as JSON objects, with the keys of the columns in camelCase.
  var items: JSONValue {
    let keys = columns.map { camelCase($0.key) }
    return .each(rows.count) { .object(Dictionary(uniqueKeysWithValues: zip(keys, rows[$0].map(\.json)))) }
  }
}

extension Document.Cell {
  /// The value in JSON: money is text, and `null` means that a value is not known.
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): text.map(JSONValue.string) ?? .null
    case .integer(let number): number.map(JSONValue.integer) ?? .null
    case .decimal(let number): number.map { .decimal(($0 * 10).rounded() / 10) } ?? .null
    case .share(let number), .factor(let number): number.map(JSONValue.decimal) ?? .null
    case .quantity(let quantity): quantity.map { .decimal($0.value) } ?? .null
    case .money(let money): money.map { .string($0.formatted()) } ?? .null
    case .exact(let money): money.map { .string($0.exact) } ?? .null
    case .price(let price): price.map { .string($0.decimal) } ?? .null
    case .flag(let flag): flag.map(JSONValue.bool) ?? .null
    case .list(let items): .array(items.map(JSONValue.string))
    case .numbers(let numbers): .array(numbers.map(JSONValue.integer))
    case .verdict(let verdict): .string(verdict.description)
    case .position(let place):
      place.map { .object(["file": .string($0.file), "line": .integer($0.line), "column": .integer($0.column)]) }
        ?? .null
    case .parts(let parts):
      .array(parts.map { .object(["kind": .string($0.kind.rawValue), "name": .string($0.name)]) })
    }
  }
}

/// Converts a name from snake_case to camelCase: `free_prefix_blocks` becomes `freePrefixBlocks`.
///
/// Abbreviations such as ENI and CIDR are in capitals, except at the start of a name.
func camelCase(_ key: String) -> String {
  let words = key.split { $0 == "_" || $0 == "-" }.map(String.init)
  return words.prefix(1).joined()
    + words.dropFirst().map { abbreviations[$0] ?? $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}

private let abbreviations = [
  "eni": "ENI", "enis": "ENIs", "ip": "IP", "ips": "IPs", "ipv4": "IPv4", "ipv6": "IPv6", "cidr": "CIDR", "cpu": "CPU",
]
