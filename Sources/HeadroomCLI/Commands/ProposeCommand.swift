internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom propose`: the smallest subnets in which a plan passes.
struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "The smallest block in which each subnet passes, and where it goes.",
    discussion: """
      Subnets whose block suffices keep it; new blocks go into what vpc.cidrs has
      left. Leave cidr out of the plan for subnets that do not exist yet. A block
      suffices below policy.maxUtilization, and if prefixes fit even when every
      single address spoils a /28 block.

      With --pod-subnets pods get subnets of their own: a further block for the VPC
      out of 100.64.0.0/10, a subnet in it for each zone, and on standard error
      what to add to the plan and to apply to the cluster.

      With --check a plan with the proposed blocks passes these checks too.

      EXAMPLES
        headroom propose -f plan.yaml
        headroom propose -f plan.yaml --check HR-SUR-001 --check HR-SUR-002
        headroom propose -f plan.yaml --set nodeGroups.ng1.maxSize=40 -o csv
      """)

  @Flag(help: "Propose subnets for the pods alone (custom networking).")
  var podSubnets = false

  @Option(help: ArgumentHelp("A check that has to pass too, such as HR-SUR-001 (loss of a zone).", valueName: "code"))
  var check: [String] = []

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let assessment = try plan.assess().assessment
    if podSubnets { return try output.print(try podSubnets(for: assessment.plan)) }
    let checks = Check.all.filter { check.contains($0.id) }
    let outcome = SubnetProposal.proposals(
      for: assessment.analysis, passing: checks, prices: assessment.traffic.prices)
    try output.print(Document.proposals(outcome, for: assessment.plan))
  }

  func validate() throws {
    let known = Check.all.map(\.id)
    for code in check where !known.contains(code) {
      let hint = nearestName(to: code, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError("there is no check '\(code)'\(hint)")
    }
    if podSubnets, !check.isEmpty { throw ValidationError("--check does not go with --pod-subnets") }
  }

  private func podSubnets(for plan: ClusterPlan) throws -> Document {
    try orExit {
      guard let proposal = CustomNetworkingProposal(for: plan) else {
        throw InvalidInput(
          description:
            "no subnets for pods can be proposed: they have some already, need no IPv4 address of the VPC, or need more than a VPC can have"
        )
      }
      return .podSubnets(proposal)
    }
  }
}
