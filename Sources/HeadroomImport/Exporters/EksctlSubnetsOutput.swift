internal import Headroom

/// Writes the subnets of a ClusterConfig.
extension ToolOutput {
  /// The mapping `vpc` of a ClusterConfig of eksctl, with the subnets of a VPC that exists.
  ///
  /// Source of the keys: `pkg/apis/eksctl.io/v1alpha5/vpc.go` of eksctl-io/eksctl 99984adb.
  static let eksctlSubnets = ToolOutput(
    "eksctl-subnets", "vpc.subnets of a ClusterConfig of eksctl"
  ) { (imported) throws(PlanError) in
    let plan = imported.plan
    // Without `subnets` of its own, eksctl puts a node group into all subnets of a kind.
    let pods = plan.subnets.filter { $0.roles == [.pods] }
    let subnets = plan.subnets.filter { $0.roles != [.pods] }
    let problems = subnets.flatMap { unknowns(of: $0, in: imported) }
    guard problems.isEmpty else { throw PlanError(problems) }
    guard !subnets.isEmpty else {
      let part = PlanPart(.vpc, key: "subnets")
      throw PlanError([
        PlanError.Problem(
          part, "the plan has no subnets but those of pods; expected subnets for nodes", at: imported.position(of: part)
        )
      ])
    }
    var text = """
      # eksctl finds these subnets by id or cidr in a VPC that exists; it does not make them.
      vpc:

      """
    var notes: [String] = []
    let vpcs = Set(subnets.compactMap { imported.identities[$0.name]?.vpc })
    if let vpc = vpcs.first, vpcs.count == 1 {
      text += "  id: \(QuotedText.yaml(vpc))\n"
    } else {
      text += "  # id: not known\n"
      if subnets.contains(where: { imported.subnetID(of: $0.name) == nil }) {
        notes.append("The ID of the VPC is not known, and eksctl needs it (vpc.id) to find subnets by their CIDR.")
      }
    }
    // eksctl compares it with the first CIDR of the VPC, and of several it is not known which one that is.
    if let block = plan.vpcBlocks.first, plan.vpcBlocks.count == 1 { text += "  cidr: \(block)\n" }
    text += "  subnets:\n"
    for (kind, isPublic) in [("private", false), ("public", true)] {
      let members = subnets.filter { (imported.isPublic($0) ?? false) == isPublic }
      guard !members.isEmpty else { continue }
      text += "    \(kind):\n"
      for (alias, subnet) in aliases(of: members, kind) { text += item(subnet, alias, imported) }
    }
    if !pods.isEmpty {
      let names = pods.map(\.name).joined(separator: ", ")
      text +=
        "  # left out, because they are for pods and eksctl would put node groups into them: \(QuotedText.comment(names))\n"
    }
    let unknown = subnets.filter { imported.isPublic($0) == nil }.map(\.name)
    if !unknown.isEmpty {
      notes.append(
        """
        The files do not say whether \(abbreviated(unknown)) \(unknown.count == 1 ? "is" : "are") public or private, so \
        \(unknown.count == 1 ? "it is" : "they are") listed as private; move those whose route table leads to an internet gateway.
        """)
    }
    return Text(text: text, notes: notes)
  }

  /// Returns what is not known of a subnet without which eksctl does not find it.
  private static func unknowns(of subnet: Subnet, in imported: ImportedPlan) -> [PlanError.Problem] {
    var problems: [PlanError.Problem] = []
    if imported.subnetID(of: subnet.name) == nil, subnet.block == nil {
      problems.append(imported.missingID(of: subnet.name, ", which has no CIDR either,"))
    }
    if subnet.isZoneUnknown {
      // eksctl takes the key of a subnet without `az` for its zone.
      problems.append(
        PlanError.Problem(
          PlanPart(.subnet, subnet.name, key: "zone"),
          "the zone of subnet '\(subnet.name.prefix(80))' is not known; add the output of `aws ec2 describe-subnets` with -f",
          at: imported.position(of: PlanPart(.subnet, subnet.name, key: "zone"))))
    }
    return problems
  }

  /// Returns the keys of the subnets of a kind: their names, without the word for the kind that Headroom puts before the
  /// keys of such a file when it reads them.
  private static func aliases(of subnets: [Subnet], _ kind: String) -> [(alias: String, subnet: Subnet)] {
    let names = Set(subnets.map(\.name))
    return subnets.map { subnet in
      let rest = String(subnet.name.dropFirst(kind.count + 1))
      let isPrefixed = subnet.name.hasPrefix("\(kind)-") && !rest.isEmpty && !names.contains(rest)
      return (isPrefixed ? rest : subnet.name, subnet)
    }
  }

  private static func item(_ subnet: Subnet, _ alias: String, _ imported: ImportedPlan) -> String {
    let key = QuotedText.yaml(alias)
    // A key on one line with its colon has at most 1,024 characters in YAML.
    var text = key.unicodeScalars.count < 1000 ? "      \(key):\n" : "      ? \(key)\n      :\n"
    if imported.isPublic(subnet) == nil { text += "        # not known to be private\n" }
    if let id = imported.subnetID(of: subnet.name) { text += "        id: \(QuotedText.yaml(id))\n" }
    text += "        az: \(QuotedText.yaml(subnet.zone))\n"
    if let block = subnet.block { text += "        cidr: \(block)\n" }
    return text
  }
}
