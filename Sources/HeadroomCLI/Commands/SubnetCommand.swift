internal import ArgumentParser
internal import Headroom
internal import HeadroomReport

/// The command `headroom subnet`, which prints the address counts of subnet CIDRs.
struct SubnetCommand: ParsableCommand, Explaining {
  static let configuration = CommandConfiguration(
    commandName: "subnet",
    abstract: "Show the addresses of a subnet CIDR: total, usable, and /28 blocks for prefixes.",
    discussion: """
      EXAMPLES
        headroom subnet 192.168.1.0/24 100.64.0.0/18
        headroom subnet 10.0.0.0/24 --used 60 --prefixes 7
        headroom subnet 10.0.0.0/24 --occupied 10.0.0.20 10.0.0.64/28 --map
      """)

  @Argument(help: "The subnet CIDRs, such as 10.0.0.0/24.")
  var cidr: [String]

  @Option(
    help: ArgumentHelp(
      """
      The number of single addresses in use, at unknown places. Shows how many /28 blocks stay free at best, on \
      average and at worst.
      """,
      valueName: "n"))
  var used: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The addresses and CIDRs that are in use. Shows how many /28 blocks stay free.", valueName: "cidr"))
  var occupied: [String] = []

  @Flag(help: "Draw a map of the /28 blocks.")
  var map = false

  @Option(
    help: ArgumentHelp(
      "The number of prefixes that are needed. Shows the chance that too few /28 blocks are free.", valueName: "n"))
  var prefixes: Int?

  @Option(help: ArgumentHelp("The seed of the random numbers.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, number) in [("--used", used), ("--prefixes", prefixes)] {
      if let number, !(0...65_536).contains(number) {
        throw ValidationError("\(name) is \(number); expected 0 to 65536")
      }
    }
    let asksForBlocks = used != nil || !occupied.isEmpty || map
    if prefixes != nil, !asksForBlocks { throw ValidationError("--prefixes requires --used or --occupied") }
    for part in try occupiedParts() {
      guard try blocks().contains(where: { $0.contains(part) }) else {
        throw ValidationError("\(part) is not in any of the given CIDRs")
      }
    }
    if asksForBlocks, let large = try blocks().first(where: { $0.prefixLength < 16 }) {
      throw ValidationError(
        "\(large) is not a valid subnet CIDR; the prefix length must be /16 to /28 to count /28 blocks")
    }
  }

  func run() throws { try output.print(try answer()) }

  func answer() throws -> Document {
    let subnets = try blocks().map(subnet)
    let isFilled = used != nil || !occupied.isEmpty
    let fragmentations =
      isFilled ? subnets.compactMap { Fragmentation(of: $0, singles: used ?? 0, seed: seed) } : []
    return .blocks(of: subnets, fragmentations: fragmentations, prefixes: prefixes, drawsMaps: map)
  }

  /// Returns a subnet with a CIDR and the addresses in it that are in use.
  private func subnet(of block: IPv4CIDR) throws -> Subnet {
    var subnet = Subnet(name: "", zone: "", block: block)
    // Addresses that are inside another part, or are given twice, count once.
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
