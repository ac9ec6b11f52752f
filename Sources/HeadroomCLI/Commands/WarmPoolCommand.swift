internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom warm-pool`, which prints how many addresses a node holds.
struct WarmPoolCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "warm-pool",
    abstract: "Show how many addresses the VPC CNI holds on a node once its pool has settled.",
    discussion: """
      --pods counts the pods that need an address. Pods on the host network do not.

      EXAMPLES
        headroom warm-pool t3.small --pods 0...11
        headroom warm-pool m5.xlarge --pods 10 --warm-ip-target 2 --minimum-ip-target 12
        headroom warm-pool m5.large --pods 30 --prefix-delegation --max-pods 110
      """)

  @Argument(help: "The instance type.", completion: CatalogOptions.names)
  var type: String

  @Option(help: ArgumentHelp("The number of pods that need an address, or a range such as 0...11.", valueName: "n"))
  var pods: PodRange

  @Option(name: .customLong("warm-eni-target"), help: ArgumentHelp("The value of WARM_ENI_TARGET.", valueName: "n"))
  var warmENITarget: Int?

  @Option(name: .customLong("warm-ip-target"), help: ArgumentHelp("The value of WARM_IP_TARGET.", valueName: "n"))
  var warmIPTarget: Int?

  @Option(name: .customLong("minimum-ip-target"), help: ArgumentHelp("The value of MINIMUM_IP_TARGET.", valueName: "n"))
  var minimumIPTarget: Int?

  @Option(help: ArgumentHelp("The value of WARM_PREFIX_TARGET.", valueName: "n"))
  var warmPrefixTarget: Int?

  @OptionGroup var networking: NetworkingOptions

  @Option(
    help: ArgumentHelp(
      "The node's max pods, at which the pool stops growing; by default, the recommended number.", valueName: "n"))
  var maxPods: Int?

  @Option(help: "The source of the defaults: the Helm chart or the binary of the CNI.")
  var defaults = CNIEnvironment.Defaults.chart

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let targets = [
      ("--warm-eni-target", warmENITarget), ("--warm-ip-target", warmIPTarget),
      ("--minimum-ip-target", minimumIPTarget), ("--warm-prefix-target", warmPrefixTarget),
    ]
    for (name, target) in targets {
      if let target, !(0...1_000_000).contains(target) {
        throw ValidationError("\(name) is \(target); expected 0 to 1000000")
      }
    }
    if let maxPods, !(1...100_000).contains(maxPods) {
      throw ValidationError("--max-pods is \(maxPods); expected 1 to 100000")
    }
  }

  func run() throws { try output.print(try answer()) }

  func answer() throws -> Document { .warmPools(try pools(), maxPodsIsKnown: maxPods != nil) }

  private func pools() throws -> [WarmPool] {
    let type = try catalog.types([type], in: try catalog.catalog())[0]
    var settings = defaults == .chart ? CNISettings.chart : .binary
    networking.apply(to: &settings)
    settings.warmENITarget = warmENITarget ?? settings.warmENITarget
    settings.warmIPTarget = warmIPTarget ?? settings.warmIPTarget
    settings.minimumIPTarget = minimumIPTarget ?? settings.minimumIPTarget
    settings.warmPrefixTarget = warmPrefixTarget ?? settings.warmPrefixTarget
    return WarmPool.pools(on: type, pods: pods.pods, settings: settings, maxPods: maxPods)
  }
}
