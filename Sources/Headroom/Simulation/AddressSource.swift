/// A source from which the agents of simulated nodes take addresses, and to which they release them.
///
/// Subnets are identified by numbers, and so are the places of addresses and blocks in them. Only the source knows what
/// a number means.
protocol AddressSource {
  /// The places of the slots that were taken last, in order.
  var places: [UInt32] { get }

  /// Whether EC2 refuses every call now, including releases, for a reason other than the subnet.
  var isRefusing: Bool { get }

  /// Takes slots of a subnet for an existing interface, all or none; returns `nil` if EC2 assigns them.
  mutating func take(slots: Int, prefixes: Bool, from subnet: Int) -> Refusal?

  /// Takes the own address of a new interface together with its slots, all or none.
  mutating func takeInterface(_ kind: InterfaceKind, slots: Int, prefixes: Bool) -> Result<InterfacePlace, Refusal>

  /// Releases one slot.
  mutating func give(slot place: UInt32, isPrefix: Bool, to subnet: Int)

  /// Releases the own address of an interface.
  mutating func give(_ interface: InterfacePlace)

  /// Counts EC2 API calls that released something.
  mutating func count(calls: Int, on subnet: Int)
}

/// A reason why EC2 refuses a call.
enum Refusal: Error {
  /// `InsufficientFreeAddressesInSubnet` or `InsufficientCidrBlocks`.
  case insufficient
  /// Any other error.
  case other
}

/// The purpose of a new interface, which decides its subnet.
enum InterfaceKind {
  /// Addresses for pods, in addition to those of the node's primary interface.
  case pods
  /// Addresses for pods in the subnet of an ENIConfig, with custom networking.
  case podSubnet
  /// The trunk for branch interfaces, in the node's subnet.
  case trunk
}

/// The place of an interface: its subnet, and its own address in the subnet.
struct InterfacePlace: Hashable {
  let subnet: Int
  let address: UInt32
}
