/// The table of `data/instance-types.csv`: how its rows become instance types, and types become cells again.
package struct InstanceTypeTable {
  /// Reads all rows. The columns may come in any order, and those that are not known are ignored.
  ///
  /// - Throws: ``CSVError`` with the line of the first row that cannot be read; no row is left out in silence.
  package static func read(_ bytes: [UInt8]) throws(CSVError) -> [InstanceType] {
    var rows = CSVRows(bytes)
    guard try rows.advance() else { throw CSVError(line: 1, reason: "there is no header row") }
    let header = rows.header()
    for column in InstanceTypeColumn.required where header[column.key] == nil {
      throw CSVError(line: 1, reason: "there is no column '\(column.key)'")
    }
    let width = rows.count
    var row = InstanceTypeRow(rows, places: InstanceTypeColumn.allCases.map { header[$0.key] ?? -1 })
    var types: [InstanceType] = []
    types.reserveCapacity(bytes.count / 150)
    while try row.rows.advance() {
      guard row.rows.count == width else {
        throw CSVError(line: row.rows.line, reason: "the row has \(row.rows.count) cells; expected \(width)")
      }
      do throws(InstanceTypeFailure) {
        types.append(try InstanceType(&row))
      } catch {
        throw CSVError(line: row.rows.line, reason: error.reason)
      }
    }
    return types
  }

  /// The cells of a type, in the order of ``InstanceTypeColumn``; empty for what is not known.
  package static func cells(_ type: InstanceType) -> [String] {
    func text(_ value: (some CustomStringConvertible)?) -> String { value.map { "\($0)" } ?? "" }
    let details = type.details
    let cards = type.networkCards.cards.map { "\($0.index):\($0.interfaces)" }.joined(separator: ";")
    return [
      type.name, text(type.vcpus), text(type.memory?.mebibytes), type.architectures.joined(separator: ";"),
      text(type.hypervisor?.rawValue), text(type.isBareMetal), text(type.networkCards.total),
      text(type.networkCards.count), text(type.networkCards.defaultIndex), text(type.interfaces),
      text(type.addressesPerInterface), text(type.ipv6AddressesPerInterface), text(type.supportsIPv6), cards,
      text(type.supportsTrunking), text(type.branchInterfaces),
      text(details.baselineBandwidthMbps), text(details.gpuCount), text(details.logicalGPUCount),
      text(details.gpuName), text(details.gpuMemoryMiB), text(details.neuronDevices), text(details.efaMaxInterfaces),
      text(details.isBurstable), text(details.isCurrentGeneration), details.usageClasses.joined(separator: ";"),
      text(details.instanceStorageGB), text(details.apiLastSeen), details.sources.joined(separator: ";"),
      details.derived.joined(separator: ";"), text(details.notes),
    ]
  }
}

/// The row of the table that is being read.
private struct InstanceTypeRow: InstanceTypeRecord {
  var rows: CSVRows
  /// The place of each column in a row; −1 if the table lacks it.
  let places: [Int]
  /// The list that each column had last. Neighboring rows mostly have the same one, which saves splitting it.
  private var lastLists: [(place: Range<Int>, items: [String])]
  /// The network cards that were read last.
  private var lastCards: (place: Range<Int>, cards: [InstanceType.NetworkCards.Card]) = (0..<0, [])
  /// The date of the row before, which most rows share.
  private var lastDate: (place: Range<Int>, date: CalendarDate?) = (0..<0, nil)

  init(_ rows: CSVRows, places: [Int]) {
    self.rows = rows
    self.places = places
    lastLists = places.map { _ in (0..<0, []) }
  }

  // These three read most of the 44,000 cells of the catalogue. Inlined, they make reading it a seventh faster.
  @inline(__always)
  func text(_ column: InstanceTypeColumn) -> String? { rows.text(places[column.rawValue]) }

  @inline(__always)
  func number(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> Int? {
    let place = places[column.rawValue]
    if rows.isEmpty(place) { return nil }
    guard let number = rows.number(place), number <= InstanceTypeFailure.largestNumber else {
      throw InstanceTypeFailure(column, text(column) ?? "", expected: "a whole number")
    }
    return number
  }

  @inline(__always)
  func flag(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> Bool? {
    let place = places[column.rawValue]
    if rows.isEmpty(place) { return nil }
    if rows.cell(place, is: "true") { return true }
    if rows.cell(place, is: "false") { return false }
    throw InstanceTypeFailure(column, text(column) ?? "", expected: "true or false")
  }

  mutating func list(_ column: InstanceTypeColumn) -> [String] {
    let place = places[column.rawValue]
    if !rows.cell(place, isAsIn: lastLists[column.rawValue].place) {
      let items = rows.bytes(place).split(separator: UInt8(ascii: ";")).map { String(decoding: $0, as: UTF8.self) }
      lastLists[column.rawValue] = (rows.place(place), items)
    }
    return lastLists[column.rawValue].items
  }

  mutating func cards(
    _ column: InstanceTypeColumn
  ) throws(InstanceTypeFailure) -> [InstanceType.NetworkCards.Card] {
    let place = places[column.rawValue]
    if rows.isEmpty(place) { return [] }
    if !rows.cell(place, isAsIn: lastCards.place) {
      let text = text(column) ?? ""
      guard let cards = InstanceType.NetworkCards.cards(text) else {
        throw InstanceTypeFailure(column, text, expected: "a list of cards with their interfaces such as 0:8;1:8")
      }
      lastCards = (rows.place(place), cards)
    }
    return lastCards.cards
  }

  mutating func date(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> CalendarDate? {
    let place = places[column.rawValue]
    guard !rows.cell(place, isAsIn: lastDate.place) else { return lastDate.date }
    let date = rows.text(place).flatMap(CalendarDate.init)
    guard date != nil || rows.isEmpty(place) else {
      throw InstanceTypeFailure(column, text(column) ?? "", expected: "a date such as 2026-08-02")
    }
    lastDate = (rows.place(place), date)
    return date
  }
}
