internal import FoundationEssentials
internal import Headroom

/// The format's version, in every document.
private let apiVersion = "headroom/v1alpha1"

extension Report {
  /// The report as JSON: the verdict and one list a table, keys sorted, money as text, `null` for what is not known.
  public func json() -> String {
    var values: [String: JSONValue] = [
      "apiVersion": .string(apiVersion), "kind": .string("Assessment"), "name": .string(plan.name),
      "region": .string(plan.region.code), "verdict": .string(assessment.verdict.description),
      "assumptions": .array(
        assessment.assumptions.map { item in
          .object(["text": .string(item.text), "asOf": item.asOf.map { .string($0.description) } ?? .null])
        }),
    ]
    for table in tables where !Section.trafficIDs.contains(table.id) { values[camelCase(table.id)] = table.items }
    if !assessment.traffic.isEmpty { values["traffic"] = .object(assessment.traffic.json) }
    return serialise(.object(values))
  }
}

extension Report {
  /// The traffic alone as JSON: Services, what else is paid for, totals, break-evens.
  public func trafficJSON() -> String { document(kind: "Traffic", assessment.traffic.json) }
}

/// A document of a kind.
func document(kind: String, _ values: [String: JSONValue]) -> String {
  serialise(.object(values.merging(["apiVersion": .string(apiVersion), "kind": .string(kind)]) { $1 }))
}

extension Table {
  /// The table as JSON: its rows as the `items` of a document of a kind.
  public func json(kind: String) -> String {
    serialise(.object(["apiVersion": .string(apiVersion), "kind": .string(kind), "items": items]))
  }

  var items: JSONValue {
    let keys = columns.map { camelCase($0.key) }
    return .array(rows.map { row in .object(Dictionary(uniqueKeysWithValues: zip(keys, row.map(\.json)))) })
  }
}

extension Cell {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): text.map(JSONValue.string) ?? .null
    case .integer(let number): number.map(JSONValue.integer) ?? .null
    case .decimal(let number): number.map { .decimal(($0 * 10).rounded() / 10) } ?? .null
    case .share(let number), .factor(let number): number.map(JSONValue.decimal) ?? .null
    case .quantity(let quantity): quantity.map { .decimal($0.value) } ?? .null
    case .money(let money): money.map { .string($0.formatted()) } ?? .null
    case .exact(let money): money.map { .string($0.exact) } ?? .null
    case .price(let price): price.map { .string($0.trimmed) } ?? .null
    case .flag(let flag): flag.map(JSONValue.bool) ?? .null
    case .list(let items): .array(items.map(JSONValue.string))
    case .numbers(let numbers): .array(numbers.map(JSONValue.integer))
    case .verdict(let verdict): .string(verdict.description)
    case .position(let place):
      place.map { .object(["file": .string($0.file), "line": .integer($0.line), "column": .integer($0.column)]) }
        ?? .null
    }
  }
}

/// `free_prefix_blocks` as `freePrefixBlocks`; ENI, IP, CIDR and CPU in capitals unless they come first.
private func camelCase(_ key: String) -> String {
  let capitals = [
    "eni": "ENI", "enis": "ENIs", "ip": "IP", "ips": "IPs", "ipv4": "IPv4", "ipv6": "IPv6", "cidr": "CIDR",
    "cpu": "CPU",
  ]
  let words = key.split { $0 == "_" || $0 == "-" }.map(String.init)
  return words.prefix(1).joined()
    + words.dropFirst().map { capitals[$0] ?? $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}

private func serialise(_ value: JSONValue) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  do {
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  } catch {
    // Every number is finite and every key is text, so that there is nothing to refuse.
    preconditionFailure("a report cannot be written as JSON: \(error)")
  }
}
