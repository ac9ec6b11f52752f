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
        headroom check -f plan.yaml -o junit -o sarif --out-dir results
        headroom check -f plan.yaml --quiet
        headroom check -f plan.yaml --set cni.env.WARM_IP_TARGET=2 --fail-on warn
        headroom check -f - -o json < plan.yaml
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var verdict: VerdictOptions
  @OptionGroup var output: AssessmentOutput

  @Flag(help: "Print the verdict in one sentence, and nothing else.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "Print what changes from another version of the plan, and exit by what gets worse, as `headroom diff` does.",
      valueName: "file"))
  var against: String?

  func validate() throws {
    if against != nil {
      let formats: [AssessmentFormat] = [.junit, .sarif, .github]
      guard !quiet, output.outDir == nil, !output.output.contains(where: formats.contains) else {
        throw ValidationError(
          "--against prints table, wide, csv, json, html or markdown, without --quiet and --out-dir")
      }
    }
    if quiet, !output.output.isEmpty || output.outDir != nil {
      throw ValidationError("--quiet prints one sentence; it has no other format")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    if let against {
      var difference = DifferenceOutput()
      difference.output = output.output.first.flatMap { .init(rawValue: $0.rawValue) } ?? .table
      (difference.outFile, difference.noColor) = (output.outFile, output.noColor)
      difference.table = DifferenceOutput.tableNames.contains(output.table) ? output.table : "findings"
      return try difference.put(
        try plan.basis.assess(
          PlanFiles(
            against, cluster: plan.files.cluster, assumesEvenSpread: plan.files.assumesEvenSpread)), assessed, verdict)
    }
    let document = assessed.document
    if quiet {
      try output.put(withoutCommands(printable(document.sentence ?? "") + "\n"))
    } else {
      try output.put(document, as: .table, failingAt: verdict.limit)
    }
    try verdict.exit(with: assessed.assessment.findings)
  }

  func answer() throws -> Document { try plan.assess().document }
}
