extension Check {
  /// Whether a VPC takes the further blocks that the plan gives it.
  static let secondaryBlocks = Check(
    "HR-NET-005", "Block that the VPC may refuse",
    rule:
      "AWS refuses some blocks as further ones of a VPC, by the range that its first one is in: other private ranges, 198.19.0.0/16, 169.254.0.0/16. A VPC has 5 blocks unless raised. The table is of 2023 and may have been loosened since.",
    verdicts: [.warn],
    fix: "Take further blocks from 100.64.0.0/10, which every VPC takes, or from the range of the first one."
  ) { (analysis: PlanAnalysis) in
    let blocks = analysis.plan.vpcBlocks
    let part = PlanPart(.vpc, key: "cidrs")
    var answers: [Answer] = []
    if blocks.count > mostBlocks {
      answers.append(Answer(.warn, part, "\(blocks.count) blocks; a VPC has \(mostBlocks) unless the quota is raised"))
    }
    guard let first = blocks.first else { return answers }
    let refused = ranges.first { $0.home.contains(first) }?.refused ?? elsewhere
    for block in blocks.dropFirst() {
      if linkLocal.overlaps(block) {
        answers.append(Answer(.warn, part, "\(block) is in 169.254.0.0/16, which no VPC takes"))
      } else if let range = refused.first(where: { $0.overlaps(block) }) {
        answers.append(
          Answer(
            .warn, part,
            "\(block) is in \(range), which a VPC that began with \(first) may refuse; 100.64.0.0/10 it takes"))
      }
    }
    return answers
  }

  /// Amazon VPC user guide, vpc-cidr-blocks, "IPv4 CIDR block association restrictions", and quotas.
  private static let mostBlocks = 5

  private static func block(_ first: UInt32, _ second: UInt32, _ length: Int) -> IPv4CIDR {
    IPv4CIDR(containing: IPv4Address(rawValue: first << 24 | second << 16), prefixLength: length)
  }

  private static let ten = block(10, 0, 8), hundredSeventyTwo = block(172, 16, 12),
    hundredNinetyTwo = block(192, 168, 16)
  private static let benchmark = block(198, 19, 16), linkLocal = block(169, 254, 16)
  private static let ranges: [(home: IPv4CIDR, refused: [IPv4CIDR])] = [
    (ten, [hundredSeventyTwo, hundredNinetyTwo, benchmark]),
    (hundredSeventyTwo, [ten, hundredNinetyTwo, block(172, 31, 16), benchmark]),
    (hundredNinetyTwo, [ten, hundredSeventyTwo, benchmark]),
    (benchmark, [ten, hundredSeventyTwo, hundredNinetyTwo]),
  ]
  /// Of a VPC in a public range or in 100.64.0.0/10.
  private static let elsewhere = [ten, hundredSeventyTwo, hundredNinetyTwo, benchmark]
}
