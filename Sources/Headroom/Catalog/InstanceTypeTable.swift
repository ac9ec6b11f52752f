/// The columns of `data/instance-types.csv`: how a row becomes an ``InstanceType`` and a type becomes cells again.
package struct InstanceTypeTable {
  /// The columns, in the file's order.
  package static let columns = [
    "instance_type", "vcpus", "memory_mib", "architectures", "hypervisor", "bare_metal", "max_enis_total",
    "network_cards", "default_network_card_index", "default_card_max_enis", "ipv4_per_eni", "ipv6_per_eni",
    "ipv6_supported", "network_cards_detail", "trunking_compatible", "branch_enis", "baseline_bandwidth_mbps",
    "gpu_count", "logical_gpu_count", "gpu_name", "gpu_memory_mib", "neuron_devices", "efa_max_interfaces",
    "burstable", "current_generation", "usage_classes", "instance_storage_gb", "api_last_seen", "sources", "derived",
    "notes",
  ]

  /// The columns that a type cannot do without.
  package static let requiredColumns = ["instance_type", "default_card_max_enis", "ipv4_per_eni"]

  /// Reads all rows; columns may come in any order, those that are not known are ignored.
  ///
  /// - Throws: ``CSVError`` with the line of the first row that cannot be read; no row is left out in silence.
  package static func read(_ bytes: [UInt8]) throws(CSVError) -> [InstanceType] {
    var rows = CSVRows(bytes)
    guard try rows.advance() else { throw CSVError(line: 1, reason: "there is no header row") }
    let header = rows.header()
    for name in requiredColumns where header[name] == nil {
      throw CSVError(line: 1, reason: "there is no column '\(name)'")
    }
    let width = rows.count
    var reader = RowReader(places: columns.map { header[$0] ?? -1 })
    var types: [InstanceType] = []
    types.reserveCapacity(bytes.count / 150)
    while try rows.advance() {
      guard rows.count == width else {
        throw CSVError(line: rows.line, reason: "the row has \(rows.count) cells; expected \(width)")
      }
      types.append(try reader.type(in: rows))
    }
    return types
  }

  /// The cells of a type, in the order of ``columns``; empty is unknown.
  package static func cells(_ type: InstanceType) -> [String] {
    func text(_ value: (some CustomStringConvertible)?) -> String { value.map { "\($0)" } ?? "" }
    let details = type.details
    return [
      type.name, text(type.vcpus), text(type.memory?.mebibytes), type.architectures.joined(separator: ";"),
      text(type.hypervisor?.rawValue), text(type.isBareMetal), text(type.networkCards.total),
      text(type.networkCards.count), text(type.networkCards.defaultIndex), text(type.interfaces),
      text(type.addressesPerInterface), text(type.ipv6AddressesPerInterface), text(type.supportsIPv6),
      text(type.networkCards.detail), text(type.supportsTrunking), text(type.branchInterfaces),
      text(details.baselineBandwidthMbps), text(details.gpuCount), text(details.logicalGPUCount),
      text(details.gpuName), text(details.gpuMemoryMiB), text(details.neuronDevices), text(details.efaMaxInterfaces),
      text(details.isBurstable), text(details.isCurrentGeneration), details.usageClasses.joined(separator: ";"),
      text(details.instanceStorageGB), text(details.apiLastSeen), details.sources.joined(separator: ";"),
      details.derived.joined(separator: ";"), text(details.notes),
    ]
  }
}

/// Reads rows whose columns stand in known places.
private struct RowReader {
  let places: [Int]
  /// The list that each column had last: neighbouring rows mostly have the same.
  private var lastLists: [(place: Range<Int>, items: [String])]
  /// The date of the row before, which most rows share.
  private var lastDate: (place: Range<Int>, date: CalendarDate?) = (0..<0, nil)

  init(places: [Int]) {
    self.places = places
    lastLists = places.map { _ in (0..<0, []) }
  }

  mutating func type(in rows: CSVRows) throws(CSVError) -> InstanceType {
    guard let name = rows.text(places[0]) else { throw CSVError(line: rows.line, reason: "instance_type is empty") }
    let interfaces = try required(9, in: rows)
    let addresses = try required(10, in: rows)
    let vcpus = try number(1, in: rows)
    let memory = try number(2, in: rows).map(MemoryAmount.mebibytes)
    var type: InstanceType
    do throws(InstanceType.LimitError) {
      type = try InstanceType(
        name: name, interfaces: interfaces, addressesPerInterface: addresses, vcpus: vcpus, memory: memory)
    } catch {
      throw CSVError(line: rows.line, reason: error.description)
    }
    type.architectures = list(3, in: rows)
    type.hypervisor = try hypervisor(in: rows)
    type.isBareMetal = try flag(5, in: rows) ?? (type.hypervisor == InstanceType.Hypervisor.none)
    type.networkCards.total = try number(6, in: rows) ?? type.interfaces
    type.networkCards.count = try number(7, in: rows) ?? 1
    type.networkCards.defaultIndex = try number(8, in: rows) ?? 0
    type.networkCards.detail = rows.text(places[13])
    type.ipv6AddressesPerInterface = try number(11, in: rows)
    type.supportsIPv6 = try flag(12, in: rows)
    type.supportsTrunking = try flag(14, in: rows)
    type.branchInterfaces = try number(15, in: rows)
    type.details = try details(in: rows)
    return type
  }

  private mutating func details(in rows: CSVRows) throws(CSVError) -> InstanceType.Details {
    var details = InstanceType.Details()
    details.baselineBandwidthMbps = try number(16, in: rows)
    details.gpuCount = try number(17, in: rows)
    details.logicalGPUCount = try number(18, in: rows)
    details.gpuName = rows.text(places[19])
    details.gpuMemoryMiB = try number(20, in: rows)
    details.neuronDevices = try number(21, in: rows)
    details.efaMaxInterfaces = try number(22, in: rows)
    details.isBurstable = try flag(23, in: rows)
    details.isCurrentGeneration = try flag(24, in: rows)
    details.usageClasses = list(25, in: rows)
    details.instanceStorageGB = try number(26, in: rows)
    details.apiLastSeen = try date(27, in: rows)
    details.sources = list(28, in: rows)
    details.derived = list(29, in: rows)
    details.notes = rows.text(places[30])
    return details
  }

  private mutating func date(_ column: Int, in rows: CSVRows) throws(CSVError) -> CalendarDate? {
    guard !rows.cell(places[column], isAsIn: lastDate.place) else { return lastDate.date }
    let date = rows.text(places[column]).flatMap(CalendarDate.init)
    guard date != nil || rows.isEmpty(places[column]) else {
      throw unreadable(column, "a date such as 2026-08-02", in: rows)
    }
    lastDate = (rows.place(places[column]), date)
    return date
  }

  private func number(_ column: Int, in rows: CSVRows) throws(CSVError) -> Int? {
    if rows.isEmpty(places[column]) { return nil }
    guard let number = rows.number(places[column]), number <= 1 << 40 else {
      throw unreadable(column, "a whole number", in: rows)
    }
    return number
  }

  private func required(_ column: Int, in rows: CSVRows) throws(CSVError) -> Int {
    guard let number = try number(column, in: rows) else { throw unreadable(column, "a whole number", in: rows) }
    return number
  }

  private func flag(_ column: Int, in rows: CSVRows) throws(CSVError) -> Bool? {
    if rows.isEmpty(places[column]) { return nil }
    if rows.cell(places[column], is: "true") { return true }
    if rows.cell(places[column], is: "false") { return false }
    throw unreadable(column, "true or false", in: rows)
  }

  private func hypervisor(in rows: CSVRows) throws(CSVError) -> InstanceType.Hypervisor? {
    guard let text = rows.text(places[4]) else { return nil }
    guard let hypervisor = InstanceType.Hypervisor(rawValue: text) else {
      throw unreadable(4, "nitro, xen or none", in: rows)
    }
    return hypervisor
  }

  private mutating func list(_ column: Int, in rows: CSVRows) -> [String] {
    if !rows.cell(places[column], isAsIn: lastLists[column].place) {
      let items = rows.bytes(places[column]).split(separator: UInt8(ascii: ";")).map {
        String(decoding: $0, as: UTF8.self)
      }
      lastLists[column] = (rows.place(places[column]), items)
    }
    return lastLists[column].items
  }

  private func unreadable(_ column: Int, _ expected: String, in rows: CSVRows) -> CSVError {
    let text = rows.text(places[column]) ?? ""
    return CSVError(
      line: rows.line, reason: "'\(text)' in column '\(InstanceTypeTable.columns[column])' is not \(expected)")
  }
}
