/// The addresses that a node takes from its own subnet and, with custom networking, from the pod subnet.
struct NodeFootprint: Hashable, Sendable {
  var node = SubnetShare()
  var pods = SubnetShare()
  /// The part of it that each secondary interface takes. Subnet discovery may create whole interfaces in other subnets.
  var further: [SubnetShare] = []
  /// The number of addresses that the node does without where it falls back from prefixes to single addresses.
  var relief = 0
  /// Whether the node's pools settle.
  var isStable = true

  /// The number of addresses that are held for pods, but used by no pod.
  var warm: Int { node.warm + pods.warm }
  var addresses: Int { node.addresses + pods.addresses }
  var blocks: Int { node.blocks + pods.blocks }
  /// The number of network address units: each address and each prefix is one.
  var addressUnits: Int { node.singles + node.blocks + pods.singles + pods.blocks }
  /// The part of all secondary interfaces together.
  var furtherShare: SubnetShare { further.reduce(SubnetShare(), +) }
}
