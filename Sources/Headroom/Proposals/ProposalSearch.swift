/// A search for the smallest subnets with which a plan passes checks.
struct ProposalSearch {
  /// The prefix lengths of the subnets, in the order of the plan.
  private(set) var lengths: [Int]
  private let plan: ClusterPlan
  /// The code of the check that forbids a smaller subnet, by subnet; `nil` if the search did not change its size.
  private(set) var drivers: [String?]
  private let least: [Int]
  private let needs: [SubnetNeed]
  private let questions: CheckedPlan
  /// The space for the CIDRs that are tried. Their final place is chosen when their sizes are known.
  private let space: FreeSpace

  /// The prefix length of the largest subnet.
  private static let largest = IPv4CIDR.subnetPrefixLengths.lowerBound

  init(_ plan: ClusterPlan, _ first: [SubnetProposal], _ needs: [SubnetNeed], _ questions: CheckedPlan) {
    self.plan = plan
    self.needs = needs
    drivers = first.map { _ in nil }
    self.questions = questions
    least = first.map { $0.prefixLength ?? Self.largest }
    lengths = least
    let anywhere = ["10.0.0.0/8", "0.0.0.0/0"].compactMap { try? IPv4CIDR(parsing: $0) }
    space = FreeSpace(in: anywhere, beside: plan.subnets.lazy.compactMap(\.block))
  }

  /// Enlarges the subnets until the checks have no findings, and then makes each as small as possible again.
  mutating func run() {
    // Larger subnets cannot fix a finding that remains even if all subnets have the largest size.
    let accepted = Set(findings(with: lengths.map { _ in Self.largest }).map(Complaint.init))
    while true {
      let open = findings(with: lengths).filter { !accepted.contains(Complaint($0)) }
      if open.isEmpty { break }
      let places = Set(open.flatMap(subnets)).filter { lengths[$0] > Self.largest }
      let larger = places.isEmpty ? lengths.indices.filter { lengths[$0] > Self.largest } : Array(places)
      guard !larger.isEmpty else { break }
      for place in larger { lengths[place] -= 1 }
    }
    for place in lengths.indices {
      while lengths[place] < least[place] {
        lengths[place] += 1
        if let objection = findings(with: lengths).first(where: { !accepted.contains(Complaint($0)) }) {
          lengths[place] -= 1
          drivers[place] = objection.code
          break
        }
      }
    }
  }

  /// The identity of a finding without its message, whose numbers depend on the sizes of the subnets.
  private struct Complaint: Hashable {
    let code: String
    let verdict: Verdict
    let subject: PlanPart
    let parts: [PlanPart]

    init(_ finding: Finding) {
      code = finding.code
      verdict = finding.verdict
      subject = finding.subject
      parts = finding.parts
    }
  }

  /// Returns the subnets to enlarge for a finding: those that it mentions, those of its node groups, or all.
  private func subnets(of finding: Finding) -> [Int] {
    let named = finding.parts.compactMap { $0.kind == .subnet ? plan.index.subnets[$0.name] : nil }
    if !named.isEmpty { return named }
    let groups = finding.parts.compactMap { $0.kind == .nodeGroup ? plan.index.nodeGroups[$0.name] : nil }
    return groups.isEmpty ? Array(plan.subnets.indices) : groups.flatMap { plan.index.homes[$0] }
  }

  /// Returns the findings in the plan with subnets of the given prefix lengths.
  private func findings(with lengths: [Int]) -> [Finding] {
    let changed = try? plan.changing { draft in
      draft.subnets = subnets(of: lengths)
      // The subnets may lie outside the VPC here.
      draft.vpcBlocks = []
      questions.ask(&draft)
    }
    return changed.map(questions.findings) ?? []
  }

  /// Returns the subnets of the plan with the given prefix lengths, in CIDRs that do not overlap any of the plan.
  func subnets(of lengths: [Int]) -> [Subnet] {
    var space = space
    return plan.subnets.indices.map { place in
      let (subnet, length) = (plan.subnets[place], lengths[place])
      guard !needs[place].keeps(length), let block = space.takeLowest(of: length) else { return subnet }
      return subnet.emptied(with: block)
    }
  }
}
