/// Instance types of a group whose nodes take the same pods and the same addresses, so that they are placed once.
///
/// A NodePool may allow hundreds of types, most of which differ only in their processors.
struct NodeKind {
  /// The node of the first type by name, which stands for all.
  let node: NodeProfile
  /// The types, by name.
  var types: [InstanceType]

  /// Everything about a node that decides about pods, addresses and limits with the settings of the plan.
  private struct Key: Hashable {
    let interfaces: Int, addressesPerInterface: Int
    let vcpus: Int?, memory: MemoryAmount?
    let addressesPerSlot: Int, supportsTrunking: Bool?, hasTrunk: Bool, branchInterfaces: Int
    /// The cards, where pods have an address of each.
    let cards: InstanceType.NetworkCards?
    let maxPods: Int?, servable: Int, podAddresses: Int, needsVPCAddresses: Bool
    let cpu: CPUAmount?, allocatableMemory: MemoryAmount?
    let weight: Int?

    init(_ node: NodeProfile, weight: Int?) {
      let type = node.type
      (interfaces, addressesPerInterface) = (type.interfaces, type.addressesPerInterface)
      (vcpus, memory) = (type.vcpus, type.memory)
      addressesPerSlot = node.servable.addressesPerSlot
      supportsTrunking = node.settings.podENI ? type.supportsTrunking : nil
      (hasTrunk, branchInterfaces) = (node.hasTrunk, node.branchInterfaces)
      cards = node.pods.useAllCards ? type.networkCards : nil
      (maxPods, servable) = (node.maxPods, node.servable.possible)
      (podAddresses, needsVPCAddresses) = (node.servable.podAddresses, node.needsVPCAddresses)
      (cpu, allocatableMemory) = (node.allocatable.cpu, node.allocatable.memory)
      self.weight = weight
    }
  }

  /// Returns the kinds of nodes of a group, in the order of the names of their first types.
  static func all(of profile: GroupProfile) -> [NodeKind] {
    var kinds: [NodeKind] = []
    var places: [Key: Int] = [:]
    for node in profile.nodes.sorted(by: { $0.type.name < $1.type.name }) {
      let key = Key(node, weight: profile.group.weights[node.type.name])
      if let place = places[key] {
        kinds[place].types.append(node.type)
      } else {
        places[key] = kinds.count
        kinds.append(NodeKind(node: node, types: [node.type]))
      }
    }
    return kinds
  }
}
