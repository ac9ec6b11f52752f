internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom compare`: a plan under each way of giving pods addresses.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "The same nodes and pods with each way of giving pods addresses.",
    discussion: """
      Secondary addresses, prefixes, custom networking, Cilium chained to the VPC
      CNI, an overlay, IPv6: what each takes of the VPC. Other settings stay as the
      plan has them; pod subnets that it lacks are proposed in 100.64.0.0/10.

      EXAMPLES
        headroom compare -f plan.yaml
        headroom compare -f plan.yaml -o csv --table subnets
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("The table to print: variants or subnets.", valueName: "name"))
  var table = "variants"

  func validate() throws {
    guard ["variants", "subnets"].contains(table) else {
      throw ValidationError("there is no table '\(table)'; expected variants or subnets")
    }
  }

  func run() throws {
    let assessment = try plan.assess().assessment
    let comparison = NetworkComparison(of: assessment.plan, prices: assessment.traffic.prices)
    try output.print(Document.comparison(comparison), table: table)
  }
}
