internal import ArgumentParser
internal import Foundation
internal import HeadroomImport

/// The command `headroom convert`, which prints the plan that files add up to.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Print the plan that files of other tools add up to.",
    discussion: """
      Comments say where each fact comes from, what is the default of which tool,
      and what the files do not say. A plan file among the files takes precedence.

      EXAMPLES
        headroom convert -f cluster.yaml > plan.yaml
        headroom convert -f cluster.yaml -f subnets.json --out-file plan.yaml
        headroom convert -f dump/ --cluster shop -o json
      """)

  @OptionGroup var plan: PlanOptions

  @Option(name: [.short, .long], help: "The form of the plan.")
  var output = PlanFileFormat.yaml

  @Option(help: ArgumentHelp("Write the plan to a file instead of standard output.", valueName: "path"))
  var outFile: String?

  func run() throws {
    let imported = try plan.read()
    let files = exportPlan(imported, as: output, name: outFile ?? "plan.\(output.rawValue)")
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    guard let outFile else {
      if files.count > 1 {
        throw ValidationError(
          "the plan names \(files.count - 1) other files; use --out-file, which writes them beside it")
      }
      return try Terminal.write(texts[0])
    }
    let folder = URL(filePath: outFile).deletingLastPathComponent().path
    try orExit {
      for (file, text) in zip(files, texts).dropFirst() { try OutputFiles.write(text, to: "\(folder)/\(file.name)") }
      try OutputFiles.write(texts[0], to: outFile)
    }
  }
}

extension PlanFileFormat: ExpressibleByArgument {}
