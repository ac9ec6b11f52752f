internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom traffic`: what crosses zones, and the bill.
struct TrafficCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "traffic",
    abstract: "Cross-AZ bytes and cost of a plan's Services, with and without topology-aware routing.",
    discussion: """
      A price that no source tells makes the total unknown; --set network.prices.NAME=AMOUNT gives one of your own.

      EXAMPLES
        headroom traffic -f plan.yaml
        headroom traffic -f plan.yaml --set services.echo.trafficDistribution=PreferClose
        headroom traffic -f plan.yaml -o csv --table traffic-lines
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("The table that -o csv prints: traffic or traffic-lines.", valueName: "name"))
  var table = "traffic"

  @Flag(help: "Exit with 2 if the total is not known.")
  var strict = false

  func validate() throws {
    guard ["traffic", "traffic-lines"].contains(table) else {
      throw ValidationError("there is no table '\(table)'; expected traffic or traffic-lines")
    }
  }

  func run() throws {
    let assessed = try plan.assess()
    try output.print(Document.traffic(assessed.assessment, positions: assessed.positions), table: table)
    if strict, assessed.assessment.traffic.total.costPerMonth == nil { throw ExitCode.invalidInput }
  }

  func answer() throws -> Document { .traffic(try plan.assess().assessment) }
}
