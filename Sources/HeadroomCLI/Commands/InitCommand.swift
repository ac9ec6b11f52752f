internal import ArgumentParser
internal import Foundation
internal import Headroom

/// The command `headroom init`, which prints a plan to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Print a commented plan to start from.",
    discussion: """
      EXAMPLES
        headroom init > plan.yaml
        headroom init --region eu-central-1 > plan.yaml && headroom check -f plan.yaml
        headroom init --out-dir my-cluster

      The first line of the plan tells editors with a YAML language server that the
      schema is in plan.schema.json beside the plan. --out-dir writes both files;
      --schema prints the schema alone.
      """)

  @Option(help: ArgumentHelp("The AWS region of the cluster.", valueName: "region"))
  var region = Region("ap-northeast-2")!

  @Option(help: ArgumentHelp("Write plan.yaml and plan.schema.json to a folder instead.", valueName: "dir"))
  var outDir: String?

  @Flag(help: "Print the JSON Schema of plan files instead of a plan.")
  var schema = false

  func validate() throws {
    if schema, outDir != nil { throw ValidationError("--schema and --out-dir are mutually exclusive") }
    if let objection = region.objection { throw ValidationError(objection) }
  }

  func run() throws {
    let plan = StarterPlan(region: region).text
    let schema = String(decoding: EmbeddedFile.planSchema, as: UTF8.self)
    guard let outDir else { return try Terminal.write(self.schema ? schema : plan) }
    let names = ["plan.yaml", StarterPlan.schemaName]
    try orExit {
      if let name = names.first(where: { FileManager.default.fileExists(atPath: "\(outDir)/\($0)") }) {
        throw InvalidInput(description: "\(outDir)/\(name): the file exists already")
      }
      _ = try OutputFiles.write([(names[0], plan), (names[1], schema)], to: outDir, owned: [])
    }
    for name in names { Terminal.complain("wrote \(outDir)/\(name)") }
  }
}
