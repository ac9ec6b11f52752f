import HeadroomTestSupport
import Testing

@testable import Headroom

/// Upstream's cases of `CalcMaxPods` (`nodeadm/internal/kubelet/eni_max_pods_test.go`) and of CEL.
@Suite struct MaxPodsExpressionTests {
  private static let medium = ["default_enis": 3, "ips_per_eni": 6, "max_pods": 17]

  @Test(
    arguments: [
      ("(default_enis * (ips_per_eni - 1)) + 2", 17), ("(default_enis * (ips_per_eni - 1)) + 3", 18),
      ("99 - fake_variable", nil), ("((default_enis - 1) * (ips_per_eni - 1)) + 2", 12),
      ("(default_enis * ((ips_per_eni - 1) * 16)) + 2", 242), ("max_pods", 17), ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9),
      ("7 / 2", 3), ("-7 / 2", -3), ("-7 % 3", -1), ("10 - 4 - 3", 3), ("max_pods > 110 ? 110 : max_pods", 17),
      ("max_pods > 10 ? 10 : max_pods", 10), ("default_enis == 3 && ips_per_eni != 6 ? 1 : 2", 2),
      ("!(default_enis == 3) || true_is_no_name == 1 ? 1 : 2", nil), ("1 / 0", nil), ("max_pods > 1", nil),
      ("max_pods > 1 ? 5 : max_pods > 2", nil), ("9223372036854775807 + 1", nil), ("min(max_pods, 110)", nil),
      ("1 <= 2 ? 3 >= 4 ? 5 : 6 : 7", 6),
    ] as [(String, Int?)])
  func values(text: String, value: Int?) throws {
    #expect(try MaxPodsExpression(parsing: text).value(of: Self.medium) == value, "\(text)")
  }

  /// Karpenter knows min and max, nodeadm does not.
  @Test func functionsOfKarpenter() throws {
    let text = "min(250, ((default_enis - 1) * (ips_per_eni - 1)) * 16 + 2)"
    let known: Set = ["min", "max"]
    #expect(try MaxPodsExpression(parsing: text).value(of: Self.medium, functions: known) == 162)
    #expect(try MaxPodsExpression(parsing: "max(1, 2) + min(3, 4)").value(of: [:], functions: known) == 5)
    #expect(try MaxPodsExpression(parsing: "abs(1, 2)").value(of: [:], functions: known) == nil)
  }

  @Test(
    arguments: [
      ("", "found the end at character 1 of the expression; expected a number, a name or '('"),
      ("1 +", "found the end at character 4 of the expression; expected a number, a name or '('"),
      ("(1", "found the end at character 3 of the expression; expected ')'"),
      ("1 2", "found '2' at character 3 of the expression; expected an operator or the end"),
      ("1.5", "found '.' at character 2 of the expression; expected an operator or the end"),
      ("a ? b", "found the end at character 6 of the expression; expected ':'"),
      ("12ab", "'12ab' is not a whole number"),
    ])
  func errors(text: String, reason: String) {
    #expect(throws: MaxPodsExpression.ParseError(reason: reason)) { try MaxPodsExpression(parsing: text) }
  }

  @Test func hostileTextsAreRefused() {
    for text in [
      String(repeating: "(", count: 900), String(repeating: "-", count: 900), String(repeating: "1", count: 5000),
    ] {
      #expect(throws: MaxPodsExpression.ParseError.self) { try MaxPodsExpression(parsing: text) }
    }
    var random = SeededGenerator()
    let pieces = [
      "1", "a", "max_pods", "+", "-", "*", "/", "%", "(", ")", "?", ":", ",", "<", "=", "!", "&&", "min", " ",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...15, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      _ = try? MaxPodsExpression(parsing: text).value(of: Self.medium, functions: ["min", "max"])
    }
  }

  /// The value becomes the nodes' max pods where nodeadm or Karpenter sets them, and nodeadm's reserved memory.
  @Test func nodesUseTheValue() throws {
    func group(_ text: String, _ change: (inout NodeGroup) -> Void) throws -> GroupLoad {
      let expression = try MaxPodsExpression(parsing: text)
      return PlanAnalysis(
        of: .sample([.t3Medium], nodes: 1) {
          $0.maxPodsExpression = expression
          change(&$0)
        }
      ).groups[0]
    }
    let custom = try group("((default_enis - 1) * (ips_per_eni - 1)) + 2") { $0.usesCustomAMI = true }
    #expect(custom.profile.maxPods == 12)
    // 4096 − 308 − (11 × 12 + 255) − 100 MiB
    #expect(custom.planned.least.memory == MemoryAmount.mebibytes(4096 - 308 - 387 - 100))
    // A managed node group sets its own value, and the formula replaces an expression without a value.
    #expect(try group("5") { _ in }.profile.maxPods == 17)
    #expect(try group("min(5, 6)") { $0.manager = .selfManaged }.profile.maxPods == 17)
    #expect(try group("min(5, vcpus)") { ($0.manager, $0.desiredSize) = (.karpenter, nil) }.profile.maxPods == 2)
    let codes = Assessment(
      of: .sample([.t3Medium], nodes: 1) { $0.maxPodsExpression = try! MaxPodsExpression(parsing: "fake") }
    ).findings.map(\.code)
    #expect(codes == ["HR-POD-010"])
  }
}
