/// A source of one instance type, cell by cell: a row of CSV, an object of YAML, a record of the EC2 API.
package protocol InstanceTypeRecord {
  /// Returns the text of a cell; `nil` if it is empty or absent, so that the fact is not known.
  func text(_ column: InstanceTypeColumn) -> String?
  /// Returns the whole number in a cell.
  func number(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> Int?
  /// Returns the yes or no in a cell.
  func flag(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> Bool?
  /// Returns the parts of a cell, which semicolons divide.
  mutating func list(_ column: InstanceTypeColumn) -> [String]
  /// Returns the network cards in a cell such as `0:8;1:8`; empty if they are not known.
  mutating func cards(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> [InstanceType.NetworkCards.Card]
  /// Returns the date in a cell.
  mutating func date(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> CalendarDate?
}

/// Why a record is not an instance type.
package struct InstanceTypeFailure: Error, Hashable, Sendable {
  /// The column to blame; `nil` if the limits are out of range.
  package let column: InstanceTypeColumn?
  /// What is wrong with it, in one sentence.
  package let reason: String

  /// Creates a failure for a cell that cannot be read.
  package init(_ column: InstanceTypeColumn, _ text: String, expected: String) {
    self.column = column
    reason = "'\(text.prefix(80))' in column '\(column.key)' is not \(expected)"
  }

  init(missing column: InstanceTypeColumn) {
    self.column = column
    reason = column == .name ? "\(column.key) is empty" : "column '\(column.key)' is empty; expected a whole number"
  }

  init(_ error: InstanceType.LimitError) {
    column = nil
    reason = error.description
  }

  /// The length of the longest name, in bytes; EC2's are shorter than 30.
  static let longestName = 64
  /// The largest number that a cell can have.
  static let largestNumber = 1 << 40
}

extension InstanceTypeRecord {
  package func number(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> Int? {
    guard let text = text(column) else { return nil }
    guard let number = Int(decimalDigits: text.utf8), number <= InstanceTypeFailure.largestNumber else {
      throw InstanceTypeFailure(column, text, expected: "a whole number")
    }
    return number
  }

  package func flag(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> Bool? {
    switch text(column) {
    case nil: return nil
    case "true"?: return true
    case "false"?: return false
    case let text?: throw InstanceTypeFailure(column, text, expected: "true or false")
    }
  }

  package func list(_ column: InstanceTypeColumn) -> [String] {
    (text(column) ?? "").split(separator: ";").map(String.init)
  }

  package func cards(
    _ column: InstanceTypeColumn
  ) throws(InstanceTypeFailure) -> [InstanceType.NetworkCards.Card] {
    guard let text = text(column) else { return [] }
    guard let cards = InstanceType.NetworkCards.cards(text) else {
      throw InstanceTypeFailure(column, text, expected: "a list of cards with their interfaces such as 0:8;1:8")
    }
    return cards
  }

  package func date(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> CalendarDate? {
    guard let text = text(column) else { return nil }
    guard let date = CalendarDate(text) else {
      throw InstanceTypeFailure(column, text, expected: "a date such as 2026-08-02")
    }
    return date
  }
}

extension InstanceType {
  /// Reads a type from a record.
  package init<Record: InstanceTypeRecord>(_ record: inout Record) throws(InstanceTypeFailure) {
    func required(_ column: InstanceTypeColumn) throws(InstanceTypeFailure) -> Int {
      guard let number = try record.number(column) else { throw InstanceTypeFailure(missing: column) }
      return number
    }
    guard let name = record.text(.name) else { throw InstanceTypeFailure(missing: .name) }
    guard name.utf8.count <= InstanceTypeFailure.longestName else {
      throw InstanceTypeFailure(.name, name, expected: "a name of at most \(InstanceTypeFailure.longestName) bytes")
    }
    let (interfaces, addresses) = (try required(.interfaces), try required(.addressesPerInterface))
    let (vcpus, memory) = (try record.number(.vcpus), try record.number(.memory).map(MemoryAmount.mebibytes))
    do throws(LimitError) {
      try self.init(
        name: name, interfaces: interfaces, addressesPerInterface: addresses, vcpus: vcpus, memory: memory)
    } catch {
      throw InstanceTypeFailure(error)
    }
    architectures = record.list(.architectures)
    if let text = record.text(.hypervisor) {
      guard let known = Hypervisor(rawValue: text) else {
        throw InstanceTypeFailure(.hypervisor, text, expected: "nitro, xen or none")
      }
      hypervisor = known
    }
    isBareMetal = try record.flag(.isBareMetal) ?? (hypervisor == Hypervisor.none)
    networkCards = try NetworkCards(&record, interfaces: interfaces)
    ipv6AddressesPerInterface = try record.number(.ipv6AddressesPerInterface)
    supportsIPv6 = try record.flag(.supportsIPv6)
    supportsTrunking = try record.flag(.supportsTrunking)
    branchInterfaces = try record.number(.branchInterfaces)
    details = try Details(&record)
  }
}

extension InstanceType.NetworkCards {
  fileprivate init(_ record: inout some InstanceTypeRecord, interfaces: Int) throws(InstanceTypeFailure) {
    cards = try record.cards(.cards)
    let sum = cards.isEmpty ? interfaces : cards.reduce(0) { $0 + $1.interfaces }
    total = try record.number(.totalInterfaces) ?? sum
    count = try record.number(.networkCards) ?? max(1, cards.count)
    defaultIndex = try record.number(.defaultCardIndex) ?? 0
  }

  /// The cards of a text such as `0:8;1:8`; `nil` if it is not such a text.
  static func cards(_ text: String) -> [Card]? {
    // The catalogue is read whenever the tool starts, so the text is not split into strings.
    var cards: [InstanceType.NetworkCards.Card] = []
    var index: Int?
    var number: Int?
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: ":") where index == nil && number != nil: (index, number) = (number, nil)
      case UInt8(ascii: ";"):
        guard let card = index, let interfaces = number else { return nil }
        cards.append(InstanceType.NetworkCards.Card(index: card, interfaces: interfaces))
        (index, number) = (nil, nil)
      case 48...57:
        number = (number ?? 0) * 10 + Int(byte - 48)
        if number! >= 1000 { return nil }
      default: return nil
      }
    }
    guard let card = index, let interfaces = number else { return nil }
    cards.append(InstanceType.NetworkCards.Card(index: card, interfaces: interfaces))
    return cards
  }
}

extension InstanceType.Details {
  fileprivate init(_ record: inout some InstanceTypeRecord) throws(InstanceTypeFailure) {
    baselineBandwidthMbps = try record.number(.baselineBandwidthMbps)
    gpuCount = try record.number(.gpuCount)
    logicalGPUCount = try record.number(.logicalGPUCount)
    gpuName = record.text(.gpuName)
    gpuMemoryMiB = try record.number(.gpuMemoryMiB)
    neuronDevices = try record.number(.neuronDevices)
    efaMaxInterfaces = try record.number(.efaMaxInterfaces)
    isBurstable = try record.flag(.isBurstable)
    isCurrentGeneration = try record.flag(.isCurrentGeneration)
    usageClasses = record.list(.usageClasses)
    instanceStorageGB = try record.number(.instanceStorageGB)
    apiLastSeen = try record.date(.apiLastSeen)
    sources = record.list(.sources)
    derived = record.list(.derived)
    notes = record.text(.notes)
  }
}
