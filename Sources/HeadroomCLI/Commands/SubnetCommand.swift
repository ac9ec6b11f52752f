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
        headroom subnet 10.0.0.0/24 --used 60 --prefixes 7
      """)

  @Argument(help: "CIDR blocks.")
  var cidr: [String]

  @Option(
    help: ArgumentHelp(
      "Single addresses in use: how many /28 blocks stay free at best, on average, at worst.", valueName: "n"))
  var used: Int?

  @Option(help: ArgumentHelp("Prefixes that are needed: how likely it is that they are not there.", valueName: "n"))
  var prefixes: Int?

  @Option(help: ArgumentHelp("Where the random numbers start.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, number) in [("--used", used), ("--prefixes", prefixes)] {
      if let number, !(0...65_536).contains(number) {
        throw ValidationError("\(name) is \(number); expected 0 to 65536")
      }
    }
    if prefixes != nil, used == nil { throw ValidationError("--prefixes needs --used") }
    if used != nil, let large = try blocks().first(where: { $0.prefixLength < 16 }) {
      throw ValidationError("\(large) is no block of a subnet; --used takes /16 to /28")
    }
  }

  func run() throws {
    let blocks = try blocks()
    let table = Table(
      id: "subnet", title: "Subnets",
      columns: [
        .init("cidr", "CIDR"), .init("addresses"), .init("usable_addresses", "usable"),
        .init("prefix_blocks", "/28 blocks"),
      ] + (used == nil ? [] : fragmentColumns),
      rows: blocks.map {
        [.text("\($0)"), .integer($0.addressCount), .integer($0.usableAddresses), .integer($0.prefixBlocks)]
          + fragments(of: $0)
      })
    try output.print(table, kind: "Subnet")
    for block in blocks {
      if let prefixes, prefixes > 0, let part = block.prefixReservation(blocks: prefixes) {
        Terminal.complain("Note: a CIDR reservation of type prefix, \(part), keeps \(prefixes) blocks clean.")
      }
    }
    for block in blocks where !IPv4CIDR.subnetPrefixLengths.contains(block.prefixLength) {
      Terminal.complain("Note: \(block) is no block of a subnet; AWS takes /16 to /28.")
    }
  }

  private var fragmentColumns: [Table.Column] {
    [
      .init("used"), .init("free_blocks_at_best", "free at best"), .init("free_blocks_expected", "on average"),
      .init("free_blocks_at_worst", "at worst"), .init("chance_of_too_few", "too few"),
    ]
  }

  /// What single addresses leave of a block.
  private func fragments(of block: IPv4CIDR) -> [Cell] {
    guard let used else { return [] }
    let drawn = Fragmentation(of: block, singles: used, seed: seed)
    var subnet = Subnet(name: "", zone: "", block: block)
    subnet.usedAddressCount = drawn.singles
    let bounds = subnet.freePrefixBlocks
    return [
      .integer(used), .integer(bounds?.best), .factor(drawn.expectedBlocks), .integer(bounds?.worst),
      .share(prefixes.map { drawn.chance(ofFewerThan: $0) }),
    ]
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
