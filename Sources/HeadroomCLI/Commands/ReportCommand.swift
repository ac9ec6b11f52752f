internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom report`: reports in files.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write reports of a planned cluster: HTML, CSV, JSON.",
    discussion: """
      With --out-dir the files are index.html, one CSV a table (\(Document.assessmentTableNames.map { "\($0).csv" }.joined(separator: ", "))) and
      assessment.json. Without it, the one format asked for goes to standard output.

      EXAMPLES
        headroom report -f plan.yaml --out-dir report -o html -o csv
        headroom report -f plan.yaml -o html > report.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, csv, json, table
  }

  @OptionGroup var plan: PlanOptions
  @OptionGroup var verdict: VerdictOptions

  @Option(name: [.short, .long], help: "A format; may be given several times.")
  var output: [Format] = [.html]

  @Option(help: ArgumentHelp("The folder to write to; it is made if it is not there.", valueName: "dir"))
  var outDir: String?

  @Option(help: ArgumentHelp("The file to write one format to.", valueName: "path"))
  var outFile: String?

  @Option(help: ArgumentHelp("The table that -o csv prints where it prints only one.", valueName: "name"))
  var table = "subnets"

  @Flag(help: "Print without colour; NO_COLOR does the same.")
  var noColor = false

  func validate() throws {
    if outDir != nil, outFile != nil { throw ValidationError("expected --out-dir or --out-file, not both") }
    if outDir == nil, output.count > 1 { throw ValidationError("several formats need --out-dir") }
    guard Document.assessmentTableNames.contains(table) else {
      throw ValidationError(
        "there is no table '\(table)'; expected one of \(Document.assessmentTableNames.joined(separator: ", "))")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    let files = Format.allCases.filter(output.contains).flatMap { self.files($0, of: assessed.document) }
    if let outDir {
      try orExit {
        try Files.makeFolder(outDir)
        try Files.write(files.map { ("\(outDir)/\($0.name)", $0.text) })
      }
      for file in files { Terminal.complain("wrote \(outDir)/\(file.name)") }
    } else {
      let wanted = files.first { $0.name == "\(table).csv" } ?? files[0]
      if let outFile {
        try orExit { try Files.write([(outFile, wanted.text)]) }
      } else {
        try Terminal.write(wanted.text)
      }
    }
    try verdict.exit(with: assessed.assessment)
  }

  /// The files of a format; their names are fixed, never made from names in a plan.
  private func files(_ format: Format, of document: Document) -> [(name: String, text: String)] {
    switch format {
    case .html: [("index.html", document.html())]
    case .csv: document.tables.map { ("\($0.id).csv", $0.csv()) }
    case .json: [("assessment.json", document.json())]
    case .table: [("report.txt", document.text(Terminal.style(noColor: noColor || outDir != nil || outFile != nil)))]
    }
  }
}
