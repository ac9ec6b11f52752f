extension Check {
  /// A check for secondary CIDRs that AWS may not allow for the VPC.
  static let secondaryBlocks = Check(
    "HR-NET-005", "VPC CIDR that AWS may reject",
    rule: """
      AWS rejects some secondary CIDRs, depending on the range of the VPC's first CIDR: other private ranges, \
      198.19.0.0/16 and 169.254.0.0/16. A VPC has at most 5 CIDRs unless the quota is raised. AWS may have relaxed \
      these restrictions since 2023.
      """,
    verdicts: [.warn],
    fix: "Use secondary CIDRs from 100.64.0.0/10, which every VPC accepts, or from the range of the first CIDR."
  ) { (analysis: PlanAnalysis) in
    let blocks = analysis.plan.vpcBlocks
    let part = PlanPart(.vpc, key: "cidrs")
    var answers: [Answer] = []
    if blocks.count > mostBlocks {
      answers.append(
        Answer(
          .warn, part,
          "the VPC has \(blocks.count) CIDRs; at most \(mostBlocks) are allowed unless the quota is raised"))
    }
    guard let first = blocks.first else { return answers }
    let refused = ranges.first { $0.home.contains(first) }?.refused ?? elsewhere
    for block in blocks.dropFirst() {
      if linkLocal.overlaps(block) {
        answers.append(Answer(.warn, part, "\(block) overlaps 169.254.0.0/16, which no VPC accepts"))
      } else if let range = refused.first(where: { $0.overlaps(block) }) {
        answers.append(
          Answer(
            .warn, part,
            """
            \(block) overlaps \(range), which AWS may reject for a VPC with the first CIDR \(first); a CIDR from \
            100.64.0.0/10 is accepted
            """))
      }
    }
    return answers
  }

  /// The default quota of CIDRs of a VPC.
  ///
  /// Source: Amazon VPC user guide, quotas.
  private static let mostBlocks = 5

  private static func block(_ first: UInt32, _ second: UInt32, _ length: Int) -> IPv4CIDR {
    IPv4CIDR(containing: IPv4Address(rawValue: first << 24 | second << 16), prefixLength: length)
  }

  private static let ten = block(10, 0, 8), hundredSeventyTwo = block(172, 16, 12),
    hundredNinetyTwo = block(192, 168, 16)
  private static let benchmark = block(198, 19, 16), linkLocal = block(169, 254, 16)
  /// The ranges that AWS rejects for secondary CIDRs, by the range that contains the first CIDR of the VPC.
  ///
  /// Source: Amazon VPC user guide, vpc-cidr-blocks, "IPv4 CIDR block association restrictions" (of 2023).
  private static let ranges: [(home: IPv4CIDR, refused: [IPv4CIDR])] = [
    (ten, [hundredSeventyTwo, hundredNinetyTwo, benchmark]),
    (hundredSeventyTwo, [ten, hundredNinetyTwo, block(172, 31, 16), benchmark]),
    (hundredNinetyTwo, [ten, hundredSeventyTwo, benchmark]),
    (benchmark, [ten, hundredSeventyTwo, hundredNinetyTwo]),
  ]
  /// The ranges that AWS rejects if the first CIDR is in a public range or in 100.64.0.0/10.
  private static let elsewhere = [ten, hundredSeventyTwo, hundredNinetyTwo, benchmark]
}
