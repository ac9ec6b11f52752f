internal import ArgumentParser
internal import Foundation
internal import Headroom
internal import HeadroomReport

/// The options of the commands that print or write the assessment of a plan.
struct AssessmentOutput: ParsableArguments {
  @Option(name: [.short, .long], help: "The output format; can be repeated with --out-dir.")
  var output: [AssessmentFormat] = []

  @Option(help: ArgumentHelp("The directory to write to; it is created if it does not exist.", valueName: "dir"))
  var outDir: String?

  @Option(help: ArgumentHelp("Write the output to a file instead of standard output.", valueName: "path"))
  var outFile: String?

  @Option(
    help: ArgumentHelp(
      "The table to print with -o csv: \(Document.assessmentTableNames.joined(separator: ", ")).", valueName: "name"))
  var table = "subnets"

  @Flag(help: "Append the report in Markdown to the file that GITHUB_STEP_SUMMARY names.")
  var summary = false

  @Flag(help: "Print without colors; NO_COLOR has the same effect.")
  var noColor = false

  func validate() throws {
    if outDir != nil, outFile != nil { throw ValidationError("--out-dir and --out-file are mutually exclusive") }
    if outDir == nil, output.count > 1 { throw ValidationError("multiple formats require --out-dir") }
    if output.contains(.table), output.contains(.wide) {
      throw ValidationError("the formats table and wide are mutually exclusive")
    }
    guard Document.assessmentTableNames.contains(table) else {
      throw ValidationError(
        "no table '\(table)'; expected one of \(Document.assessmentTableNames.joined(separator: ", "))")
    }
  }

  /// Prints or writes an assessment.
  ///
  /// - Parameters:
  ///   - document: The assessment.
  ///   - standard: The format if none is given.
  ///   - limit: The verdict from which on a finding is a failure in JUnit.
  func put(_ document: Document, as standard: AssessmentFormat, failingAt limit: Verdict) throws {
    let formats = output.isEmpty ? [standard] : AssessmentFormat.allCases.filter(output.contains)
    if let outDir {
      try write(document, formats, to: outDir, failingAt: limit)
    } else {
      let style =
        outFile == nil
        ? Terminal.style(noColor: noColor, isWide: formats[0] == .wide) : TextStyle(isWide: formats[0] == .wide)
      try put(formats[0].text(of: document, table: table, failingAt: limit, style))
    }
    for note in document.notes { Terminal.complain("Note: \(note)") }
    if summary { try appendSummary(of: document) }
  }

  /// Writes text to the output file if one is given, or to standard output.
  func put(_ text: String) throws {
    guard let outFile else { return try Terminal.write(text) }
    try orExit { try OutputFiles.write(text, to: outFile) }
  }

  private func write(
    _ document: Document, _ formats: [AssessmentFormat], to folder: String, failingAt limit: Verdict
  ) throws {
    let files = formats.flatMap { $0.files(of: document, failingAt: limit) }
    let owned = Set(AssessmentFormat.allCases.flatMap(\.fileNames)).sorted()
    let removed = try orExit { try OutputFiles.write(files, to: folder, owned: owned) }
    // Commands for the runner of a pipeline work only on standard output.
    if formats.contains(.github) { try Terminal.write(document.githubCommands()) }
    for file in files { Terminal.complain("wrote \(folder)/\(file.name)") }
    for name in removed { Terminal.complain("removed \(folder)/\(name), which is of an earlier report") }
  }

  private func appendSummary(of document: Document) throws {
    guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else {
      Terminal.complain("Note: there is no summary, because GITHUB_STEP_SUMMARY does not name a file.")
      return
    }
    try orExit { try OutputFiles.append(document.markdown(), to: path) }
  }
}
