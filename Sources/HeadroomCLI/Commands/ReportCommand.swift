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

      EXAMPLES
        headroom report -f plan.yaml --out-dir report -o html -o csv
        headroom report -f plan.yaml -o html > report.html
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var verdict: VerdictOptions
  @OptionGroup var output: AssessmentOutput

  func run() throws {
    let assessed = try plan.assess()
    try output.put(assessed.document, as: .html, failingAt: verdict.limit)
    try verdict.exit(with: assessed.assessment)
  }
}
