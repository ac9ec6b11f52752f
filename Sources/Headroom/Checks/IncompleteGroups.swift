extension Check {
  /// A check for node groups of which the plan does not say enough.
  static let incompleteGroup = Check(
    "HR-GRP-006", "Node group that is not fully known",
    rule: """
      The plan says `unknown` for the instance types, the number of nodes or the subnets of a node group, or that its \
      nodes are in some of several subnets (among). If only the choice of subnets is not known, the verdict is that of \
      the subnet that suffers most if each of them can take all nodes (note, warn), and fail if the nodes have no room \
      however they are spread evenly.
      """,
    verdicts: [.note, .warn, .unknown, .fail],
    fix: """
      Complete the group in the plan. `aws eks describe-nodegroup` prints what an existing group has; for subnets that \
      Terraform is still to create, --assume-even-spread spreads the nodes evenly over all candidates.
      """
  ) { (analysis: PlanAnalysis) in
    analysis.plan.incompleteGroups.map { item in
      let subnets = analysis.plan.subnets(of: item)
      let part = PlanPart(.nodeGroup, item.name)
      let others = subnets.prefix(mostNamed).map { PlanPart(.subnet, $0) }
      guard item.isOnlyUndecided else {
        let unknown = IncompleteGroup.Unknown.allCases.filter(item.unknown.contains)
        let phrases = unknown.map { "\($0.phrase) not known" }.joined(separator: ", and ")
        let said = analysis.plan.reasons(for: item)
        let silent = unknown.filter { said[$0] == nil }
        // Where one reason is known, the general advice would only distract.
        let commands = Set(said.isEmpty ? silent.map(\.command) : []).sorted().joined(separator: " or ")
        let advice = Set(said.values).sorted() + (commands.isEmpty ? [] : ["\(commands) shows it"])
        return Answer(
          .unknown, part,
          """
          \(phrases), so what its nodes take\(subnets.isEmpty ? "" : " of \(abbreviated(subnets))") is not known; \
          \(advice.joined(separator: "; "))
          """, others: others, moment: .peak)
      }
      let outcome = CandidateSubnets(of: item, in: analysis.plan)
      return Answer(
        outcome.gravity, part,
        outcome.message(for: subnets, reason: analysis.plan.reasons(for: item)[.choiceOfSubnets]), others: others,
        moment: .peak)
    }
  }
}

extension CandidateSubnets {
  /// The severity of the finding.
  fileprivate var gravity: Verdict {
    switch verdict {
    case nil: .unknown
    case .pass?: .note
    case let verdict?: verdict
    }
  }

  fileprivate func message(for subnets: [String], reason: String?) -> String {
    func use(_ use: Use?) -> String {
      guard let use else { return "a number of addresses that is not known" }
      let all = use.own == use.taken ? "" : " (\(use.taken) with everything else there)"
      return "\(use.own) of \(use.usable) addresses of \(use.subnet)\(all)"
    }
    let start = "its nodes are in some of \(abbreviated(subnets)), and it is not known in which; "
    switch verdict {
    case nil:
      return start
        + "spread evenly over all they take \(use(spread)), but all together \(use(alone)); "
        + (reason ?? "\(IncompleteGroup.Unknown.choiceOfSubnets.command) shows it")
    case .fail?: return start + "even spread evenly over all they need \(use(spread))"
    default: return start + "if all of them are in one, they take \(use(alone))"
    }
  }
}
