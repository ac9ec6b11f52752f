internal import ArgumentParser
internal import Headroom
internal import HeadroomImport

/// The options of the commands that simulate a cluster.
struct ScenarioOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The events of the cluster; - reads from standard input.", valueName: "file"))
  var scenario: String?

  @Option(help: "The assumed placement of single addresses in a subnet, which EC2 does not document.")
  var placement = AddressPlacement.firstFit

  @Option(help: ArgumentHelp("The seed of the random numbers.", valueName: "n"))
  var seed: UInt64 = 1

  /// The largest number of rows to print, about as many as a spreadsheet can open.
  private static let mostRows = 1_000_000

  /// Runs a plan through the events of the scenario.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - scenario: The path of the scenario.
  ///   - file: The name of the plan's file, for errors that concern no event.
  func run(
    _ plan: ClusterPlan, through scenario: String, file: String
  ) throws -> (moments: [ClusterMoment], cluster: ClusterSimulator) {
    let name = scenario == "-" ? "<stdin>" : scenario
    var events = try ClusterScenarioFile(name, chunk: try Files.chunks(of: scenario))
    let timeline = events.timeline
    let rows = (timeline.duration / timeline.sample + 2) * plan.subnets.count
    guard rows <= Self.mostRows else {
      throw InvalidInput(
        description: "the output would have \(rows) rows; at most \(Self.mostRows) are allowed, so increase `sample`")
    }
    var progress = Progress()
    do {
      var cluster = try ClusterSimulator(of: plan, placement: placement, seed: seed)
      var moments: [ClusterMoment] = []
      try timeline.run(&cluster) {
        try events.next()
      } moment: {
        moments += $0
        progress.show($0.first.map { $0.time * 100 / max(1, timeline.duration) } ?? 0)
      }
      progress.end()
      return (moments, cluster)
    } catch let error as ClusterSimulationError {
      progress.end()
      let place = error.line.map { "\(name):\($0):1" } ?? file
      throw InvalidInput(description: "\(place): \(error.message)")
    }
  }
}
