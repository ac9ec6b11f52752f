/// A block of IPv4 addresses, such as `192.168.1.0/24`.
///
/// A value is always a whole block: the host bits after the prefix are zero.
public struct IPv4CIDR: Hashable, Sendable {
  /// The first address of the block.
  public let network: IPv4Address
  /// The number of leading bits that all addresses of the block share, 0 to 32.
  public let prefixLength: Int

  /// Creates the block of a given prefix length that contains an address.
  ///
  /// - Precondition: `prefixLength` is in 0...32.
  public init(containing address: IPv4Address, prefixLength: Int) {
    precondition(0...32 ~= prefixLength, "prefixLength must be 0 to 32, not \(prefixLength)")
    network = IPv4Address(rawValue: address.rawValue & Self.mask(prefixLength))
    self.prefixLength = prefixLength
  }

  private static func mask(_ prefixLength: Int) -> UInt32 {
    prefixLength == 0 ? 0 : ~0 << UInt32(32 - prefixLength)
  }
}

extension IPv4CIDR {
  /// The last address of the block.
  package var lastAddress: IPv4Address {
    IPv4Address(rawValue: network.rawValue | ~Self.mask(prefixLength))
  }

  /// The number of addresses in the block, including the first and the last.
  public var addressCount: Int { 1 << (32 - prefixLength) }

  /// Returns whether an address is in the block.
  public func contains(_ address: IPv4Address) -> Bool {
    address.rawValue & Self.mask(prefixLength) == network.rawValue
  }

  /// Returns whether another block lies completely in this one. A block contains itself.
  public func contains(_ other: IPv4CIDR) -> Bool {
    other.prefixLength >= prefixLength && contains(other.network)
  }

  /// Returns whether the blocks have an address in common, which is the case only if one contains the other.
  public func overlaps(_ other: IPv4CIDR) -> Bool {
    contains(other) || other.contains(self)
  }

  /// Returns the blocks of a longer prefix that make up this one, lowest first.
  ///
  /// A /24 splits into the four /26 `.0`, `.64`, `.128` and `.192`. The result is empty if `newLength` is shorter than
  /// the block's own prefix length or longer than 32.
  package func split(into newLength: Int) -> some RandomAccessCollection<IPv4CIDR> {
    let count = prefixLength...32 ~= newLength ? 1 << (newLength - prefixLength) : 0
    return (0..<count).lazy.map { [network] index in
      let address = IPv4Address(rawValue: network.rawValue + UInt32(index << (32 - newLength)))
      return IPv4CIDR(containing: address, prefixLength: newLength)
    }
  }
}

extension IPv4CIDR {
  /// The prefix lengths that a VPC and its subnets may have.
  ///
  /// Source: Amazon VPC user guide, "Subnet CIDR blocks".
  package static let subnetPrefixLengths = 16...28

  /// The number of addresses in every subnet that AWS reserves: the first four and the last.
  ///
  /// Source: Amazon VPC user guide, "Subnet sizing".
  package static let addressesReservedByAWS = 5

  /// Returns the prefix length of the smallest subnet with a number of usable addresses; `nil` if a /16 is too small.
  package static func smallestSubnet(for addresses: Int) -> Int? {
    subnetPrefixLengths.last { 1 << (32 - $0) - addressesReservedByAWS >= addresses }
  }

  /// The number of addresses that can be assigned in a subnet with this CIDR: all but five, so 251 for a /24.
  public var usableAddresses: Int { max(0, addressCount - Self.addressesReservedByAWS) }

  /// The number of /28 blocks that the VPC CNI can get as prefixes while nothing else is in the subnet.
  ///
  /// The first /28 contains four addresses that AWS reserves and the last one the broadcast address, so neither can
  /// become a prefix: a /24 has 16 − 2 = 14, a /27 or /28 has none.
  public var prefixBlocks: Int { prefixLength <= 26 ? 1 << (28 - prefixLength) - 2 : 0 }
}

extension IPv4CIDR: Comparable {
  /// Returns whether the first block comes first: by first address, and the larger block first if both start alike.
  public static func < (first: Self, second: Self) -> Bool {
    (first.network, first.prefixLength) < (second.network, second.prefixLength)
  }
}

extension IPv4CIDR: CustomStringConvertible {
  /// The first address, a slash and the prefix length, such as `192.168.1.0/24`.
  public var description: String { "\(network)/\(prefixLength)" }
}

extension IPv4CIDR {
  /// A reason why a text is not a valid CIDR.
  public enum ParseError: Error, Hashable, Sendable {
    /// There is no `/`, or the text before or after it is not an address or a prefix length.
    case malformed(String)
    /// Bits are set after the prefix; `network` is the block that was probably meant.
    case hostBitsSet(String, network: IPv4CIDR)
  }

  /// Reads an address, a slash and a prefix length, such as `192.168.1.0/24`.
  ///
  /// - Throws: ``ParseError`` if the text has another form or if bits are set after the prefix, as in `192.168.1.7/24`.
  public init(parsing text: String) throws(ParseError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPv4Address(String(parts[0])),
      let length = Int(decimalDigits: parts[1].utf8), 0...32 ~= length,
      parts[1].utf8.count == 1 || parts[1].utf8.first != UInt8(ascii: "0")
    else { throw .malformed(text) }
    self.init(containing: address, prefixLength: length)
    guard network == address else { throw .hostBitsSet(text, network: self) }
  }
}

extension IPv4CIDR.ParseError: CustomStringConvertible {
  /// One sentence that says what is wrong and what is expected.
  public var description: String {
    switch self {
    case .malformed(let text):
      "'\(text)' is not a valid CIDR; expected an address, a slash and a prefix length, such as 192.168.1.0/24"
    case .hostBitsSet(let text, let network):
      "'\(text)' has bits set after its prefix; did you mean '\(network)'?"
    }
  }
}
