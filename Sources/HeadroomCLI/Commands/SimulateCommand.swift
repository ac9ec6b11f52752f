internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// The command `headroom simulate`, which runs one node or a whole cluster through a sequence of events.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate the addresses of one node, or of a whole cluster, over time.",
    discussion: """
      With --node, the scenario describes one node and a sequence of events, in YAML
      or JSON. Each settle and snapshot event prints a row.

      With -f and --scenario, all nodes and pods of a plan go through events: scale,
      addNodes, replace, drain, loseZone and churn. The table summarizes each
      subnet; -o csv and -o json print the state at every sampled moment.

      EXAMPLES
        headroom simulate --node scenario.yaml
        headroom simulate -f plan.yaml --scenario day.yaml --placement adversarial
        headroom simulate -f plan.yaml --scenario day.jsonl -o csv > day.csv
        echo '{duration: 1h, events: [{scale: web, replicas: 200}]}' |
          headroom simulate -f plan.yaml --scenario -
      """)

  @Option(help: ArgumentHelp("The scenario of one node; - reads from standard input.", valueName: "file"))
  var node: String?

  @Option(
    help: ArgumentHelp(
      "Also run the node's scenario with this number of random orders, and print the best and the worst result.",
      valueName: "n"))
  var orders: Int?

  @OptionGroup var files: PlanFiles

  @OptionGroup var events: ScenarioOptions

  @Option(help: ArgumentHelp("The table to print with -o csv: moments or subnets.", valueName: "name"))
  var table = "moments"

  @Flag(help: "Draw the /28 blocks of each subnet at the end of the simulation.")
  var map = false

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    switch (node, files.filename.isEmpty, events.scenario) {
    case (.some, true, nil):
      if let orders, !(0...1000).contains(orders) {
        throw ValidationError("--orders is \(orders); expected 0 to 1000")
      }
      return
    case (nil, false, let scenario?):
      if files.filename.contains("-"), scenario == "-" {
        throw ValidationError("-f and --scenario cannot both read from standard input")
      }
    default: throw ValidationError("expected either --node FILE, or -f PLAN with --scenario FILE")
    }
    guard ["moments", "subnets"].contains(table) else {
      throw ValidationError("no table '\(table)'; expected moments or subnets")
    }
  }

  func run() throws {
    let types = try catalog.catalog()
    guard let node else { return try runCluster(types) }
    let scenario = try orExit { try importNodeScenario(try Files.read(node), catalog: types) }
    let bounds = orders.map { scenario.bounds(orders: $0, seed: events.seed) } ?? []
    try output.print(Document.nodeSimulation(scenario.run(), bounds: bounds))
  }

  private func runCluster(_ types: InstanceCatalog) throws {
    let (moments, cluster) = try orExit {
      try events.run(try files.read(types).plan, through: events.scenario!, file: files.filename[0])
    }
    let document = Document.clusterSimulation(moments, summary: cluster.summary, maps: map ? cluster.blockMaps() : [])
    try output.print(document, table: table)
  }
}
