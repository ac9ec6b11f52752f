/// Pods get addresses and give them back.
extension NodeSimulator {
  /// Gives waiting pods an address, first come first served.
  mutating func assign() {
    guard waiting > 0 else { return }
    for index in pods.indices where pods[index] == nil {
      guard let place = freePlace() else { return }
      interfaces[place.interface].slots[place.slot].used += 1
      let home = interfaces[place.interface]
      pods[index] = Pod(interface: home.id, slot: home.slots[place.slot].id)
      waiting -= 1
      if waiting == 0 { return }
    }
  }

  /// The slot that the next pod gets an address of.
  private func freePlace() -> (interface: Int, slot: Int)? {
    var best: (interface: Int, slot: Int, pods: Int, used: Int)?
    for (index, interface) in interfaces.enumerated() where !interface.isExcluded {
      let pods = interface.pods
      for (number, slot) in interface.slots.enumerated() where slot.isPrefix == rules.usesPrefixes && slot.usable > 0 {
        if policy == .packed { return (index, number) }
        if best.map({ (pods, slot.used) < ($0.pods, $0.used) }) ?? true { best = (index, number, pods, slot.used) }
      }
    }
    return best.map { ($0.interface, $0.slot) }
  }

  /// Takes an address back; it cools before another pod may have it.
  mutating func free(_ pod: Pod) {
    guard let index = interfaces.firstIndex(where: { $0.id == pod.interface }),
      let slot = interfaces[index].slots.firstIndex(where: { $0.id == pod.slot })
    else { return }
    interfaces[index].slots[slot].used -= 1
    if agent.cooldown >= 0 { interfaces[index].slots[slot].freedAt.append(clock) }
    let left = interfaces[index].slots[slot]
    // A prefix of the mode before goes with its last pod; a single address of the mode before stays.
    if left.isPrefix, left.used == 0, !rules.usesPrefixes {
      freeSlots(of: index) { $0.id == left.id }
    }
  }

  /// Forgets which addresses were cooling and no longer are.
  mutating func warmUp() {
    for index in interfaces.indices {
      for slot in interfaces[index].slots.indices where !interfaces[index].slots[slot].freedAt.isEmpty {
        interfaces[index].slots[slot].freedAt.removeAll { clock - $0 > agent.cooldown }
      }
    }
  }

  /// Whether an interface may hold pods' addresses.
  func servesPods(_ index: Int) -> Bool {
    !interfaces[index].isTrunk && (index > 0 || rules.primaryServesPods)
  }
}
