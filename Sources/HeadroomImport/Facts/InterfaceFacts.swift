internal import Headroom

/// A network interface, as far as its addresses and its holder depend on it.
struct InterfaceFacts: Sendable {
  let id: String
  var subnet = "", vpc: String?
  /// The kind and the description that AWS or the creator gave it.
  var type = "", description = ""
  var requester: String?, isRequesterManaged = false
  /// The instance that it is attached to, and the account that owns it.
  var instance: String?, instanceOwner: String?, isAttached = false
  /// Whether the service that operates it is EKS.
  var isOfAutoMode = false
  /// The tags that the CNI and the VPC resource controller set: instance, cluster and trunk.
  var taggedInstance: String?, taggedCluster: String?, trunk: String?
  /// The single addresses, primary included, and the prefixes.
  var addresses: [IPv4Address] = [], prefixes: [IPv4CIDR] = []
  let place: Place
}
