internal import Headroom

/// The lines of a file, which is read in chunks as lines are needed. Blank lines are skipped.
struct LineReader {
  /// The number of the line that was returned last, counted from 1 and blank lines included.
  private(set) var line = 0
  private let name: String
  private let chunk: () throws -> [UInt8]?
  private var buffer: [UInt8] = []
  private var place = 0
  private var isAtEnd = false

  /// The length of the longest line that is accepted, in bytes.
  private static let longest = 1 << 16

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - name: The name of the file, for messages.
  ///   - chunk: Returns the next bytes of the file, or `nil` at its end.
  init(_ name: String, _ chunk: @escaping () throws -> [UInt8]?) {
    self.name = name
    self.chunk = chunk
  }

  /// Returns the first line if it is a complete object in the form that ``JSONLine`` reads, which means that the file
  /// contains JSON Lines. Returns `nil` if it is not, so that the file must be read as one document.
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

  /// Whether the buffer contains a line that is not blank, and its end.
  private var hasFirstLine: Bool {
    guard let start = buffer.firstIndex(where: { $0 > 0x20 }) else { return false }
    return buffer[start...].contains(UInt8(ascii: "\n"))
  }

  /// Returns the whole file as the bytes of one document.
  ///
  /// Reading stops soon after 16 MiB, the maximum size of a document: `YAMLDocument` refuses what is larger.
  mutating func rest() throws -> [UInt8] {
    var bytes = buffer
    while bytes.count <= SourceFile.largestPlan, let more = try chunk() { bytes += more }
    return bytes
  }

  /// Returns the next line that is not blank, without its line feed, or `nil` at the end of the file.
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
          PlanError.Problem(
            PlanPart(.plan), "the line is longer than the maximum of \(Self.longest) bytes", at: position)
        ])
      }
      buffer.removeFirst(place)
      place = 0
      if let more = try chunk() { buffer += more } else { isAtEnd = true }
    }
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }
}
