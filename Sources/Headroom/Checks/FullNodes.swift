extension Check {
  /// A check for subnets that have enough addresses for the peak, but not for full nodes.
  static let fullNodes = Check(
    "HR-SUB-006", "Too few addresses for full nodes",
    rule: """
      The subnet has enough addresses for the peak of the plan, but not if every node ran as many pods as its max pods \
      value allows. No workload of the plan asks for these pods, so this does not change the verdict.
      """,
    verdicts: [.note],
    fix: "Nothing, unless you expect more pods than the plan lists; policy.basis: fullNodes then judges full nodes."
  ) { (analysis: PlanAnalysis) in
    analysis.subnets.compactMap { load in
      guard load.basis == .peak, let usable = load.usableAddresses, let full = load.free(at: .full), full < 0,
        let peak = load.free(at: .peak), peak >= 0
      else { return nil }
      return Answer(
        .note, PlanPart(.subnet, load.subnet.name),
        """
        the peak of the plan fits, but full nodes would need \(usable - full) addresses, and \(usable) are usable
        """, moment: .whatIf)
    }
  }
}
