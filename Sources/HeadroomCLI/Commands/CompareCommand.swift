internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom compare`, which assesses a plan with each network mode.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the network modes that can assign addresses to the pods of a plan.",
    discussion: """
      Shows how many pods run and how many addresses stay free with secondary
      addresses, prefixes, custom networking, Cilium chained to the VPC CNI, an
      overlay network and IPv6. All other settings stay as they are in the plan. If
      custom networking needs pod subnets that the plan does not have, they are
      proposed in 100.64.0.0/10.

      EXAMPLES
        headroom compare -f plan.yaml
        headroom compare -f plan.yaml -o csv --table subnets
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("The table to print with -o csv: variants or subnets.", valueName: "name"))
  var table = "variants"

  func validate() throws {
    guard ["variants", "subnets"].contains(table) else {
      throw ValidationError("no table '\(table)'; expected variants or subnets")
    }
  }

  func run() throws {
    let assessment = try plan.assess().assessment
    let comparison = NetworkComparison(of: assessment.plan, prices: assessment.traffic.prices)
    try output.print(Document.comparison(comparison, bySubnet: table == "subnets"))
  }
}
