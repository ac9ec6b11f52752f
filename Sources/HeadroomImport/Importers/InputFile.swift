internal import Headroom

/// A file that is read in chunks.
package struct InputFile {
  /// The name that error messages show.
  package let name: String
  /// Whether the user named the file itself, and not the folder that it is in.
  package let isNamed: Bool
  /// Returns the next bytes of the file, or `nil` at its end.
  let chunk: () throws -> [UInt8]?

  /// Creates a file.
  ///
  /// - Parameters:
  ///   - name: The name that error messages show.
  ///   - isNamed: Whether the user named the file itself, and not the folder that it is in.
  ///   - chunk: Returns the next bytes of the file, or `nil` at its end.
  package init(name: String, isNamed: Bool = true, chunk: @escaping () throws -> [UInt8]?) {
    (self.name, self.isNamed, self.chunk) = (name, isNamed, chunk)
  }

  /// Creates a file from one that is in memory.
  package init(_ file: SourceFile) {
    var rest: [UInt8]? = file.bytes
    self.init(name: file.name) {
      defer { rest = nil }
      return rest
    }
  }
}

/// The beginning of a file that is being read, and the rest of it.
struct FileBytes {
  /// The bytes that were read so far.
  private(set) var head: [UInt8] = []
  private let file: InputFile

  /// The number of bytes that tell what a file is.
  private static let beginning = 1 << 16

  init(_ file: InputFile) throws {
    self.file = file
    while head.count < Self.beginning, let more = try file.chunk() { head += more }
    if let mark = Self.missingMark(of: head) { head = mark + head }
  }

  /// Returns the byte order mark that a text in UTF-16 lacks: its first two characters are of ASCII, and each has a NUL.
  private static func missingMark(of head: [UInt8]) -> [UInt8]? {
    guard head.count >= 4, head[..<4].contains(0) else { return nil }
    let isLittle = head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0
    let isBig = head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0
    return isLittle ? [0xFF, 0xFE] : isBig ? [0xFE, 0xFF] : nil
  }

  /// Removes what comes before the JSON of Terraform, and returns the number of its lines.
  mutating func dropPreamble() -> Int {
    guard !isUTF16 else { return 0 }
    let (rest, lines) = TerraformFile.withoutPreamble(Self.decoded(head))
    if lines > 0 { head = rest }
    return lines
  }

  /// Returns the whole file in UTF-8 and without a byte order mark.
  ///
  /// Reading stops soon after 16 MiB, the maximum size of a document: `YAMLDocument` refuses what is larger. In UTF-16,
  /// which cannot be read in chunks, a plan of Terraform may be larger.
  func whole() throws -> [UInt8] {
    var bytes = head
    let limit = isUTF16 ? TerraformFile.largest : SourceFile.largestPlan
    while bytes.count <= limit, let more = try file.chunk() { bytes += more }
    return Self.decoded(bytes)
  }

  /// The file in chunks, from its beginning and without a byte order mark.
  var chunks: () throws -> [UInt8]? {
    var first: [UInt8]? = Self.decoded(head)
    let file = file
    return {
      if let bytes = first {
        first = nil
        return bytes
      }
      return try file.chunk()
    }
  }

  /// Whether the file is in UTF-16, which PowerShell writes and which cannot be read in chunks.
  var isUTF16: Bool { Self.isLittle(head) != nil }

  /// Whether the low byte of each unit comes first; `nil` if the bytes are not UTF-16. Without a byte order mark, the zeros
  /// in the first characters tell, which are those of ASCII in every file that is read.
  private static func isLittle(_ bytes: [UInt8]) -> Bool? {
    if bytes.starts(with: [0xFF, 0xFE]) { return true }
    if bytes.starts(with: [0xFE, 0xFF]) { return false }
    guard bytes.count >= 4 else { return nil }
    switch (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0) {
    case (false, true, false, true): return true
    case (true, false, true, false): return false
    default: return nil
    }
  }

  /// Returns bytes in UTF-8 without a byte order mark.
  static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    guard let isLittle = isLittle(bytes) else { return bytes }
    let start = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? 2 : 0
    let units = stride(from: start, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
