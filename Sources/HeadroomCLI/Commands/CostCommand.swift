internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom cost`, which prints the whole bill of a month.
struct CostCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "Show what the cluster costs a month: nodes, volumes, control plane, gateways and traffic.",
    discussion: """
      The bill is that of the plan now and at its peak (maxReplicas pods on maxSize
      nodes). A price that is not known makes the total unknown, and is listed with
      the command that supplies it.

      EXAMPLES
        headroom cost -f plan.yaml
        headroom cost -f plan.yaml --by zone
        headroom cost -f plan.yaml --set nodeGroups.ng1.capacityType=spot
        headroom cost -f plan.yaml -o csv > bill.csv
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Also show the parts of the bill: by node group, Service, availability zone or meter.")
  var by: CostEstimate.Grouping?

  @Option(help: ArgumentHelp("The table to print with -o csv: cost, cost-shares or cost-pods.", valueName: "name"))
  var table: String?

  @Flag(help: "Exit with status 2 if the total is not known.")
  var strict = false

  func validate() throws {
    if let table, !["cost", "cost-shares", "cost-pods"].contains(table) {
      throw ValidationError("no table '\(table)'; expected cost, cost-shares or cost-pods")
    }
    if table == "cost-shares", by == nil {
      throw ValidationError("the table cost-shares needs --by group, service, zone or meter")
    }
  }

  func run() throws {
    let assessment = try plan.assess().assessment
    try output.print(.cost(assessment, by: by), table: table ?? (by == nil ? "cost" : "cost-shares"))
    let cost = assessment.cost
    if strict, cost.total.costPerMonth == nil || cost.peakTotal.costPerMonth == nil { throw ExitCode.invalidInput }
  }

  func answer() throws -> Document { .cost(try plan.assess().assessment) }
}
