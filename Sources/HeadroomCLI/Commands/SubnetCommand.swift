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
        headroom subnet 10.0.0.0/24 --occupied 10.0.0.20 10.0.0.64/28 --map
      """)

  @Argument(help: "CIDR blocks.")
  var cidr: [String]

  @Option(
    help: ArgumentHelp(
      "Single addresses in use: how many /28 blocks stay free at best, on average, at worst.", valueName: "n"))
  var used: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Addresses and blocks that are in use: which /28 blocks they leave.", valueName: "cidr"))
  var occupied: [String] = []

  @Flag(help: "Draw the /28 blocks.")
  var map = false

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
    let asksForBlocks = used != nil || !occupied.isEmpty || map
    if prefixes != nil, !asksForBlocks { throw ValidationError("--prefixes needs --used or --occupied") }
    for part in try occupiedParts() {
      guard try blocks().contains(where: { $0.contains(part) }) else {
        throw ValidationError("\(part) is in none of the blocks")
      }
    }
    if asksForBlocks, let large = try blocks().first(where: { $0.prefixLength < 16 }) {
      throw ValidationError("\(large) is no block of a subnet; /28 blocks are counted in /16 to /28")
    }
  }

  func run() throws {
    let blocks = try blocks()
    let table = Table(
      id: "subnet", title: "Subnets",
      columns: [
        .init("cidr", "CIDR"), .init("addresses"), .init("usable_addresses", "usable"),
        .init("prefix_blocks", "/28 blocks"),
      ] + (used == nil && occupied.isEmpty ? [] : fragmentColumns),
      rows: try blocks.map {
        [.text("\($0)"), .integer($0.addressCount), .integer($0.usableAddresses), .integer($0.prefixBlocks)]
          + (try fragments(of: $0))
      })
    if map, output.output == .table {
      let drawings = try blocks.compactMap { BlockMap(of: try subnet(of: $0)) }.map { "\n" + $0.drawing }
      try output.put(table.text(Terminal.style(noColor: output.noColor || output.outFile != nil)) + drawings.joined())
    } else {
      try output.print(table, kind: "Subnet")
    }
    for block in blocks {
      if let prefixes, prefixes > 0,
        let part = block.prefixReservation(blocks: prefixes, beside: try subnet(of: block).occupied)
      {
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

  /// What addresses in use leave of a block.
  private func fragments(of block: IPv4CIDR) throws -> [Cell] {
    guard used != nil || !occupied.isEmpty else { return [] }
    var subnet = try subnet(of: block)
    guard let drawn = Fragmentation(of: subnet, singles: used ?? 0, seed: seed) else { return [] }
    subnet.usedAddressCount = drawn.singles
    let bounds = subnet.freePrefixBlocks
    return [
      .integer(drawn.singles + (subnet.occupied.isEmpty ? 0 : subnet.usedAddresses)), .integer(bounds?.best),
      .factor(drawn.expectedBlocks), .integer(bounds?.worst), .share(prefixes.map { drawn.chance(ofFewerThan: $0) }),
    ]
  }

  /// A block as a subnet, with what is in use of it.
  private func subnet(of block: IPv4CIDR) throws -> Subnet {
    var subnet = Subnet(name: "", zone: "", block: block)
    // What lies in another part, or is named twice, counts once.
    for part in try occupiedParts().filter(block.contains).sorted(by: { $0.prefixLength < $1.prefixLength })
    where !subnet.occupied.contains(where: { $0.contains(part) }) {
      subnet.occupied.append(part)
    }
    return subnet
  }

  private func occupiedParts() throws -> [IPv4CIDR] {
    try occupied.map { text throws(ValidationError) in
      if let address = IPv4Address(text) { return IPv4CIDR(containing: address, prefixLength: 32) }
      return try Self.block(text)
    }
  }

  func explanations() throws -> [(String, [DerivationStep])] {
    try blocks().map { block in
      (
        "\(block)",
        [
          DerivationStep(
            "usable addresses", formula: "2^(32 − prefix length) − 5",
            arithmetic: "2^(32 − \(block.prefixLength)) − 5 = \(block.usableAddresses)",
            source: "Amazon VPC user guide, Subnet sizing: the first four and the last are AWS' own"),
          DerivationStep(
            "/28 blocks for prefixes", formula: "2^(28 − prefix length) − 2 up to /26, else none",
            arithmetic: "\(block.prefixBlocks)",
            source: "awslabs/aws-support-tools, EKS/subnet-fragmentation: the first and last block hold AWS' addresses"),
        ]
      )
    }
  }

  private func blocks() throws -> [IPv4CIDR] {
    try cidr.map { text throws(ValidationError) in try Self.block(text) }
  }

  private static func block(_ text: String) throws(ValidationError) -> IPv4CIDR {
    do throws(IPv4CIDR.ParseError) {
      return try IPv4CIDR(parsing: text)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
