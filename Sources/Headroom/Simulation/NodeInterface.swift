/// A network interface of a simulated node, with its slots for pod addresses.
struct NodeInterface {
  /// A slot of an interface, which holds one address or a /28 prefix with 16 addresses.
  struct Slot {
    let id: Int32
    /// The place of the slot in its subnet.
    let place: UInt32
    let isPrefix: Bool
    /// The number of pods that have an address of the slot.
    var used: UInt8 = 0
    /// The number of addresses that are cooling down: freed so recently that no pod may get them yet.
    var cooling: UInt8 = 0

    var capacity: Int { isPrefix ? 16 : 1 }

    /// The number of addresses that a pod can get now.
    var usable: Int { capacity - Int(used) - Int(cooling) }
  }

  let id: Int32
  let place: InterfacePlace
  var attachedAt: Int
  var isTrunk = false
  /// Whether the tags of its subnet exclude the interface, so that no pod gets an address of it any more.
  var isExcluded = false
  /// The slots, oldest first. Code that changes them must keep the sums below up to date.
  var slots: [Slot] = []

  /// The numbers of pods and of cooling addresses, over all slots.
  var pods = 0, cooling = 0
  /// The numbers of all addresses, of those with a pod and of those that a pod can get, over the slots that count:
  /// those of an interface that is not excluded and in the present mode.
  var total = 0, used = 0, usable = 0
  /// The numbers of all prefixes and of those without a pod.
  var prefixes = 0, freePrefixes = 0

  /// Computes the sums from the slots.
  mutating func sumUp(usingPrefixes: Bool) {
    (pods, cooling, total, used, usable, prefixes, freePrefixes) = (0, 0, 0, 0, 0, 0, 0)
    for slot in slots {
      pods += Int(slot.used)
      cooling += Int(slot.cooling)
      if slot.isPrefix {
        prefixes += 1
        if slot.used == 0 { freePrefixes += 1 }
      }
      guard !isExcluded, slot.isPrefix == usingPrefixes else { continue }
      total += slot.capacity
      used += Int(slot.used)
      usable += slot.usable
    }
  }

  /// Returns whether a slot counts for the pool.
  func counts(_ slot: Slot, usingPrefixes: Bool) -> Bool { !isExcluded && slot.isPrefix == usingPrefixes }
}
