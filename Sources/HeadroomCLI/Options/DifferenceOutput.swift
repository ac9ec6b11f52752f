internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// The options of the commands that print the difference between two plans.
struct DifferenceOutput: ParsableArguments {
  /// A format of the difference.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, wide, csv, json, html, markdown
  }

  /// The names of the tables.
  static let tableNames = ["findings", "subnets", "cost", "values"]

  @Option(name: [.short, .long], help: "The output format.")
  var output = Format.table

  @Option(help: ArgumentHelp("Write the output to a file instead of standard output.", valueName: "path"))
  var outFile: String?

  @Option(
    help: ArgumentHelp(
      "The table to print with -o csv: \(tableNames.joined(separator: ", ")).", valueName: "name"))
  var table = "findings"

  @Flag(help: "Print without colors; NO_COLOR has the same effect.")
  var noColor = false

  func validate() throws {
    guard Self.tableNames.contains(table) else {
      throw ValidationError("no table '\(table)'; expected one of \(Self.tableNames.joined(separator: ", "))")
    }
  }

  /// Prints the difference, and exits with the status that follows from what gets worse.
  func put(_ old: Assessed, _ new: Assessed, _ verdict: VerdictOptions) throws {
    let document = DifferenceOutput.document(old, new)
    let style =
      outFile == nil
      ? Terminal.style(noColor: noColor, isWide: output == .wide) : TextStyle(isWide: output == .wide)
    let text =
      switch output {
      case .table, .wide: document.text(style)
      case .csv: document.csv(table: table) ?? ""
      case .json: document.json()
      case .html: document.html()
      case .markdown: document.markdown()
      }
    if let outFile { try orExit { try OutputFiles.write(text, to: outFile) } } else { try Terminal.write(text) }
    try verdict.exit(with: Self.worse(old, new))
  }

  /// Returns the difference of two plans.
  static func document(_ old: Assessed, _ new: Assessed) -> Document {
    let values = differences(from: old.plan.plan, to: new.plan.plan).map { ($0.path, $0.old, $0.new) }
    return .difference(from: old.assessment, to: new.assessment, values: values, positions: new.positions)
  }

  /// Returns the findings that are new or worse.
  static func worse(_ old: Assessed, _ new: Assessed) -> [Finding] {
    FindingChange.all(from: old.assessment, to: new.assessment).filter(\.isWorse).map(\.finding)
  }
}
