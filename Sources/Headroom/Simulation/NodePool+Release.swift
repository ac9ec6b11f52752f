/// The release of surplus: slots without pods, then whole interfaces.
extension NodePool {
  /// Releases slots without pods, including those that are cooling down.
  mutating func release(_ count: Int, _ source: inout some AddressSource) {
    var left = count
    let last = interfaces.count - 1
    let drawn = drawnOrder(last + 1)
    for step in 0...last where left > 0 {
      let index = drawn?[step] ?? (policy == .packed ? last - step : step)
      left -= removeSlots(of: index, most: left, &source) { $0.used == 0 }
    }
  }

  /// Releases slots of an interface and returns their number. The newest go first, or the oldest with the policy
  /// `spread`.
  @discardableResult
  mutating func removeSlots(
    of index: Int, most: Int = .max, _ source: inout some AddressSource, where mayGo: (NodeInterface.Slot) -> Bool
  ) -> Int {
    guard !interfaces[index].slots.isEmpty, !source.isRefusing else { return 0 }
    let subnet = interfaces[index].place.subnet
    if let drawn = drawnOrder(interfaces[index].slots.count) {
      let may = drawn.filter { mayGo(interfaces[index].slots[$0]) }.prefix(most)
      return removeSlots(of: index, at: may.sorted(by: >), &source)
    }
    var removed = 0
    var slot = policy == .packed ? interfaces[index].slots.count - 1 : 0
    while removed < most, slot >= 0, slot < interfaces[index].slots.count {
      let candidate = interfaces[index].slots[slot]
      if mayGo(candidate) {
        interfaces[index].slots.remove(at: slot)
        source.give(slot: candidate.place, isPrefix: candidate.isPrefix, to: subnet)
        removed += 1
        if policy == .packed { slot -= 1 }
      } else {
        slot += policy == .packed ? -1 : 1
      }
    }
    if removed > 0 { noteRelease(of: index, &source) }
    return removed
  }

  /// Releases the slots with the given indices, which must be in descending order.
  private mutating func removeSlots(of index: Int, at places: [Int], _ source: inout some AddressSource) -> Int {
    for place in places {
      let slot = interfaces[index].slots.remove(at: place)
      source.give(slot: slot.place, isPrefix: slot.isPrefix, to: interfaces[index].place.subnet)
    }
    if !places.isEmpty { noteRelease(of: index, &source) }
    return places.count
  }

  private mutating func noteRelease(of index: Int, _ source: inout some AddressSource) {
    source.count(calls: EC2Calls.release, on: interfaces[index].place.subnet)
    interfaces[index].sumUp(usingPrefixes: rules.usesPrefixes)
    changes += 1
  }

  /// Returns whether the pool is so large that an interface might be detached.
  func mayDetach(_ counts: PoolState) -> Bool {
    rules.mayDetach(counts) {
      interfaces.indices.dropFirst().contains { !interfaces[$0].isTrunk && interfaces[$0].pods == 0 }
    }
  }

  /// Detaches the newest interface that can be spared, or the oldest one with the policy `spread`.
  mutating func detachOne(_ clock: Int, _ source: inout some AddressSource) {
    guard interfaces.count > 1, !source.isRefusing else { return }
    let counts = counts
    let last = interfaces.count - 1
    let drawn = drawnOrder(last)
    for step in 0..<last {
      let index = drawn.map { $0[step] + 1 } ?? (policy == .packed ? last - step : step + 1)
      // Upstream keeps an interface for its first minute and while any of its addresses is cooling down.
      guard clock - interfaces[index].attachedAt >= PoolPolicy.minimumAge, interfaces[index].cooling == 0,
        maySpare(index, counts)
      else { continue }
      giveBack(interfaces.remove(at: index), &source)
      changes += 1
      return
    }
  }

  /// Releases all addresses of an interface.
  private func giveBack(_ interface: NodeInterface, _ source: inout some AddressSource) {
    for slot in interface.slots {
      source.give(slot: slot.place, isPrefix: slot.isPrefix, to: interface.place.subnet)
    }
    source.give(interface.place)
    source.count(calls: EC2Calls.detach, on: interface.place.subnet)
  }

  /// Releases all addresses when the node ends. This needs no call of the agent, because EC2 releases them.
  func giveAllBack(_ source: inout some AddressSource) {
    for interface in interfaces {
      for slot in interface.slots {
        source.give(slot: slot.place, isPrefix: slot.isPrefix, to: interface.place.subnet)
      }
      source.give(interface.place)
    }
  }

  /// Returns whether the other interfaces hold enough addresses without an interface that no pod uses.
  ///
  /// The age of the interface and its cooling addresses are not considered.
  func maySpare(_ index: Int, _ counts: PoolState) -> Bool {
    let interface = interfaces[index]
    guard index > 0, !interface.isTrunk, interface.pods == 0 else { return false }
    return rules.maySpare(interface.total, of: counts) {
      // Upstream counts all slots without a pod here, single addresses of the other mode among them.
      interfaces.reduce(0) { sum, other in
        guard other.id != interface.id, !other.isExcluded else { return sum }
        return other.slots.reduce(sum) { $0 + ($1.used == 0 ? 1 : 0) }
      }
    }
  }
}
