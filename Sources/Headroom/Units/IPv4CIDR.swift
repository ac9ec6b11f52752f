/// A block of IPv4 addresses, such as `192.168.1.0/24`.
///
/// A value is always a whole block: no bits are set after the prefix.
public struct IPv4CIDR: Hashable, Sendable {
  /// The first address of the block.
  public let network: IPv4Address
  /// The number of leading bits that all addresses share, 0 to 32.
  public let prefixLength: Int

  /// The block of a given length that holds an address.
  ///
  /// - Precondition: `prefixLength` is in 0...32.
  public init(containing address: IPv4Address, prefixLength: Int) {
    precondition(0...32 ~= prefixLength, "a prefix has 0 to 32 bits, not \(prefixLength)")
    network = IPv4Address(rawValue: address.rawValue & Self.mask(prefixLength))
    self.prefixLength = prefixLength
  }

  private static func mask(_ prefixLength: Int) -> UInt32 {
    prefixLength == 0 ? 0 : ~0 << UInt32(32 - prefixLength)
  }
}

extension IPv4CIDR {
  /// The last address of the block.
  public var lastAddress: IPv4Address {
    IPv4Address(rawValue: network.rawValue | ~Self.mask(prefixLength))
  }

  /// The number of addresses in the block, the first and the last included.
  public var addressCount: Int { 1 << (32 - prefixLength) }

  /// Whether an address is in the block.
  public func contains(_ address: IPv4Address) -> Bool {
    address.rawValue & Self.mask(prefixLength) == network.rawValue
  }

  /// Whether all of another block is in this one. A block contains itself.
  public func contains(_ other: IPv4CIDR) -> Bool {
    other.prefixLength >= prefixLength && contains(other.network)
  }

  /// Whether the blocks have an address in common, which is the case only if one contains the other.
  public func overlaps(_ other: IPv4CIDR) -> Bool {
    contains(other) || other.contains(self)
  }

  /// The blocks of a longer prefix that make up this one, lowest first; none if `newLength` is shorter than the prefix.
  ///
  /// A /24 splits into the four /26 `.0`, `.64`, `.128` and `.192`.
  public func split(into newLength: Int) -> some RandomAccessCollection<IPv4CIDR> {
    let count = prefixLength...32 ~= newLength ? 1 << (newLength - prefixLength) : 0
    return (0..<count).lazy.map { [network] index in
      let address = IPv4Address(rawValue: network.rawValue + UInt32(index << (32 - newLength)))
      return IPv4CIDR(containing: address, prefixLength: newLength)
    }
  }
}

extension IPv4CIDR {
  /// The lengths that a VPC and its subnets may have.
  ///
  /// Source: Amazon VPC user guide, "Subnet CIDR blocks".
  public static let subnetPrefixLengths = 16...28

  /// The number of addresses in a subnet that AWS keeps for itself: the first four and the last.
  ///
  /// Source: Amazon VPC user guide, "Subnet sizing".
  public static let addressesReservedByAWS = 5

  /// The number of addresses that a subnet of this block can give out: all but five, so 251 for a /24.
  public var usableAddresses: Int { max(0, addressCount - Self.addressesReservedByAWS) }

  /// The number of /28 blocks that the VPC CNI could get as prefixes while nothing else is in the subnet.
  ///
  /// The first block holds AWS' four addresses and the last one the broadcast address, so a /24 has 16 − 2 = 14
  /// and a /27 or /28 has none.
  public var prefixBlocks: Int { prefixLength <= 26 ? 1 << (28 - prefixLength) - 2 : 0 }
}

extension IPv4CIDR: Comparable {
  /// Orders blocks by their first address; of two that start alike the larger comes first.
  public static func < (first: Self, second: Self) -> Bool {
    (first.network, first.prefixLength) < (second.network, second.prefixLength)
  }
}

extension IPv4CIDR: CustomStringConvertible {
  /// The first address, a slash and the prefix length.
  public var description: String { "\(network)/\(prefixLength)" }
}

extension IPv4CIDR {
  /// Why a text is no CIDR block.
  public enum ParseError: Error, Hashable, Sendable {
    /// There is no `/`, or what stands before or after it is no address or length.
    case malformed(String)
    /// Bits are set after the prefix; `network` is the block that was probably meant.
    case hostBitsSet(String, network: IPv4CIDR)
  }

  /// Reads a block written as an address, a slash and a prefix length.
  ///
  /// - Throws: ``ParseError`` when the text has another form or names an address inside the block.
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
  /// One sentence with the way out.
  public var description: String {
    switch self {
    case .malformed(let text):
      "'\(text)' is no CIDR block; expected an address, a slash and a length, such as 192.168.1.0/24"
    case .hostBitsSet(let text, let network):
      "'\(text)' has bits set after its prefix; did you mean '\(network)'?"
    }
  }
}
