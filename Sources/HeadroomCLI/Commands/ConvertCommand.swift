internal import ArgumentParser
internal import Foundation
internal import HeadroomImport

/// The command `headroom convert`, which prints the plan that files add up to.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Print the plan that files of other tools add up to, or a file of another tool for it.",
    discussion: """
      Comments say where each fact comes from, what is the default of which tool,
      and what the files do not say. A plan file among the files takes precedence.

      With --to, the answer is a file of another tool. IDs of subnets are those of
      the files and never invented: if one is needed and not known, the error names
      the subnet. A plan file has no IDs, unless the name of a subnet is one.
      Standard error says what such a file cannot say.

      \(ConvertTarget.listing)

      EXAMPLES
        headroom convert -f cluster.yaml > plan.yaml
        headroom convert -f cluster.yaml -f subnets.json --out-file plan.yaml
        headroom convert -f dump/ --cluster shop -o json
        headroom convert -f dump/ --to configuration-values > values.json
        headroom convert -f plan.yaml -f subnets.json --to eniconfigs
      """)

  @OptionGroup var plan: PlanOptions

  @Option(help: ArgumentHelp("What to print.", valueName: "output"))
  var to = ConvertTarget.plan

  @Option(name: [.short, .long], help: "The form of the plan. (default: yaml)")
  var output: PlanFileFormat?

  @Option(help: ArgumentHelp("Write the answer to a file instead of standard output.", valueName: "path"))
  var outFile: String?

  func validate() throws {
    if output != nil, to.output != nil {
      throw ValidationError("--output is the form of a plan, and \(to.name) has one form only; leave it out")
    }
  }

  func run() throws {
    let imported = try plan.read()
    if let tool = to.output { return try write(imported, as: tool) }
    let output = output ?? .yaml
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

  private func write(_ imported: ImportedPlan, as tool: ToolOutput) throws {
    let file = try orExit { try tool.text(of: imported) }
    for note in file.notes { Terminal.complain("Note: \(note)") }
    guard let outFile else { return try Terminal.write(file.text) }
    try orExit { try OutputFiles.write(file.text, to: outFile) }
  }
}

extension PlanFileFormat: ExpressibleByArgument {}
