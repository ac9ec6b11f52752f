/// Where the agents of simulated nodes get addresses from, and give them back to.
///
/// Subnets have numbers, and so have the places of addresses and blocks in them; what a number stands for is the
/// source's business.
protocol AddressSource {
  /// Where the slots lie that were taken last, in their order.
  var places: [UInt32] { get }

  /// Whether EC2 refuses everything now, giving back included, for a reason that is not the subnet.
  var isRefusing: Bool { get }

  /// Takes slots of a subnet for an interface that is there, all or nothing; `nil` if EC2 gives them.
  mutating func take(slots: Int, prefixes: Bool, from subnet: Int) -> Refusal?

  /// Takes a new interface's own address, and slots with it, all or nothing.
  mutating func takeInterface(_ kind: InterfaceKind, slots: Int, prefixes: Bool) -> Result<InterfacePlace, Refusal>

  /// Gives one slot back.
  mutating func give(slot place: UInt32, isPrefix: Bool, to subnet: Int)

  /// Gives an interface's own address back.
  mutating func give(_ interface: InterfacePlace)

  /// Counts calls of EC2 that gave something back.
  mutating func count(calls: Int, on subnet: Int)
}

/// Why EC2 refuses.
enum Refusal: Error {
  /// InsufficientFreeAddressesInSubnet or InsufficientCidrBlocks.
  case insufficient
  /// Anything else.
  case other
}

/// What a new interface is for, which decides about its subnet.
enum InterfaceKind {
  /// Pods' addresses, beside those of the node's first interface.
  case pods
  /// Pods' addresses, where custom networking puts them.
  case podSubnet
  /// Branch interfaces, in the node's subnet.
  case trunk
}

/// Where an interface is: its subnet, and its own address there.
struct InterfacePlace: Hashable {
  let subnet: Int
  let address: UInt32
}
