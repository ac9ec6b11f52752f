internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom topology`: the hints of one Service.
struct TopologyCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "topology",
    abstract: "Topology hints and the zone matrix of one Service.",
    discussion: """
      CPU is what the ready nodes of a zone leave to pods, in millicores. Clients weigh as much as the CPU unless told.

      EXAMPLES
        headroom topology --cpu a=5790 b=5790 c=5790 --endpoints a=4 b=3 c=2
        headroom topology --cpu a=2000 b=3000 c=8000 --endpoints a=2 c=7 -o json
        headroom topology --cpu a=1 b=1 c=1 --replicas 1...12
        headroom topology --cpu a=1 b=1 c=1 --endpoints a=3 b=3 c=3 --clients a=80 b=10 c=10 --mode prefer-same-zone
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The CPU of each zone's nodes.", valueName: "zone=millicores"))
  var cpu: [ZoneNumber]

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Ready endpoints in each zone.", valueName: "zone=n"))
  var endpoints: [ZoneNumber] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The weight of each zone's clients; by default its CPU.", valueName: "zone=weight"))
  var clients: [ZoneNumber] = []

  @Option(help: "What the Service asks for.")
  var mode = TopologyMode.auto

  @Option(help: ArgumentHelp("The version of the cluster; by default the newest rules hold.", valueName: "version"))
  var kubernetesVersion: KubernetesVersion?

  @Option(
    help: ArgumentHelp(
      "Numbers of endpoints, spread evenly over the zones with CPU, each with whether it gets hints.",
      valueName: "a...b"))
  var replicas: PodRange?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, values) in [("--cpu", cpu), ("--endpoints", endpoints), ("--clients", clients)] {
      let zones = values.map(\.zone)
      if Set(zones).count < zones.count { throw ValidationError("\(name) names a zone twice") }
    }
    for value in cpu + endpoints where value.number != value.number.rounded() {
      throw ValidationError("\(value.zone)=\(value.number) is not a whole number")
    }
    if endpoints.isEmpty, replicas == nil {
      throw ValidationError("no endpoints: expected --endpoints ZONE=N... or --replicas A...B")
    }
    if !endpoints.isEmpty, replicas != nil { throw ValidationError("expected --endpoints or --replicas, not both") }
  }

  func run() throws { try output.print(try answer()) }

  func answer() throws -> Document {
    if let replicas {
      return .replicas(Dictionary(uniqueKeysWithValues: replicas.pods.map { ($0, routing(spread($0))) }))
    }
    return .topology(
      routing(endpointsByZone), request: request, cpu: cpuByZone, endpoints: endpointsByZone, clients: clientsByZone)
  }

  /// A number of endpoints, as even as can be over the zones with CPU.
  private func spread(_ count: Int) -> [String: Int] {
    let zones = cpuByZone.keys.sorted()
    let (each, rest) = count.quotientAndRemainder(dividingBy: max(1, zones.count))
    return Dictionary(uniqueKeysWithValues: zones.enumerated().map { ($1, each + ($0 < rest ? 1 : 0)) })
  }

  private var cpuByZone: [String: CPUAmount] {
    Dictionary(uniqueKeysWithValues: cpu.map { ($0.zone, CPUAmount(millicores: Int($0.number))) })
  }

  private var endpointsByZone: [String: Int] {
    Dictionary(uniqueKeysWithValues: endpoints.map { ($0.zone, Int($0.number)) })
  }

  private var clientsByZone: [String: Double] {
    clients.isEmpty
      ? cpuByZone.mapValues { Double($0.millicores) }
      : Dictionary(uniqueKeysWithValues: clients.map { ($0.zone, $0.number) })
  }

  private var ratios: ZoneCPURatios? { ZoneCPURatios(cpu: cpuByZone) }

  private var request: TopologyRequest { TopologyRequest(mode: mode, version: kubernetesVersion) }

  private func routing(_ endpoints: [String: Int]) -> ServiceRouting {
    ServiceRouting(
      mode: request.mode, endpoints: endpoints,
      clients: clientsByZone.map { ServingNodes(zone: $0.key, clients: $0.value) }, ratios: ratios)
  }
}
