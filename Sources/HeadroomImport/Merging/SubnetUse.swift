internal import Headroom

/// What is in the subnets of a VPC, from their network interfaces.
struct SubnetUse {
  /// The addresses of one subnet by who holds them.
  struct Content {
    /// The addresses that are taken, and those of them that neither the plan nor a reservation describes.
    var taken: Set<UInt32> = [], others: Set<UInt32> = []
    /// The number of addresses by who holds them, for people.
    var holders: [String: Int] = [:]
    /// The numbers of addresses outside the subnet's block.
    var outside = 0
    /// The number of addresses that instances hold which no file describes.
    var ofUnknownInstances = 0
    /// The number of addresses of nodes of which it is not known whether the plan describes their groups.
    var ofUnknownNodes = 0
    /// Whether nodes of the plan are among the holders.
    var hasNodes = false
    /// The number of addresses of nodes whose groups the plan does not describe, by group.
    var ofOtherGroups: [String: Int] = [:]
  }

  /// The content by the ID of the subnet.
  private(set) var contents: [String: Content] = [:]
  /// What takes addresses and has a kind of reservation.
  private(set) var reservations: [String: ReservationFacts] = [:]
  /// The interfaces that the CNI left behind.
  private(set) var leaked: [InterfaceFacts] = []

  /// Counts what interfaces hold.
  ///
  /// - Parameters:
  ///   - live: The interfaces and the instances.
  ///   - cluster: The name of the cluster; without one, nothing is described by a plan.
  ///   - groups: The node groups that the plan describes, with the IDs of their subnets where they are known.
  ///   - blocks: The block of each subnet by its ID.
  init(of live: LiveFacts, cluster: String?, groups: [String: Set<String>?], blocks: [String: IPv4CIDR]) {
    let interfaces = live.interfaces.values.sorted { $0.id < $1.id }
    let nodes = Self.nodes(of: cluster, live, interfaces)
    var trunks: [String: String] = [:]
    for item in interfaces { if let instance = item.instance { trunks[item.id] = instance } }
    for item in interfaces {
      let holder = InterfaceHolder(of: item, nodes: nodes, trunks: trunks)
      add(item, holder, cluster: cluster, block: blocks[item.subnet]) { instance in
        guard let known = live.instances[instance] else { return .notInFiles }
        let own = [known.group, known.otherGroup].compactMap(\.self)
        guard let name = own.first(where: { groups[$0] != nil }) else {
          return own.first.map(Standing.notDescribed) ?? .unknown
        }
        // A node in a subnet that its group does not use is none that the plan places.
        if let homes = groups[name] ?? nil, let subnet = known.subnet, !homes.contains(subnet) {
          return .notDescribed(name)
        }
        return .described
      }
    }
  }

  /// Whether the plan describes the node group of an instance, or no file the instance itself.
  private enum Standing {
    case described, unknown, notInFiles
    case notDescribed(String)
  }

  /// Returns the instances that are nodes of a cluster: by their own tags, or by those that the CNI gave to one of their
  /// interfaces.
  private static func nodes(of cluster: String?, _ live: LiveFacts, _ interfaces: [InterfaceFacts]) -> Set<String> {
    guard let cluster else { return [] }
    var nodes = Set(live.instances.values.filter { $0.cluster == cluster }.map(\.id))
    for item in interfaces where item.taggedCluster == cluster {
      if let instance = item.instance, live.instances[instance]?.cluster ?? cluster == cluster {
        nodes.insert(instance)
      }
    }
    return nodes
  }

  private mutating func add(
    _ item: InterfaceFacts, _ holder: InterfaceHolder, cluster: String?, block: IPv4CIDR?,
    standing: (String) -> Standing
  ) {
    var isOther = true
    var label = holder.label
    var group: String?
    var isUnknownNode = false
    switch holder {
    case .node:
      isOther = false
      // Branch interfaces have no instance of their own; their trunk's is a node.
      switch item.instance.map(standing) {
      case .notDescribed(let name)?: (isOther, group, label) = (true, name, "nodes of \(name)")
      case .unknown?, .notInFiles?: isUnknownNode = true
      case .described?, nil: break
      }
    case .leaked: leaked.append(item)
    case .controlPlane(let name): isOther = name != cluster
    case .reservation(let kind, let id, let name):
      // Without a cluster there is no peak to plan for, and what is there is known exactly.
      guard cluster != nil else { break }
      isOther = false
      var facts =
        reservations[id]
        ?? ReservationFacts(id: id, name: name, kind: kind, subnets: [], place: item.place)
      facts.subnets.insert(item.subnet)
      facts.held[item.subnet, default: 0] += item.addresses.count + 16 * item.prefixes.count
      reservations[id] = facts
    case .autoModeNode, .instance, .other: break
    }
    var content = contents[item.subnet, default: Content()]
    var count = 0
    func take(_ address: UInt32) {
      if let block, !block.contains(IPv4Address(rawValue: address)) {
        content.outside += 1
        return
      }
      if content.taken.insert(address).inserted { content.holders[label, default: 0] += 1 }
      if isOther { content.others.insert(address) }
      count += 1
    }
    for address in item.addresses { take(address.rawValue) }
    for prefix in item.prefixes {
      for address in prefix.network.rawValue...prefix.lastAddress.rawValue { take(address) }
    }
    if case .instance(let id) = holder, cluster != nil, case .notInFiles = standing(id) {
      content.ofUnknownInstances += count
    }
    if isUnknownNode { content.ofUnknownNodes += count }
    if case .node = holder, !isOther { content.hasNodes = true }
    if let group { content.ofOtherGroups[group, default: 0] += count }
    contents[item.subnet] = content
  }
}

extension IPv4CIDR {
  /// Returns the fewest blocks that contain exactly these addresses, lowest first.
  static func blocks(of addresses: Set<UInt32>) -> [IPv4CIDR] {
    var blocks: [IPv4CIDR] = []
    for address in addresses.sorted() {
      var block = IPv4CIDR(containing: IPv4Address(rawValue: address), prefixLength: 32)
      while let last = blocks.last, last.prefixLength == block.prefixLength, last.prefixLength > 0 {
        let parent = IPv4CIDR(containing: last.network, prefixLength: last.prefixLength - 1)
        guard parent.network == last.network, parent.contains(block) else { break }
        blocks.removeLast()
        block = parent
      }
      blocks.append(block)
    }
    return blocks
  }
}
