/// An interface of a simulated node, with the slots that hold pods' addresses.
struct NodeInterface {
  /// An address, or a /28 prefix of sixteen.
  struct Slot {
    let id: Int32
    /// Where it lies in its subnet.
    let place: UInt32
    let isPrefix: Bool
    /// Pods that have an address of it.
    var used: UInt8 = 0
    /// Addresses that became free so lately that no pod may have them yet.
    var cooling: UInt8 = 0

    var capacity: Int { isPrefix ? 16 : 1 }

    /// Addresses that a pod can have now.
    var usable: Int { capacity - Int(used) - Int(cooling) }
  }

  let id: Int32
  let place: InterfacePlace
  var attachedAt: Int
  var isTrunk = false
  /// Whether its subnet is tagged so that no pod gets an address of it any more.
  var isExcluded = false
  /// Oldest first. What changes them keeps the sums below true.
  var slots: [Slot] = []

  /// Pods and cooling addresses of all slots.
  var pods = 0, cooling = 0
  /// Addresses, those with a pod and those a pod can have, of slots that count: not excluded, of the mode in force.
  var total = 0, used = 0, usable = 0
  /// All prefixes, and those without a pod.
  var prefixes = 0, freePrefixes = 0

  /// Sums up the slots anew.
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

  /// Whether a slot counts for the pool.
  func counts(_ slot: Slot, usingPrefixes: Bool) -> Bool { !isExcluded && slot.isPrefix == usingPrefixes }
}
