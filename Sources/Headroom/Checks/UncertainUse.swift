extension Check {
  /// What is reported in place of a finding of another check that depends on what takes the addresses in use.
  static let uncertainUse = Check(
    "HR-SUB-010", "Problem that depends on what is in a subnet",
    rule: """
      The plan gives only the number of free addresses of a subnet (availableAddresses). Nodes of the plan may be among \
      what takes the others, and would then be counted twice. A problem that another check finds is unknown if it is not \
      there, or less severe, when nothing else is in the subnet.
      """,
    verdicts: [.unknown],
    fix:
      "Give the addresses in use as occupied. `aws ec2 describe-network-interfaces` lists them with what they belong to."
  ) { (_: PlanAnalysis) in [] }
}

extension [Finding] {
  /// Returns the findings, with those that would not be there with the least use of the subnets as unknown, and with
  /// those that are there only then because a worse one takes their place with the largest use.
  ///
  /// - Parameter least: The findings with the least use.
  func settled(with least: [Finding]) -> [Finding] {
    func key(_ finding: Finding) -> [String] { [finding.code, finding.subject.kind.rawValue, finding.subject.name] }
    let found = Set(map(key))
    let surest = Dictionary(least.map { (key($0), $0.verdict) }, uniquingKeysWith: Swift.max)
    let sure = Set(least.map(\.message))
    return map { finding in
      guard finding.verdict > .note, finding.verdict != .unknown else { return finding }
      guard surest[key(finding)] ?? .pass < finding.verdict else {
        return sure.contains(finding.message) ? finding : finding.countingAllAsOthers
      }
      return Finding(
        Check.Answer(
          .unknown, finding.subject,
          """
          \(finding.message); this is so only if the addresses that are in use now do not belong to nodes of this plan, \
          which `aws ec2 describe-network-interfaces` shows (\(finding.code))
          """, others: [PlanPart](finding.parts.dropFirst()), moment: finding.moment), of: .uncertainUse)
    } + least.filter { $0.verdict > .unknown && !found.contains(key($0)) }
  }
}

extension Finding {
  /// The finding, with the remark that its numbers are the worst that may be.
  fileprivate var countingAllAsOthers: Finding {
    let text = message + "; this counts all addresses that are in use now as taken by something else"
    return Finding(
      Check.Answer(verdict, subject, text, others: [PlanPart](parts.dropFirst()), moment: moment), of: check)
  }
}
