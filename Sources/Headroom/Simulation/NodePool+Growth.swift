/// The growth of the pool: in each pass an interface with free slots is filled, or a new one is attached.
extension NodePool {
  mutating func grow(_ clock: Int, _ source: inout some AddressSource) {
    guard !agent.isFrozen, managesInterfaces, clock >= pausedUntil else { return }
    let wanted = rules.slotsToRequest(counts)
    guard wanted > 0 else { return }
    let last = interfaces.count - 1
    let drawn = drawnOrder(last + 1)
    for step in 0...last {
      let index = drawn?[step] ?? (policy == .packed ? step : last - step)
      guard isOpen(index) else { continue }
      let count = min(rules.slotsPerInterface - interfaces[index].slots.count, wanted)
      // After a refusal ipamd asks for a single slot, even if it had asked for only one before.
      if ask(count, for: index, &source) == nil { return }
      guard let refusal = ask(1, for: index, &source), refusal == .insufficient else { return }
      // With subnet discovery ipamd tries the next interface, because that may be in another subnet.
      if agent.discoversSubnets { continue }
      pausedUntil = clock + Self.backOff + 1
      return
    }
    if hasRoom { attach(wanted, clock, &source) }
  }

  /// Asks for slots of an interface; returns `nil` if it gets them.
  private mutating func ask(_ count: Int, for index: Int, _ source: inout some AddressSource) -> Refusal? {
    let refusal = source.take(slots: count, prefixes: rules.usesPrefixes, from: interfaces[index].place.subnet)
    if refusal == nil { addSlots(source.places, to: index) }
    return refusal
  }

  /// Returns whether an interface may get more slots.
  private func isOpen(_ index: Int) -> Bool {
    !interfaces[index].isTrunk && (index > 0 || rules.primaryServesPods) && !interfaces[index].isExcluded
      && interfaces[index].slots.count < rules.slotsPerInterface
  }

  /// Whether the node may have one more interface for pods.
  ///
  /// Upstream keeps one interface free for a trunk that is not attached yet.
  private var hasRoom: Bool {
    let reserved = rules.reservesTrunk && !hasTrunk ? 1 : 0
    return interfaces.count < rules.interfaces - unmanaged - reserved
  }

  private var hasTrunk: Bool { interfaces.contains(where: \.isTrunk) }

  /// Whether any interface can get more slots, or another interface can be attached.
  var canGrow: Bool { hasRoom || interfaces.indices.contains { isOpen($0) } }

  /// Attaches a new interface with its slots, all or none.
  private mutating func attach(_ wanted: Int, _ clock: Int, _ source: inout some AddressSource) {
    let count = min(wanted, rules.slotsPerInterface)
    let kind: InterfaceKind = rules.primaryServesPods ? .pods : .podSubnet
    switch source.takeInterface(kind, slots: count, prefixes: rules.usesPrefixes) {
    case .success(let place):
      append(place, clock, isTrunk: false)
      addSlots(source.places, to: interfaces.count - 1)
    // EC2 creates an interface with all requested slots or not at all, and ipamd does not ask for fewer.
    case .failure(.insufficient): pausedUntil = clock + Self.backOff + 1
    case .failure(.other): break
    }
  }

  private mutating func addSlots(_ places: [UInt32], to index: Int) {
    for place in places {
      interfaces[index].slots.append(NodeInterface.Slot(id: nextID, place: place, isPrefix: rules.usesPrefixes))
      nextID += 1
    }
    interfaces[index].sumUp(usingPrefixes: rules.usesPrefixes)
    changes += 1
  }

  private mutating func append(_ place: InterfacePlace, _ clock: Int, isTrunk: Bool) {
    var interface = NodeInterface(id: nextID, place: place, attachedAt: clock)
    nextID += 1
    interface.isTrunk = isTrunk
    interfaces.append(interface)
    changes += 1
  }

  // MARK: The trunk

  mutating func askForTrunk() {
    asksForTrunk = rules.attachesTrunk && !hasTrunk && interfaces.count < rules.interfaces - unmanaged
  }

  mutating func attachTrunk(_ clock: Int, _ source: inout some AddressSource) {
    // The VPC resource controller attaches the trunk, which takes one address and has no slots for pods.
    guard !hasTrunk, interfaces.count < rules.interfaces - unmanaged, !source.isRefusing else { return }
    let kind: InterfaceKind = rules.primaryServesPods ? .trunk : .podSubnet
    guard case .success(let place) = source.takeInterface(kind, slots: 0, prefixes: false) else { return }
    append(place, clock, isTrunk: true)
  }
}
