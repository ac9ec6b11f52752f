internal import Headroom

/// The variables of the VPC CNI with which its add-on has the settings of a plan.
struct AddonVariables {
  /// The variables that the plan sets, and those whose value in effect is not that of the chart.
  let values: [String: String]
  /// What a file with variables cannot say.
  let notes: [String]

  /// - Throws: `PlanError` if the plan has another network plugin, or variables whose names Kubernetes refuses.
  init(of imported: ImportedPlan) throws(PlanError) {
    let network = imported.plan.network
    guard network.kind != .overlay else {
      let part = PlanPart(.cni, key: "kind")
      throw PlanError([
        PlanError.Problem(
          part, "cni.kind is overlay, which has no variables of the VPC CNI; expected vpc-cni or chained-cilium",
          at: imported.position(of: part))
      ])
    }
    let environment = network.environment
    let problems = environment.variables.keys.sorted().filter { !Self.isName($0) }.map { name in
      PlanError.Problem(
        PlanPart(.cni, key: "env"),
        """
        '\(name.prefix(80))' is not a name of a variable; expected letters, digits, `_`, `-` and `.`, and no digit at the start
        """, at: imported.position(of: PlanPart(.cni, name)) ?? imported.position(of: PlanPart(.cni, key: "env")))
    }
    guard problems.isEmpty else { throw PlanError(problems) }
    // The chart sets variables that the program takes differently if they are absent.
    let others = environment.differences(from: CNIEnvironment()).map { ($0.variable, $0.value) }
    values = environment.variables.merging(others) { own, _ in own }
    notes = environment.misspelt.map { "The variable \($0.variable) is probably misspelt; \($0.meant) may be meant." }
  }

  /// Returns whether Kubernetes accepts the name of a variable.
  ///
  /// Source: `IsEnvVarName` in `pkg/util/validation/validation.go` of kubernetes/apimachinery.
  private static func isName(_ text: String) -> Bool {
    let first = text.utf8.first.map { !(48...57 ~= $0) } ?? false
    return first && text != "." && !text.hasPrefix("..")
      && text.utf8.allSatisfy {
        48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || "_-.".utf8.contains($0)
      }
  }
}
