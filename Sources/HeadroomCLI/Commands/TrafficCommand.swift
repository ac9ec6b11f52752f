internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom traffic`, which prints the cross-zone traffic of a plan and its cost.
struct TrafficCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "traffic",
    abstract: "Show the cross-AZ traffic and network cost of a plan, with and without topology hints.",
    discussion: """
      The total is unknown if a price that it needs is not known. Use
      --set network.prices.NAME=AMOUNT to give a price.

      EXAMPLES
        headroom traffic -f plan.yaml
        headroom traffic -f plan.yaml --set services.echo.trafficDistribution=PreferClose
        headroom traffic -f plan.yaml -o csv --table traffic-lines
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("The table to print with -o csv: traffic or traffic-lines.", valueName: "name"))
  var table = "traffic"

  @Flag(help: "Exit with status 2 if the total is not known.")
  var strict = false

  func validate() throws {
    guard ["traffic", "traffic-lines"].contains(table) else {
      throw ValidationError("no table '\(table)'; expected traffic or traffic-lines")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    try output.print(Document.traffic(assessed.assessment, positions: assessed.positions), table: table)
    if strict, assessed.assessment.traffic.total.costPerMonth == nil { throw ExitCode.invalidInput }
  }

  func answer() throws -> Document { .traffic(try plan.assess().assessment) }
}
