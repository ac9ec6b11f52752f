/// The free space of a VPC, from which CIDRs are taken one after the other.
///
/// Finding and taking one needs no more steps than an address has bits, whatever is taken already.
struct FreeSpace {
  private let homes: [IPv4CIDR]
  /// The prefix length of the largest free CIDR inside each CIDR that is not completely free; ``nothing`` if there is
  /// none.
  private var largest: [IPv4CIDR: Int] = [:]
  /// The first home that may have room, by prefix length. Space is never given back, so it only moves on.
  private var firstHome = [Int](repeating: 0, count: 33)

  /// Longer than any prefix length.
  private static let nothing = 33

  /// Creates the space of some CIDRs without others, which may overlap each other.
  init(in homes: [IPv4CIDR], beside taken: some Sequence<IPv4CIDR>) {
    self.homes = homes
    for block in taken { take(block) }
  }

  /// Takes the lowest free CIDR of a prefix length out of the first of the VPC's CIDRs that has one, and returns it;
  /// `nil` if there is none.
  mutating func takeLowest(of length: Int) -> IPv4CIDR? {
    while firstHome[length] < homes.count {
      let home = homes[firstHome[length]]
      if var block = hasRoom(home, for: length) ? home : nil {
        while block.prefixLength < length {
          let (lower, upper) = block.halves
          block = free(in: lower) <= length ? lower : upper
        }
        take(block)
        return block
      }
      firstHome[length] += 1
    }
    return nil
  }

  private mutating func take(_ block: IPv4CIDR) {
    guard !isInsideTaken(block) else { return }
    largest[block] = Self.nothing
    for container in block.containers.dropFirst() {
      let (lower, upper) = container.halves
      largest[container] = min(free(in: lower), free(in: upper))
    }
  }

  private func hasRoom(_ home: IPv4CIDR, for length: Int) -> Bool {
    home.prefixLength <= length && free(in: home) <= length && !isInsideTaken(home)
  }

  private func isInsideTaken(_ block: IPv4CIDR) -> Bool {
    block.containers.contains { largest[$0] == Self.nothing }
  }

  private func free(in block: IPv4CIDR) -> Int { largest[block] ?? block.prefixLength }
}

extension IPv4CIDR {
  /// The CIDR and all that contain it, the smallest first.
  package var containers: some Sequence<IPv4CIDR> {
    (0...prefixLength).reversed().lazy.map { [network] in IPv4CIDR(containing: network, prefixLength: $0) }
  }

  /// The two CIDRs of half the size.
  ///
  /// - Precondition: The CIDR has more than one address.
  fileprivate var halves: (lower: IPv4CIDR, upper: IPv4CIDR) {
    let upper = IPv4Address(rawValue: network.rawValue | 1 << UInt32(31 - prefixLength))
    return (
      IPv4CIDR(containing: network, prefixLength: prefixLength + 1),
      IPv4CIDR(containing: upper, prefixLength: prefixLength + 1)
    )
  }
}
