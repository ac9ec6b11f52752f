internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// `headroom simulate`: what a node holds over time.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "One node's addresses over time: bursts, scale-downs, refusals.",
    discussion: """
      The scenario names a node and what happens to it, in YAML or JSON; each settle and snapshot prints a row.

      EXAMPLES
        headroom simulate --node scenario.yaml
        echo '{instanceType: t3.small, events: [{op: pods, count: 9}, {op: settle},
          {op: pods, count: 3, order: fifo}, {op: settle}]}' | headroom simulate --node -
      """)

  @Option(help: ArgumentHelp("The scenario of one node; - reads standard input.", valueName: "file"))
  var node: String

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let types = try catalog.catalog()
    let scenario = try orExit { try importNodeScenario(try Files.read(node), catalog: types) }
    let answer = NodeSimulationAnswer(scenario.run())
    if output.output == .json { return try output.put(answer.json()) }
    try output.print(answer.table, kind: "NodeSimulation")
  }
}
