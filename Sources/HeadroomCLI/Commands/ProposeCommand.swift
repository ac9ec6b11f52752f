internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom propose`, which proposes the smallest subnets with which a plan passes.
struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Propose the smallest CIDR with which each subnet passes its checks.",
    discussion: """
      A subnet that passes its checks as it is, with its occupied addresses and CIDR
      reservations, keeps its CIDR. New CIDRs are empty and placed in the free space
      of vpc.cidrs. Leave out cidr in the plan for subnets that do not exist yet. A
      new CIDR is large enough if its utilization at peak is at most
      policy.maxUtilization, and if all prefixes fit even when every single address
      makes a different /28 block unusable. The column driven_by names the check that
      a CIDR of half the size does not pass. Standard error shows the subnets for a
      plan, for Terraform and for eksctl.

      With --pod-subnets, pods get separate subnets (custom networking): a secondary
      VPC CIDR from 100.64.0.0/10 with one subnet per zone. Standard error shows
      what to add to the plan and what to apply to the cluster.

      With --check, the proposed CIDRs are large enough for these checks, too.

      EXAMPLES
        headroom propose -f plan.yaml
        headroom propose -f plan.yaml --check HR-SUR-001 --check HR-SUR-002
        headroom propose -f plan.yaml --set nodeGroups.ng1.maxSize=40 -o csv
      """)

  @Flag(help: "Propose separate subnets for the pods (custom networking).")
  var podSubnets = false

  @Option(
    help: ArgumentHelp("An additional check that must pass, such as HR-SUR-001 (loss of a zone).", valueName: "code"))
  var check: [String] = []

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let assessment = try plan.assess().assessment
    if podSubnets { return try output.print(try podSubnets(for: assessment.plan)) }
    let checks = Check.all.filter { check.contains($0.id) }
    try checkSize(of: assessment.plan, checks)
    let outcome = SubnetProposal.proposals(
      for: assessment.analysis, passing: checks, prices: assessment.traffic.prices)
    try output.print(Document.proposals(outcome, for: assessment.plan))
  }

  func validate() throws {
    let known = Check.all.map(\.id)
    for code in check where !known.contains(code) {
      let hint = nearestName(to: code, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError("no check '\(code)'\(hint)")
    }
    if podSubnets, !check.isEmpty { throw ValidationError("--check and --pod-subnets are mutually exclusive") }
  }

  private func checkSize(of plan: ClusterPlan, _ checks: [Check]) throws {
    try orExit {
      guard let most = SubnetProposal.mostSubnets(in: plan, passing: checks), plan.subnets.count > most else { return }
      throw InvalidInput(
        description: """
          the plan has \(plan.subnets.count) subnets, and with \(checks.isEmpty ? "subnet discovery" : "--check") each \
          is tried in several sizes; expected at most \(most) subnets in a plan of this size
          """)
    }
  }

  private func podSubnets(for plan: ClusterPlan) throws -> Document {
    try orExit {
      guard let proposal = CustomNetworkingProposal(for: plan) else {
        throw InvalidInput(
          description: """
            no subnets for pods can be proposed: custom networking is already on, or the pods do not need IPv4 \
            addresses of the VPC, or they need more addresses than a VPC can have, or the plan has as many subnets as \
            are allowed
            """)
      }
      return .podSubnets(proposal)
    }
  }
}
