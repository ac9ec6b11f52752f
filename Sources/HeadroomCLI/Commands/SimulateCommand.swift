internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// `headroom simulate`: what a node, or a fleet on its subnets, holds over time.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Addresses over time: of one node, or of a plan's nodes on their subnets.",
    discussion: """
      With --node the scenario names a node and what happens to it, in YAML or
      JSON; each settle and snapshot prints a row.

      With -f and --scenario the plan's nodes and pods live through events: scale,
      addNodes, replace, drain, loseZone, churn. The table tells what became of
      each subnet; -o csv and json have every moment.

      EXAMPLES
        headroom simulate --node scenario.yaml
        headroom simulate -f plan.yaml --scenario day.yaml --placement adversarial
        headroom simulate -f plan.yaml --scenario day.jsonl -o csv > day.csv
        echo '{duration: 1h, events: [{scale: web, replicas: 200}]}' |
          headroom simulate -f plan.yaml --scenario -
      """)

  @Option(help: ArgumentHelp("The scenario of one node; - reads standard input.", valueName: "file"))
  var node: String?

  @Option(
    help: ArgumentHelp(
      "Run one node's scenario in so many drawn orders too: what comes out at best and at worst.", valueName: "n"))
  var orders: Int?

  @Option(name: [.short, .long], help: ArgumentHelp("The plan of a fleet.", valueName: "file"))
  var filename: String?

  @Option(help: ArgumentHelp("What happens to the fleet; - reads standard input.", valueName: "file"))
  var scenario: String?

  @Option(help: "Where EC2 puts single addresses, which it does not tell.")
  var placement = AddressPlacement.firstFit

  @Option(help: ArgumentHelp("Where the random numbers start.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change one value of the plan for this run.", valueName: "path=value"))
  var changes: [PlanChange] = []

  @Option(help: ArgumentHelp("The table that -o csv prints: moments or subnets.", valueName: "name"))
  var table = "moments"

  @Flag(help: "Draw the /28 blocks of each subnet at the end.")
  var map = false

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    switch (node, filename, scenario) {
    case (.some, nil, nil):
      if let orders, !(0...1000).contains(orders) {
        throw ValidationError("--orders is \(orders); expected 0 to 1000")
      }
      return
    case (nil, let filename?, let scenario?):
      if filename == "-", scenario == "-" { throw ValidationError("standard input is one file; expected two") }
    default: throw ValidationError("expected --node FILE, or -f PLAN and --scenario FILE")
    }
    guard ["moments", "subnets"].contains(table) else {
      throw ValidationError("there is no table '\(table)'; expected moments or subnets")
    }
  }

  func run() throws {
    let types = try catalog.catalog()
    guard let node else { return try runCluster(types) }
    let scenario = try orExit { try importNodeScenario(try Files.read(node), catalog: types) }
    let bounds = orders.map { scenario.bounds(orders: $0, seed: seed) } ?? []
    try output.print(Document.nodeSimulation(scenario.run(), bounds: bounds))
  }

  // MARK: The fleet

  /// More rows than a spreadsheet takes.
  private static let mostRows = 1_000_000

  private func runCluster(_ types: InstanceCatalog) throws {
    let (moments, cluster) = try orExit { try simulate(types) }
    let document = Document.clusterSimulation(moments, summary: cluster.summary, maps: map ? cluster.blockMaps() : [])
    try output.print(document, table: table)
  }

  private func simulate(_ types: InstanceCatalog) throws -> (moments: [ClusterMoment], cluster: ClusterSimulator) {
    let filename = filename!
    let plan = try importPlan([try Files.read(filename)], catalog: types, changes: changes) { name in
      Files.read(name, beside: filename)
    }.plan
    var file = try ClusterScenarioFile(scenario == "-" ? "<stdin>" : scenario!, chunk: try Files.chunks(of: scenario!))
    let timeline = file.timeline
    let rows = (timeline.duration / timeline.sample + 2) * plan.subnets.count
    guard rows <= Self.mostRows else {
      throw InvalidInput(
        description: "there are \(rows) rows to print; expected \(Self.mostRows) at the most, so a longer sample")
    }
    var progress = Progress()
    do {
      var cluster = try ClusterSimulator(of: plan, placement: placement, seed: seed)
      var moments: [ClusterMoment] = []
      try timeline.run(&cluster) {
        try file.next()
      } moment: {
        moments += $0
        progress.show($0.first.map { $0.time * 100 / max(1, timeline.duration) } ?? 0)
      }
      progress.end()
      return (moments, cluster)
    } catch let error as ClusterSimulationError {
      progress.end()
      let place = error.line.map { "\(scenario == "-" ? "<stdin>" : scenario!):\($0):1" } ?? filename
      throw InvalidInput(description: "\(place): \(error.message)")
    }
  }
}
