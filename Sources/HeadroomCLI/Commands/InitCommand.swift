internal import ArgumentParser
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
      """)

  @Option(help: ArgumentHelp("The AWS region of the cluster.", valueName: "region"))
  var region = Region("ap-northeast-2")!

  func validate() throws {
    if let objection = region.objection { throw ValidationError(objection) }
  }

  func run() throws {
    try Terminal.write(StarterPlan(region: region).text)
  }
}
