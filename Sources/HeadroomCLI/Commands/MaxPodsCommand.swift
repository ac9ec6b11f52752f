internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom max-pods`: pods a node can run.
struct MaxPodsCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "max-pods",
    abstract: "Pods a node can run: what the CNI serves, what is recommended, what is set.",
    discussion: """
      EXAMPLES
        headroom max-pods m5.large
        headroom max-pods m5.large --prefix-delegation --custom-networking
        headroom max-pods c5.18xlarge --set-by nodeadm
        headroom max-pods --all -o csv
      """)

  @Argument(help: "Instance types.", completion: CatalogOptions.names)
  var types: [String] = []

  @Flag(help: "All types of the catalogue.")
  var all = false

  @OptionGroup var networking: NetworkingOptions

  @Flag(name: .customLong("ipv6"), help: "Pods have IPv6 addresses.")
  var ipv6 = false

  @Flag(help: "Windows nodes.")
  var windows = false

  @Option(
    name: .customLong("reserved-enis"),
    help: ArgumentHelp("Interfaces that serve no pods, Karpenter's all-in number.", valueName: "n"))
  var reservedENIs = 0

  @Option(help: ArgumentHelp("Who configures max pods.", valueName: "actor"))
  var setBy = MaxPodsSetter.managed

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if types.isEmpty == !all { throw ValidationError("expected instance types, or --all") }
    if reservedENIs < 0 { throw ValidationError("--reserved-enis is \(reservedENIs); expected 0 or more") }
    if reservedENIs > 0, networking.customNetworking || networking.securityGroupsForPods {
      throw ValidationError("--reserved-enis counts custom networking and the trunk already; expected one of them")
    }
    if ipv6, networking.customNetworking { throw ValidationError("the CNI refuses IPv6 with custom networking") }
    if windows, ipv6 || networking.customNetworking || networking.securityGroupsForPods {
      throw ValidationError("Windows nodes have neither IPv6, custom networking nor security groups for pods here")
    }
  }

  func run() throws { try output.print(try answer()) }

  func answer() throws -> Document { .maxPods(try nodes(), setBy: setBy) }

  private func nodes() throws -> [MaxPods] {
    let catalog = try catalog.catalog()
    let types = all ? catalog.types : try self.catalog.types(types, in: catalog)
    var settings = CNISettings.chart
    networking.apply(to: &settings)
    settings.ipv6 = ipv6
    // IPv6 comes as prefixes or not at all.
    if ipv6 { settings.prefixDelegation = true }
    return types.map {
      MaxPods(on: $0, settings: settings, platform: windows ? .windows : .linux, reservedInterfaces: reservedENIs)
    }
  }
}
