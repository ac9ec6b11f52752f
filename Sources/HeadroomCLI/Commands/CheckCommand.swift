internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom check`: the verdicts.
struct CheckCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a planned cluster against its subnets.",
    discussion: """
      EXAMPLES
        headroom check -f plan.yaml
        headroom check -f plan.yaml -o csv --table findings
        headroom check -f plan.yaml --set cni.env.WARM_IP_TARGET=2 --fail-on warn
        headroom check -f - -o json < plan.yaml
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var verdict: VerdictOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("The table that -o csv prints: \(Report.tableNames.joined(separator: ", ")).", valueName: "name")
  )
  var table = "subnets"

  func validate() throws {
    guard Report.tableNames.contains(table) else {
      throw ValidationError(
        "there is no table '\(table)'; expected one of \(Report.tableNames.joined(separator: ", "))")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    switch output.output {
    case .table: try output.put(assessed.report.text(Terminal.style(noColor: output.noColor || output.outFile != nil)))
    case .csv: try output.put(assessed.report.table(table)!.csv())
    case .json: try output.put(assessed.report.json())
    }
    try verdict.exit(with: assessed.assessment)
  }

  func explanations() throws -> [(String, [DerivationStep])] {
    try plan.assess().assessment.explanations
  }
}

extension Assessment {
  /// The derivations of all subnets, node groups and Services.
  var explanations: [(String, [DerivationStep])] {
    analysis.subnets.map { ("subnet \($0.subnet.name)", $0.steps) }
      + zip(analysis.groups, traffic.groupCosts).map { ("node-group \($0.profile.group.name)", $0.steps + $1.steps) }
      + traffic.services.map { ("service \($0.service.name)", $0.steps) }
  }
}
