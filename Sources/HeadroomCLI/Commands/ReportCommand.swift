internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom report`, which writes reports to files.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write reports on a planned cluster as HTML, CSV, JSON or Markdown.",
    discussion: """
      With --out-dir, the files are index.html, assessment.json, report.md,
      report.txt, junit.xml, headroom.sarif, and one CSV file per table:
      \(Document.assessmentTableNames.map { "\($0).csv" }.joined(separator: ", ")).
      Files of an earlier report in the same directory are replaced, or removed if
      this report does not have them. Without --out-dir, a single format is printed
      to standard output.

      With --scenario, the page shows a simulation of the plan too; see
      `headroom help simulate`.

      EXAMPLES
        headroom report -f plan.yaml --out-dir report -o html -o csv
        headroom report -f plan.yaml -o html > report.html
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var verdict: VerdictOptions
  @OptionGroup var output: AssessmentOutput
  @OptionGroup var events: ScenarioOptions

  func validate() throws {
    if plan.filename.contains("-"), events.scenario == "-" {
      throw ValidationError("-f and --scenario cannot both read from standard input")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    var document = assessed.document
    if let scenario = events.scenario {
      let (moments, cluster) = try orExit {
        try events.run(assessed.assessment.plan, through: scenario, file: plan.filename[0])
      }
      document = document.adding(moments, summary: cluster.summary)
    }
    try output.put(document, as: .html, failingAt: verdict.limit)
    try verdict.exit(with: assessed.assessment.findings)
  }
}
