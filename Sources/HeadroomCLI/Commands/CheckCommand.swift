internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom check`, which prints the verdicts and findings for a plan.
struct CheckCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a planned cluster: its subnets, nodes, pods and traffic.",
    discussion: """
      EXAMPLES
        headroom check -f plan.yaml
        headroom check -f cluster.yaml -f subnets.json
        headroom check -f plan.yaml -o csv --table findings
        headroom check -f plan.yaml --quiet
        headroom check -f plan.yaml --set cni.env.WARM_IP_TARGET=2 --fail-on warn
        headroom check -f - -o json < plan.yaml
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var verdict: VerdictOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Print the verdict in one sentence, and nothing else.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "The table to print with -o csv: \(Document.assessmentTableNames.joined(separator: ", ")).", valueName: "name")
  )
  var table = "subnets"

  func validate() throws {
    guard Document.assessmentTableNames.contains(table) else {
      throw ValidationError(
        "no table '\(table)'; expected one of \(Document.assessmentTableNames.joined(separator: ", "))")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    if quiet {
      try output.put(printable(assessed.document.sentence ?? "") + "\n")
    } else {
      try output.print(assessed.document, table: table)
    }
    try verdict.exit(with: assessed.assessment)
  }

  func answer() throws -> Document { try plan.assess().document }
}
