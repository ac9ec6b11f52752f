package import Headroom

extension Document {
  /// Returns the answer of `headroom subnet`: the address counts of subnet CIDRs.
  ///
  /// - Parameters:
  ///   - subnets: Subnets with known CIDRs, and the addresses in them that are in use.
  ///   - fragmentations: The effect of single addresses at unknown places on each subnet, in the order of `subnets`;
  ///     empty to leave it out.
  ///   - prefixes: The number of prefixes that are needed; `nil` to leave out the chance of too few blocks.
  ///   - drawsMaps: Whether the text for a terminal contains maps of the /28 blocks.
  package static func blocks(
    of subnets: [Subnet], fragmentations: [Fragmentation] = [], prefixes: Int? = nil, drawsMaps: Bool = false
  ) -> Document {
    var section = Section(.blocks(of: subnets, fragmentations, prefixes: prefixes))
    if drawsMaps { section.signs = subnets.compactMap { BlockMap(of: $0)?.drawing } }
    let items = section.table!().items
    var document = Document(kind: "Subnet", title: "Subnets", sections: [section]) { ["items": items] }
    document.derivations = {
      subnets.compactMap(\.block).map { Derivation(title: "\($0)", steps: steps(of: $0)) }
    }
    for subnet in subnets {
      guard let block = subnet.block else { continue }
      if let prefixes, prefixes > 0,
        let part = block.prefixReservation(blocks: prefixes, beside: subnet.occupied)
      {
        // EC2 takes no single addresses from a reservation of type prefix.
        document.notes.append(
          "A CIDR reservation of type prefix for \(part) guarantees \(prefixes) blocks for prefixes.")
      }
    }
    for block in subnets.compactMap(\.block) where !IPv4CIDR.subnetPrefixLengths.contains(block.prefixLength) {
      document.notes.append("\(block) is not a valid subnet CIDR: AWS requires a prefix length from /16 to /28.")
    }
    return document
  }

  private static func steps(of block: IPv4CIDR) -> [DerivationStep] {
    [
      DerivationStep(
        "usable addresses", formula: "2^(32 − prefix length) − 5",
        arithmetic: "2^(32 − \(block.prefixLength)) − 5 = \(block.usableAddresses)",
        source: "Amazon VPC user guide, Subnet sizing: AWS reserves the first four addresses and the last one"),
      DerivationStep(
        "/28 blocks for prefixes", formula: "2^(28 − prefix length) − 2 up to /26, otherwise 0",
        arithmetic: "\(block.prefixBlocks)",
        source: "awslabs/aws-support-tools, EKS/subnet-fragmentation: the first and last block have reserved addresses"),
    ]
  }
}

extension Document.Table {
  fileprivate static func blocks(
    of subnets: [Subnet], _ fragmentations: [Fragmentation], prefixes: Int?
  ) -> Document.Table {
    let columns: [Column] = [
      .init("cidr", "CIDR"), .init("addresses"), .init("usable_addresses", "usable"),
      .init("prefix_blocks", "/28 blocks"),
    ]
    let fragmentColumns: [Column] = [
      .init("used"), .init("free_blocks_at_best", "free at best"), .init("free_blocks_expected", "on average"),
      .init("free_blocks_at_worst", "at worst"), .init("chance_of_too_few", "shortage risk"),
    ]
    return Document.Table(
      id: "subnet", title: "Subnets", columns: columns + (fragmentations.isEmpty ? [] : fragmentColumns),
      rows: subnets.enumerated().compactMap { index, subnet in
        guard let block = subnet.block else { return nil }
        let cells: [Document.Cell] = [
          .text("\(block)"), .integer(block.addressCount), .integer(block.usableAddresses),
          .integer(block.prefixBlocks),
        ]
        return cells
          + (fragmentations.isEmpty ? [] : Self.cells(subnet, fragmentations[index], prefixes: prefixes))
      })
  }

  private static func cells(_ subnet: Subnet, _ drawn: Fragmentation, prefixes: Int?) -> [Document.Cell] {
    var filled = subnet
    filled.usedAddressCount = drawn.singles
    let bounds = filled.freePrefixBlocks
    return [
      .integer(filled.usedAddresses), .integer(bounds?.best),
      .factor(drawn.expectedBlocks), .integer(bounds?.worst), .share(prefixes.map { drawn.chance(ofFewerThan: $0) }),
    ]
  }
}
