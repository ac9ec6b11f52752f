internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom topology`, which computes the topology hints of one Service.
struct TopologyCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "topology",
    abstract: "Show the topology hints and the cross-zone traffic of one Service.",
    discussion: """
      The CPU of a zone is the allocatable CPU of its ready nodes, in millicores. If
      --clients is not given, the traffic from a zone is proportional to its CPU.

      EXAMPLES
        headroom topology --cpu a=5790 b=5790 c=5790 --endpoints a=4 b=3 c=2
        headroom topology --cpu a=2000,b=3000,c=8000 --endpoints a=2,c=7 -o json
        headroom topology --cpu a=1 b=1 c=1 --replicas 1...12
        headroom topology --cpu a=1 b=1 c=1 --endpoints a=3 b=3 c=3 --clients a=80 b=10 c=10 --mode prefer-same-zone
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The allocatable CPU of the nodes in each zone.", valueName: "zone=millicores"))
  var cpu: [ZoneNumbers]

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("The number of ready endpoints in each zone.", valueName: "zone=n"))
  var endpoints: [ZoneNumbers] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The weight of the clients in each zone; by default, the zone's CPU.", valueName: "zone=weight"))
  var clients: [ZoneNumbers] = []

  @Option(help: "The topology mode that the Service requests.")
  var mode = TopologyMode.auto

  @Option(
    help: ArgumentHelp(
      "The Kubernetes version of the cluster; by default, the rules of the newest version apply.", valueName: "version")
  )
  var kubernetesVersion: KubernetesVersion?

  @Option(
    help: ArgumentHelp(
      "Show which of these numbers of endpoints get hints, spread evenly over the zones with CPU.",
      valueName: "a...b"))
  var replicas: PodRange?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, values) in [("--cpu", cpu), ("--endpoints", endpoints), ("--clients", clients)] {
      let zones = values.flatMap(\.numbers).map(\.zone)
      if zones.count > ClusterPlan.mostZones {
        throw ValidationError("\(name) has \(zones.count) zones; expected at most \(ClusterPlan.mostZones)")
      }
      if Set(zones).count < zones.count { throw ValidationError("\(name) lists a zone twice") }
    }
    for value in (cpu + endpoints).flatMap(\.numbers) where value.number != value.number.rounded() {
      throw ValidationError("\(value.zone)=\(value.number) is not a whole number")
    }
    if endpoints.isEmpty, replicas == nil {
      throw ValidationError("no endpoints given; expected --endpoints ZONE=N... or --replicas A...B")
    }
    if !endpoints.isEmpty, replicas != nil {
      throw ValidationError("--endpoints and --replicas are mutually exclusive")
    }
  }

  func run() throws { try output.print(try answer()) }

  func answer() throws -> Document {
    if let replicas {
      return .replicas(Dictionary(uniqueKeysWithValues: replicas.pods.map { ($0, routing(spread($0))) }))
    }
    return .topology(
      routing(endpointsByZone), request: request, cpu: cpuByZone, endpoints: endpointsByZone, clients: clientsByZone)
  }

  /// Returns a number of endpoints spread as evenly as possible over the zones with CPU; the first zones get one more.
  private func spread(_ count: Int) -> [String: Int] {
    let zones = cpuByZone.keys.sorted()
    let (each, rest) = count.quotientAndRemainder(dividingBy: max(1, zones.count))
    return Dictionary(uniqueKeysWithValues: zones.enumerated().map { ($1, each + ($0 < rest ? 1 : 0)) })
  }

  private var cpuByZone: [String: CPUAmount] {
    Dictionary(uniqueKeysWithValues: cpu.flatMap(\.numbers).map { ($0.zone, CPUAmount(millicores: Int($0.number))) })
  }

  private var endpointsByZone: [String: Int] {
    Dictionary(uniqueKeysWithValues: endpoints.flatMap(\.numbers).map { ($0.zone, Int($0.number)) })
  }

  private var clientsByZone: [String: Double] {
    clients.isEmpty
      ? cpuByZone.mapValues { Double($0.millicores) }
      : Dictionary(uniqueKeysWithValues: clients.flatMap(\.numbers).map { ($0.zone, $0.number) })
  }

  private var ratios: ZoneCPURatios? { ZoneCPURatios(cpu: cpuByZone) }

  private var request: TopologyRequest { TopologyRequest(mode: mode, version: kubernetesVersion) }

  private func routing(_ endpoints: [String: Int]) -> ServiceRouting {
    ServiceRouting(
      mode: request.mode, endpoints: endpoints,
      clients: clientsByZone.map { ServingNodes(zone: $0.key, clients: $0.value) }, ratios: ratios)
  }
}
