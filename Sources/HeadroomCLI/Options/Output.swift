internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The format in which an answer is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, wide, csv, json
}

/// The options of every command that prints a table.
struct OutputOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The output format.")
  var output = OutputFormat.table

  @Option(help: ArgumentHelp("Write the output to a file instead of standard output.", valueName: "path"))
  var outFile: String?

  @Flag(help: "Print without colors; NO_COLOR has the same effect.")
  var noColor = false

  /// Prints an answer to standard output or the output file, and its notes to standard error.
  ///
  /// - Parameters:
  ///   - document: The answer.
  ///   - table: The name of the table to print as CSV; by default, the first one. Other formats print all tables.
  func print(_ document: Document, table: String? = nil) throws {
    switch output {
    // A file is as wide everywhere, and has no colors.
    case .table, .wide:
      let isWide = output == .wide
      try put(
        document.text(outFile == nil ? Terminal.style(noColor: noColor, isWide: isWide) : TextStyle(isWide: isWide)))
    case .csv: try put(document.csv(table: table) ?? "")
    case .json: try put(document.json())
    }
    for note in document.notes { Terminal.complain("Note: \(note)") }
  }

  /// Writes text to the output file if one is given, or to standard output.
  func put(_ text: String) throws {
    guard let outFile else { return try Terminal.write(text) }
    try orExit { try OutputFiles.write(text, to: outFile) }
  }
}

/// Runs a closure that reads or writes files. If the input is not valid, prints the error and exits with status 2.
func orExit<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as Files.Failure {
    Terminal.complain("Error: \(printable(error.description))")
  } catch let error as PlanError {
    Terminal.complain("Error: \(error)")
  } catch let error as InvalidInput {
    Terminal.complain("Error: \(printable(error.description))")
  }
  throw ExitCode.invalidInput
}

/// An error for input that cannot be evaluated, described in one sentence.
struct InvalidInput: Error, CustomStringConvertible {
  let description: String
}
