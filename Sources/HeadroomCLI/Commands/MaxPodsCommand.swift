internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom max-pods`, which prints how many pods a node can run.
struct MaxPodsCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "max-pods",
    abstract: "Show how many pods a node can run, is recommended to run, and is configured to run.",
    discussion: """
      EXAMPLES
        headroom max-pods m5.large
        headroom max-pods m5.large --prefix-delegation --custom-networking
        headroom max-pods c5.18xlarge --set-by nodeadm
        headroom max-pods --all -o csv
      """)

  @Argument(help: "The instance types, such as m5.large.", completion: CatalogOptions.names)
  var types: [String] = []

  @Flag(help: "Show all instance types of the catalogue.")
  var all = false

  @OptionGroup var networking: NetworkingOptions

  @Flag(name: .customLong("ipv6"), help: "Give pods IPv6 addresses.")
  var ipv6 = false

  @Flag(help: "Use Windows nodes.")
  var windows = false

  @Option(
    name: .customLong("reserved-enis"),
    help: ArgumentHelp("The number of interfaces that serve no pods (Karpenter's RESERVED_ENIS).", valueName: "n"))
  var reservedENIs = 0

  @Option(help: ArgumentHelp("The component that configures max pods on the nodes.", valueName: "actor"))
  var setBy = MaxPodsSetter.managed

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if types.isEmpty == !all { throw ValidationError("expected instance types or --all, but not both") }
    if reservedENIs < 0 { throw ValidationError("--reserved-enis is \(reservedENIs); expected 0 or more") }
    if reservedENIs > 0, networking.customNetworking || networking.securityGroupsForPods {
      throw ValidationError(
        """
        --reserved-enis cannot be combined with --custom-networking or --security-groups-for-pods, because it already \
        counts their interfaces
        """
      )
    }
    if ipv6, networking.customNetworking {
      // The agent of the CNI refuses to start with both.
      throw ValidationError("--ipv6 and --custom-networking are mutually exclusive: the CNI does not support both")
    }
    if setBy == .autoMode, windows || networking.isGiven || reservedENIs > 0 {
      throw ValidationError("--set-by auto-mode cannot be combined with CNI settings, which do not apply in Auto Mode")
    }
    if windows, ipv6 || networking.customNetworking || networking.securityGroupsForPods {
      throw ValidationError(
        "--windows cannot be combined with --ipv6, --custom-networking or --security-groups-for-pods")
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
    // The VPC CNI assigns IPv6 addresses only from prefixes, so IPv6 turns prefix delegation on.
    if ipv6 { settings.prefixDelegation = true }
    let platform: NodeGroup.Platform = windows ? .windows : setBy == .autoMode ? .autoMode : .linux
    if platform == .autoMode {
      var network = NetworkSettings()
      if ipv6 { network.ipFamily = .ipv6 }
      settings = network.settings(on: platform)
    }
    return types.map {
      MaxPods(on: $0, settings: settings, platform: platform, reservedInterfaces: reservedENIs)
    }
  }
}
