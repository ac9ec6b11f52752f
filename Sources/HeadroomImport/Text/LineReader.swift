internal import Headroom

/// The lines of a file that is read as they are needed; empty ones are left out.
struct LineReader {
  /// The line that was given last, counted from 1.
  private(set) var line = 0
  private let name: String
  private let chunk: () throws -> [UInt8]?
  private var buffer: [UInt8] = []
  private var place = 0
  private var isAtEnd = false

  private static let longest = 1 << 16

  init(_ name: String, _ chunk: @escaping () throws -> [UInt8]?) {
    self.name = name
    self.chunk = chunk
  }

  /// The first line if it is an object by itself, with texts and numbers only: then these are JSON Lines.
  mutating func head() throws -> ArraySlice<UInt8>? {
    while !hasFirstLine, buffer.count <= Self.longest {
      guard let more = try chunk() else {
        isAtEnd = true
        break
      }
      buffer += more
    }
    let lines = buffer.split(separator: UInt8(ascii: "\n"), maxSplits: 100, omittingEmptySubsequences: false)
    guard let first = lines.first(where: { !Self.isBlank($0) }), (try? JSONLine.fields(of: first)) != nil else {
      return nil
    }
    return try next()
  }

  /// Whether there is a line that is not empty, with its end.
  private var hasFirstLine: Bool {
    guard let start = buffer.firstIndex(where: { $0 > 0x20 }) else { return false }
    return buffer[start...].contains(UInt8(ascii: "\n"))
  }

  /// All that is left, which is a document of no more than 16 MiB.
  mutating func rest() throws -> [UInt8] {
    var bytes = buffer
    while bytes.count <= SourceFile.largestPlan, let more = try chunk() { bytes += more }
    return bytes
  }

  /// The next line that is not empty, without its end; `nil` at the end of the file.
  mutating func next() throws -> ArraySlice<UInt8>? {
    while true {
      if let end = buffer[place...].firstIndex(of: UInt8(ascii: "\n")) {
        let found = buffer[place..<end]
        place = end + 1
        line += 1
        if !Self.isBlank(found) { return found }
        continue
      }
      guard !isAtEnd else {
        let found = buffer[place...]
        place = buffer.endIndex
        line += 1
        return Self.isBlank(found) ? nil : found
      }
      guard buffer.count - place <= Self.longest else {
        let position = SourcePosition(file: name, line: line + 1, column: 1)
        throw PlanError([
          PlanError.Problem(PlanPart(.plan), "the line is longer than \(Self.longest) bytes", at: position)
        ])
      }
      buffer.removeFirst(place)
      place = 0
      if let more = try chunk() { buffer += more } else { isAtEnd = true }
    }
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }
}
