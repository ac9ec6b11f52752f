/// An interface of a simulated node, with the slots that hold pods' addresses.
struct NodeInterface {
  /// An address, or a /28 prefix of sixteen.
  struct Slot {
    let id: Int
    let isPrefix: Bool
    /// Pods that have an address of it.
    var used = 0
    /// When addresses became free that may not be used again yet.
    var freedAt: [Int] = []

    var capacity: Int { isPrefix ? 16 : 1 }

    /// Addresses that a pod can have now.
    var usable: Int { capacity - used - freedAt.count }
  }

  let id: Int
  var attachedAt: Int
  var isTrunk = false
  /// Whether it is in the pods' subnet, as custom networking puts it.
  var isInPodSubnet = false
  /// Whether its subnet is tagged so that no pod gets an address of it any more.
  var isExcluded = false
  /// Oldest first.
  var slots: [Slot] = []

  var pods: Int { slots.reduce(0) { $0 + $1.used } }
  var cooling: Int { slots.reduce(0) { $0 + $1.freedAt.count } }
}

/// A subnet that a simulated node draws on: numbers only, no places.
public struct NodeSubnet: Hashable, Sendable {
  /// Free addresses, those of free blocks included.
  public private(set) var freeAddresses: Int
  /// Free /28 blocks.
  public private(set) var freeBlocks: Int

  /// Makes a subnet; it has no more free blocks than its free addresses can be.
  public init(freeAddresses: Int, freeBlocks: Int) {
    self.freeAddresses = max(0, freeAddresses)
    self.freeBlocks = min(max(0, freeBlocks), self.freeAddresses / 16)
  }

  /// Takes addresses and blocks, all or nothing. Single addresses come from outside free blocks while there are any.
  mutating func take(addresses: Int, blocks: Int) -> Bool {
    guard blocks <= freeBlocks, addresses + 16 * blocks <= freeAddresses else { return false }
    freeAddresses -= addresses + 16 * blocks
    freeBlocks = min(freeBlocks - blocks, freeAddresses / 16)
    return true
  }

  /// Gives back addresses and blocks; a single address makes no block free.
  mutating func give(addresses: Int, blocks: Int) {
    freeAddresses += addresses + 16 * blocks
    freeBlocks += blocks
  }
}
