import Foundation
import HeadroomTestSupport
import Testing

/// Text of the input reaches a terminal only as text.
@Suite struct ControlCharacterTests {
  private static let nasty = [
    "\\e[31mred", "\\e]0;title\\a", "a\\x9Bb", "a\\u202Eb", "a\\u2066b", "a\\x85b", "a\\x7Fb", "a\\u200Fb", "\\r\\nx",
    "x\\n::error::forged", "x\\nError: forged.yaml:1:1", "::stop-commands::x", "  ::set-output name=x::y",
    "##[error]x", "\\ttab", "\\0",
  ]

  private func plan(_ name: String) throws -> Data {
    let text = try Repository.text(of: "data/examples/kans-lab.yaml")
    return Data(
      text.replacing("name: nginx", with: "name: \"\(name)\"").replacing("name: public-a", with: "name: \"s\(name)\"")
        .replacing("[public-a,", with: "[\"s\(name)\",").replacing("name: kans-lab}", with: "name: \"\(name)\"}").utf8)
  }

  private func expectHarmless(_ text: String, _ what: String) {
    let bad = text.unicodeScalars.filter {
      switch $0.value {
      case 10: false
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
      default: false
      }
    }
    #expect(bad.isEmpty, "\(what): \(bad.map { String($0.value, radix: 16) })")
    for line in text.split(separator: "\n") {
      #expect(!line.drop { $0 == " " }.hasPrefix("::") && !line.contains("##["), "\(what): \(line)")
      #expect(!line.hasPrefix("Error: forged"), "\(what): \(line)")
    }
  }

  @Test(arguments: nasty)
  func everyFormatEscapesThem(name: String) throws {
    let input = try plan(name)
    var random = SeededGenerator()
    // Four formats for each name, so that all names together see all of them.
    let commands = [
      ["check"], ["check", "-o", "csv", "--table", "workloads"], ["check", "-o", "csv", "--table", "findings"],
      ["check", "-o", "json"], ["compare", "-o", "csv", "--table", "subnets"], ["compare", "-o", "json"], ["cost"],
      ["report", "-o", "html"], ["propose", "-o", "csv"],
    ]
    for command in commands.shuffled(using: &random).prefix(4) {
      let outcome = try Tool.run(command + ["-f", "-"], input: input)
      #expect([0, 1, 2].contains(outcome.status))
      expectHarmless(outcome.output, "\(command)")
      expectHarmless(outcome.errors, "\(command)")
    }
  }

  /// JSON loses nothing: its escapes are read back as the name itself.
  @Test func escapesOfJSONAreReadBack() throws {
    let outcome = try Tool.run(["check", "-f", "-", "-o", "json"], input: try plan("a\\u202E\\x9B\\eb"))
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(object?["name"] as? String == "a\u{202E}\u{9B}\u{1B}b")
  }

  @Test(arguments: [
    ["max-pods", "\u{1B}[31m"], ["check", "--\u{1B}]0;x"], ["nonsense\nError: forged"],
    ["check", "-f", "x\nError: forged"],
    ["check", "--table=x\nError: forged", "-f", "x"], ["max-pods", "m5\n::error::x"], ["\u{9B}x"],
    ["cost", "-f", "x", "--by", "y\n::stop-commands::z"], ["max-pods", String(repeating: "y", count: 20_000)],
    ["init", "--region", String(repeating: "z", count: 20_000)],
  ])
  func argumentsAreOnlyText(arguments: [String]) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.status == 64 || outcome.status == 2)
    #expect(outcome.errors.split(separator: "\n").allSatisfy { $0.count <= 1001 })
    expectHarmless(outcome.errors + outcome.output, "\(arguments)")
  }
}
