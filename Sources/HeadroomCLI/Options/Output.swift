internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// How an answer is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

/// The options of every command that prints a table.
struct OutputOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "How to print the answer.")
  var output = OutputFormat.table

  @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "path"))
  var outFile: String?

  @Flag(help: "Print without colour; NO_COLOR does the same.")
  var noColor = false

  /// Prints an answer, and its notes on standard error.
  ///
  /// - Parameters:
  ///   - document: The answer.
  ///   - table: The name of the table that is printed as CSV; by default the first one.
  func print(_ document: Document, table: String? = nil) throws {
    switch output {
    case .table: try put(document.text(Terminal.style(noColor: noColor || outFile != nil)))
    case .csv: try put(document.csv(table: table) ?? "")
    case .json: try put(document.json())
    }
    for note in document.notes { Terminal.complain("Note: \(note)") }
  }

  /// Writes text to where it is wanted.
  func put(_ text: String) throws {
    guard let outFile else { return try Terminal.write(text) }
    try orExit { try Files.write([(outFile, text)]) }
  }
}

/// Runs what reads or writes; what is wrong with the input is told, and the exit status is 2.
func orExit<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as Files.Failure {
    Terminal.complain("Error: \(error)")
  } catch let error as PlanError {
    Terminal.complain("Error: \(error)")
  } catch let error as InvalidInput {
    Terminal.complain("Error: \(error.description)")
  }
  throw ExitCode.invalidInput
}

/// Input that cannot be evaluated, in one sentence.
struct InvalidInput: Error, CustomStringConvertible {
  let description: String
}
