internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// `headroom subnet`: a block's arithmetic.
struct SubnetCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "subnet",
    abstract: "A block's arithmetic: addresses, usable ones, /28 blocks for prefixes.",
    discussion: """
      EXAMPLES
        headroom subnet 192.168.1.0/24 100.64.0.0/18
      """)

  @Argument(help: "CIDR blocks.")
  var cidr: [String]

  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try blocks() }

  func run() throws {
    let blocks = try blocks()
    let table = Table(
      id: "subnet", title: "Subnets",
      columns: [
        .init("cidr", "CIDR"), .init("addresses"), .init("usable_addresses", "usable"),
        .init("prefix_blocks", "/28 blocks"),
      ],
      rows: blocks.map {
        [.text("\($0)"), .integer($0.addressCount), .integer($0.usableAddresses), .integer($0.prefixBlocks)]
      })
    try output.print(table, kind: "Subnet")
    for block in blocks where !IPv4CIDR.subnetPrefixLengths.contains(block.prefixLength) {
      Terminal.complain("Note: \(block) is no block of a subnet; AWS takes /16 to /28.")
    }
  }

  func explanations() throws -> [(String, [Step])] {
    try blocks().map { block in
      (
        "\(block)",
        [
          Step(
            "usable addresses", formula: "2^(32 − prefix length) − 5",
            arithmetic: "2^(32 − \(block.prefixLength)) − 5 = \(block.usableAddresses)",
            source: "Amazon VPC user guide, Subnet sizing: the first four and the last are AWS' own"),
          Step(
            "/28 blocks for prefixes", formula: "2^(28 − prefix length) − 2 up to /26, else none",
            arithmetic: "\(block.prefixBlocks)",
            source: "awslabs/aws-support-tools, EKS/subnet-fragmentation: the first and last block hold AWS' addresses"),
        ]
      )
    }
  }

  private func blocks() throws -> [IPv4CIDR] {
    try cidr.map { text throws(ValidationError) in
      do throws(IPv4CIDR.ParseError) {
        return try IPv4CIDR(parsing: text)
      } catch {
        throw ValidationError(error.description)
      }
    }
  }
}
