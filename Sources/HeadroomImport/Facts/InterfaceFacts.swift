internal import Headroom

/// A network interface, as far as its addresses and its holder depend on it.
struct InterfaceFacts: Sendable {
  let id: String
  var subnet = ""
  /// The kind and the description that AWS or the creator gave it.
  var type = "", description = ""
  /// Whether a service of AWS created it.
  var isRequesterManaged = false
  /// The instance that it is attached to, and whether it is attached to anything.
  var instance: String?, isAttached = false
  /// Whether the service that operates it is EKS.
  var isOfAutoMode = false
  /// The tags that the CNI and the VPC resource controller set: instance, cluster and trunk.
  var taggedInstance: String?, taggedCluster: String?, trunk: String?
  /// The single addresses, primary included, and the prefixes.
  var addresses: [IPv4Address] = [], prefixes: [IPv4CIDR] = []
  let place: Place

  /// Returns the interface with the addresses that it has at another moment too.
  func adding(_ other: InterfaceFacts) -> InterfaceFacts {
    var both = place < other.place ? self : other
    both.addresses = Set(addresses + other.addresses).sorted()
    both.prefixes = Set(prefixes + other.prefixes).sorted()
    return both
  }
}
