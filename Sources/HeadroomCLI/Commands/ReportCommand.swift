internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom report`, which writes reports to files.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write reports on a planned cluster as HTML, CSV or JSON.",
    discussion: """
      With --out-dir, the files are index.html, assessment.json and one CSV file
      per table: \(Document.assessmentTableNames.map { "\($0).csv" }.joined(separator: ", ")).
      Files of an earlier report in the same directory are replaced, or removed if
      this report does not have them. Without --out-dir, a single format is printed
      to standard output.

      EXAMPLES
        headroom report -f plan.yaml --out-dir report -o html -o csv
        headroom report -f plan.yaml -o html > report.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, csv, json, table
  }

  @OptionGroup var plan: PlanOptions
  @OptionGroup var verdict: VerdictOptions

  @Option(name: [.short, .long], help: "The format of the report; can be repeated with --out-dir.")
  var output: [Format] = [.html]

  @Option(help: ArgumentHelp("The directory to write to; it is created if it does not exist.", valueName: "dir"))
  var outDir: String?

  @Option(help: ArgumentHelp("Write a single format to a file instead of standard output.", valueName: "path"))
  var outFile: String?

  @Option(help: ArgumentHelp("The table to print with -o csv, unless --out-dir is given.", valueName: "name"))
  var table = "subnets"

  @Flag(help: "Print without colors; NO_COLOR has the same effect.")
  var noColor = false

  func validate() throws {
    if outDir != nil, outFile != nil { throw ValidationError("--out-dir and --out-file are mutually exclusive") }
    if outDir == nil, output.count > 1 { throw ValidationError("multiple formats require --out-dir") }
    guard Document.assessmentTableNames.contains(table) else {
      throw ValidationError(
        "no table '\(table)'; expected one of \(Document.assessmentTableNames.joined(separator: ", "))")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    let files = Format.allCases.filter(output.contains).flatMap { self.files($0, of: assessed.document) }
    if let outDir {
      let removed = try orExit { try OutputFiles.write(files, to: outDir, owned: Self.names) }
      for file in files { Terminal.complain("wrote \(outDir)/\(file.name)") }
      for name in removed { Terminal.complain("removed \(outDir)/\(name), which is of an earlier report") }
    } else {
      let text = output == [.csv] ? assessed.document.csv(table: table) ?? "" : files[0].text
      if let outFile {
        try orExit { try OutputFiles.write(text, to: outFile) }
      } else {
        try Terminal.write(text)
      }
    }
    try verdict.exit(with: assessed.assessment)
  }

  /// The names of all files that a report can consist of.
  private static let names =
    ["index.html", "assessment.json", "report.txt"] + Document.assessmentTableNames.map { "\($0).csv" }

  /// Returns the files of a format. Their names are fixed and never derived from names in a plan.
  private func files(_ format: Format, of document: Document) -> [(name: String, text: String)] {
    switch format {
    case .html: [("index.html", document.html())]
    case .csv: document.tables.map { ("\($0.id).csv", $0.csv()) }
    case .json: [("assessment.json", document.json())]
    case .table:
      // A file is as wide everywhere, and has no colors.
      [("report.txt", document.text(outDir ?? outFile == nil ? Terminal.style(noColor: noColor) : TextStyle()))]
    }
  }
}
