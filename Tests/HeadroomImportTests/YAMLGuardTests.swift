import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Texts that stand for more than they say are refused by the parser's own events, wherever an alias hides.
@Suite struct YAMLGuardTests {
  private static let refusal = "anchors, aliases and merge keys are not supported; write the value out"

  /// Twelve lists, each of which repeats the one before nine times.
  private static let bomb =
    "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + (0..<11).map { number in
      let before = number == 0 ? "a" : "b\(number - 1)"
      return "b\(number): &b\(number) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ") + "]\n"
    }.joined()

  /// Openings after which a scanner of lines could believe that it is inside a text.
  @Test(arguments: [
    "", "x: |\n  '\n", "x: >\n  \"\n", "x: a\n  'b\n", "x: [a 'b, c]\n", "x: !!str 'it''s'\ny: it's\n",
    "x: {a: b'c}\n", "? |\n  '\n: 1\n", "x: \"a\\\\\"\n", "x: !'\n", "# '\n", "x: - '\n",
  ])
  func noOpeningHidesAnAlias(opening: String) {
    let clock = ContinuousClock()
    let start = clock.now
    for text in [opening + Self.bomb, opening + "p: &p 1\nq: *p\n"] {
      let message = errors(in: text)
      // Some openings are no YAML at all, which is as good a reason.
      #expect(message.hasSuffix(Self.refusal) || message.contains("not valid YAML"), "\(message)")
    }
    // Whatever is wrong is found before anything is expanded, so no time limit is close.
    #expect(clock.now - start < .seconds(20))
  }

  @Test(arguments: ["a: *x\n", "&a b: c\n", "a: &x {b: c}\n", "- &x [1]\n", "<<: {a: b}\n", "a: {<<: {b: c}}\n"])
  func everyKindIsRefused(text: String) {
    #expect(errors(in: text).hasSuffix(Self.refusal), "\(errors(in: text))")
  }

  @Test func scenariosAndChangesAreGuardedToo() {
    #expect(errors(in: smallPlan, changes: ["metadata=[&a x, *a]"]).hasSuffix(Self.refusal))
    for text in ["events: &e []\nx: *e\n", Self.bomb] {
      #expect(throws: PlanError.self) {
        _ = try importNodeScenario(SourceFile(name: "s", bytes: Array(text.utf8)), catalog: .bundled)
      }
    }
  }

  /// Quotation marks make a merge key an ordinary name.
  @Test func whatLooksLikeAnAliasInATextIsText() {
    let text = smallPlan.replacing("name: small", with: "name: \"*a &b <<\"")
    #expect(errors(in: text) == "")
  }

  /// Python's `json.dumps` prints every emoji as two escapes.
  @Test func surrogatePairsOfJSONAreRead() throws {
    func name(_ escaped: String) throws -> String {
      let json = """
        {"apiVersion": "headroom/v1alpha1", "kind": "CapacityPlan", "metadata": {"name": "\(escaped)"},
         "region": "us-east-1", "vpc": {"subnets": [{"name": "a", "zone": "us-east-1a", "cidr": "10.0.0.0/24"}]}}
        """
      return try importPlan([SourceFile(name: "j", bytes: Array(json.utf8))]).plan.name
    }
    #expect(try name(#"\ud83d\ude00"#) == "😀" && name(#"a\uD83D\uDE00b\u00e9"#) == "a😀bé")
    #expect(try name(#"\\ud83d"#) == #"\ud83d"#)
    #expect(throws: PlanError.self) { try name(#"\ud83d"#) }
    #expect(throws: PlanError.self) { try name(#"\ud83d\u0041"#) }
  }

  @Test func aByteOrderMarkIsNotPartOfThePlan() {
    #expect(errors(in: "\u{FEFF}" + smallPlan) == "")
  }

  /// More values than any plan has: 16 MiB of small objects take no more memory than 2,000,000 values.
  @Test func valuesAreCounted() {
    let text = "[" + String(repeating: "{a: 1},", count: 1_000_000) + "]"
    #expect(errors(in: text).hasSuffix("the file has more than 2000000 values, which is the maximum"))
  }

  /// Random texts made of what matters to YAML: an error or a plan, and never a repeated value.
  @Test func randomTextsAreReadOrRefused() {
    var random = SeededGenerator()
    let parts = [
      "a", "b:", ": ", "- ", "\n", "  ", "'", "\"", "|\n", ">-\n", "&x ", "*x", "<<: ", "{", "}", "[", "]", ", ", "# ",
      "!!str ", "%YAML 1.1\n", "---\n", "...\n", "\\ud83d\\ude00", "\\", "? ", "\t", "\u{FEFF}", "é", "😀",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in parts.randomElement(using: &random)! }.joined()
      _ = errors(in: text)
    }
  }
}
