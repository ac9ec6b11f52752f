internal import ArgumentParser
internal import Headroom

/// The root command `headroom`.
@main
struct HeadroomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headroom",
    abstract: "Capacity planning for Amazon EKS: pods, subnets, cross-AZ traffic.",
    discussion: """
      Works offline with an embedded catalogue of instance types and prices.

      EXAMPLES
        headroom max-pods m5.large c5.18xlarge
        headroom warm-pool t3.small --pods 0...11 --warm-ip-target 2 --minimum-ip-target 5
        headroom init --region ap-northeast-2 > plan.yaml
        headroom check -f plan.yaml --set cni.env.ENABLE_PREFIX_DELEGATION=true
        headroom topology --cpu a=2000 b=2000 c=2000 --endpoints a=4 b=3 c=2
        headroom traffic -f plan.yaml
        headroom report -f plan.yaml --out-dir report -o html -o csv
        headroom explain -f plan.yaml subnet public-a

      EXIT STATUS
        0   success
        1   there is a finding at or above --fail-on
        2   the input could not be evaluated
        64  the command line is not valid
      """,
    version: version,
    subcommands: [
      CheckCommand.self, ReportCommand.self, InitCommand.self, MaxPodsCommand.self, WarmPoolCommand.self,
      SubnetCommand.self, TopologyCommand.self, TrafficCommand.self, SimulateCommand.self, ProposeCommand.self,
      CompareCommand.self,
      CatalogCommand.self,
      ExplainCommand.self,
    ])

  /// The version, followed by the dates of the embedded data.
  private static var version: String {
    func range(_ dates: ClosedRange<CalendarDate>?) -> String {
      dates.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "none"
    }
    return """
      headroom \(EmbeddedFacts.version)
      catalogue: \(InstanceCatalog.bundled.types.count) instance types as of \(InstanceCatalog.bundled.newestDate?.description ?? "unknown")
      EC2 prices: \(range(EmbeddedFacts.priceDates))
      traffic prices: \(range(EmbeddedFacts.trafficPriceDates)), where dated
      """
  }
}
