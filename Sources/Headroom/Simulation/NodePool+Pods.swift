/// The assignment of addresses to pods.
extension NodePool {
  /// Adds a pod that needs an address. It waits if there is none.
  mutating func arrive() {
    waiting += 1
    changes += 1
    assign()
  }

  /// Gives addresses to waiting pods, first come first served.
  mutating func assign() {
    while waiting > 0, let (interface, slot) = freePlace() {
      interfaces[interface].pods += 1
      interfaces[interface].used += 1
      interfaces[interface].usable -= 1
      let before = interfaces[interface].slots[slot].used
      if before == 0, interfaces[interface].slots[slot].isPrefix { interfaces[interface].freePrefixes -= 1 }
      interfaces[interface].slots[slot].used = before + 1
      if recordsSeats {
        seats.append(
          NodeSimulator.Seat(interface: interfaces[interface].id, slot: interfaces[interface].slots[slot].id))
      }
      waiting -= 1
      changes += 1
    }
  }

  /// Returns the slot from which the next pod gets an address.
  private mutating func freePlace() -> (interface: Int, slot: Int)? {
    if let drawn = drawnOrder(interfaces.count) {
      guard let index = drawn.first(where: { interfaces[$0].usable > 0 && !interfaces[$0].isExcluded }),
        let slot = drawnOrder(interfaces[index].slots.count)?.first(where: {
          interfaces[index].slots[$0].isPrefix == rules.usesPrefixes && interfaces[index].slots[$0].usable > 0
        })
      else { return nil }
      return (index, slot)
    }
    if policy == .packed {
      for index in interfaces.indices where interfaces[index].usable > 0 && !interfaces[index].isExcluded {
        for slot in interfaces[index].slots.indices
        where interfaces[index].slots[slot].isPrefix == rules.usesPrefixes && interfaces[index].slots[slot].usable > 0 {
          return (index, slot)
        }
      }
      return nil
    }
    var best: (interface: Int, slot: Int, pods: Int, used: UInt8)?
    for (index, interface) in interfaces.enumerated() where !interface.isExcluded {
      for (number, slot) in interface.slots.enumerated() where slot.isPrefix == rules.usesPrefixes && slot.usable > 0 {
        if best.map({ (interface.pods, slot.used) < ($0.pods, $0.used) }) ?? true {
          best = (index, number, interface.pods, slot.used)
        }
      }
    }
    return best.map { ($0.interface, $0.slot) }
  }

  /// Takes an address back from a pod. It cools down before another pod may get it.
  mutating func free(_ index: Int, _ slot: Int, _ clock: Int, _ source: inout some AddressSource) {
    let counts = interfaces[index].counts(interfaces[index].slots[slot], usingPrefixes: rules.usesPrefixes)
    interfaces[index].slots[slot].used -= 1
    interfaces[index].pods -= 1
    if counts { interfaces[index].used -= 1 }
    let left = interfaces[index].slots[slot]
    if left.used == 0, left.isPrefix { interfaces[index].freePrefixes += 1 }
    // ipamd does not assign a freed address again before its cooldown period has passed.
    if agent.cooldown >= 0 {
      interfaces[index].slots[slot].cooling += 1
      interfaces[index].cooling += 1
      freed.append(Freed(at: clock, interface: interfaces[index].id, slot: left.id))
    } else if counts {
      interfaces[index].usable += 1
    }
    changes += 1
    // Upstream releases a prefix of the previous mode with its last pod, but keeps a single address of the previous
    // mode.
    if left.isPrefix, left.used == 0, !rules.usesPrefixes {
      removeSlots(of: index, &source) { $0.id == left.id }
    }
  }

  /// Makes addresses usable again that have cooled down.
  mutating func warmUp(_ clock: Int) {
    while firstFreed < freed.count, clock - freed[firstFreed].at > agent.cooldown {
      let entry = freed[firstFreed]
      firstFreed += 1
      changes += 1
      // The slot may no longer exist, because it was released while it cooled down.
      guard let (index, slot) = place(interface: entry.interface, slot: entry.slot) else { continue }
      interfaces[index].slots[slot].cooling -= 1
      interfaces[index].cooling -= 1
      if interfaces[index].counts(interfaces[index].slots[slot], usingPrefixes: rules.usesPrefixes) {
        interfaces[index].usable += 1
      }
    }
    if firstFreed > 32, firstFreed * 2 > freed.count {
      freed.removeFirst(firstFreed)
      firstFreed = 0
    }
  }

  /// Returns the indices of an interface and a slot that are given by their IDs; `nil` if they are gone.
  func place(interface: Int32, slot: Int32) -> (interface: Int, slot: Int)? {
    for index in interfaces.indices where interfaces[index].id == interface {
      for number in interfaces[index].slots.indices where interfaces[index].slots[number].id == slot {
        return (index, number)
      }
    }
    return nil
  }

  /// The newest slot from which a pod has an address.
  var newestPod: (interface: Int, slot: Int)? {
    for index in interfaces.indices.reversed() where interfaces[index].pods > 0 {
      for slot in interfaces[index].slots.indices.reversed() where interfaces[index].slots[slot].used > 0 {
        return (index, slot)
      }
    }
    return nil
  }

  /// Returns the slot of the pod with a number, counted in the order of the slots.
  func pod(number: Int) -> (interface: Int, slot: Int)? {
    var left = number
    for index in interfaces.indices {
      guard left >= interfaces[index].pods else {
        for slot in interfaces[index].slots.indices {
          left -= Int(interfaces[index].slots[slot].used)
          if left < 0 { return (index, slot) }
        }
        return nil
      }
      left -= interfaces[index].pods
    }
    return nil
  }
}
