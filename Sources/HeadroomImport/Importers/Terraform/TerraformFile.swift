internal import Headroom

/// The bytes of a file that `terraform show -json` printed.
enum TerraformFile {
  /// The maximum size in bytes: 512 MiB.
  static let largest = 512 << 20

  /// The number of levels that objects and lists may be nested: a module takes three.
  static let deepest = 256

  /// The maximum length of a text in bytes. Files that a plan contains are texts.
  static let longest = 64 << 20

  /// Returns the chunks of a file, and refuses to go on beyond the maximum size.
  static func limited(_ chunks: @escaping () throws -> [UInt8]?, _ name: String) -> () throws -> [UInt8]? {
    var count = 0
    return {
      guard let chunk = try chunks() else { return nil }
      count += chunk.count
      guard count <= largest else {
        let message = "the file is larger than \(largest >> 20) MiB, which is the maximum for files of Terraform"
        let position = SourcePosition(file: name, line: 1, column: 1)
        throw PlanError([PlanError.Problem(PlanPart(.plan), message, at: position)])
      }
      return chunk
    }
  }

  /// Returns the bytes from the first line that begins with a brace, and the number of lines before.
  ///
  /// A wrapper of Terraform in a pipeline prints the command before the output:
  /// `[command]/opt/terraform-bin show -json plan`. Files that are not of Terraform are returned as they are.
  static func withoutPreamble(_ bytes: [UInt8]) -> (bytes: [UInt8], lines: Int) {
    let brace = UInt8(ascii: "{")
    guard let first = bytes.first(where: { $0 > 0x20 }), first != brace else { return (bytes, 0) }
    var (start, lines) = (0, 0)
    let end = min(bytes.count, 1 << 16)
    while start < end, bytes[start] != brace {
      guard let feed = bytes[start..<end].firstIndex(of: 0x0A), !bytes[start...].starts(with: "<<<<<<< ".utf8) else {
        return (bytes, 0)
      }
      start = feed + 1
      lines += 1
    }
    guard start < end else { return (bytes, 0) }
    let rest = Array(bytes[start...])
    guard ForeignFile(SourceFile(name: "", bytes: rest))?.kind == .terraform else { return (bytes, 0) }
    return (rest, lines)
  }
}
