/// A model of every single address of a subnet: which ones are used, and what can still be taken.
///
/// Each block of sixteen addresses is one word of bits, so a /16 takes a few kilobytes.
struct SubnetSpace {
  let block: IPv4CIDR
  /// The used addresses of each /28 block, one bit per address. The addresses that AWS reserves and those in explicit
  /// CIDR reservations are set as well.
  private(set) var masks: [UInt16]
  /// The addresses of each block that are not assigned one by one, because they lie in reservations for prefixes.
  let closed: [UInt16]
  /// The blocks that are prefixes now.
  private(set) var held: BlockSet
  /// The number of free addresses, including those in reservations for prefixes.
  private(set) var freeAddresses: Int
  /// The number of used addresses, without those that AWS reserves and those in explicit CIDR reservations.
  private(set) var usedAddresses: Int
  /// The number of free addresses that may be assigned one by one.
  private(set) var freeSingles: Int
  /// The untouched blocks in reservations for prefixes, and elsewhere.
  private var cleanReserved: BlockSet, cleanOpen: BlockSet
  /// The blocks with an address that may be assigned on its own.
  private var open: BlockSet
  private var counts: CumulativeCounts?
  private var random: SplitMix64
  private let placement: AddressPlacement

  /// Creates the space of a subnet with the addresses that the plan lists as used; `nil` if the subnet's CIDR is not
  /// known.
  init?(_ subnet: Subnet, placement: AddressPlacement, seed: UInt64 = 1) {
    guard let block = subnet.block else { return nil }
    self.block = block
    self.placement = placement
    random = SplitMix64(seed: seed)
    let blocks = max(1, block.addressCount / 16)
    var masks = [UInt16](repeating: 0, count: blocks)
    var closed = masks
    let first = block.network.rawValue
    func mark(_ part: IPv4CIDR, in masks: inout [UInt16]) {
      let low = Int(part.network.rawValue - first)
      let high = low + part.addressCount
      var address = low
      while address < high {
        let step = min(16 - address % 16, high - address)
        masks[address / 16] |= (step == 16 ? .max : (1 << UInt16(step)) - 1) << UInt16(address % 16)
        address += step
      }
    }
    // AWS reserves the first four addresses and the last one.
    masks[0] |= 0b1111
    masks[blocks - 1] |= 1 << 15
    for part in subnet.occupied { mark(part, in: &masks) }
    let occupied = masks.reduce(0) { $0 + $1.nonzeroBitCount } - IPv4CIDR.addressesReservedByAWS
    for part in subnet.cidrReservations {
      if part.kind == .explicit { mark(part.block, in: &masks) } else { mark(part.block, in: &closed) }
    }
    self.masks = masks
    self.closed = closed
    usedAddresses = occupied
    freeAddresses = masks.reduce(0) { $0 + (~$1).nonzeroBitCount }
    freeSingles = 0
    held = BlockSet(capacity: blocks)
    cleanReserved = held
    cleanOpen = held
    open = held
    for index in 0..<blocks {
      let singles = (~masks[index] & ~closed[index]).nonzeroBitCount
      freeSingles += singles
      if singles > 0 { open.insert(index) }
      if masks[index] == 0 {
        if closed[index] == .max { cleanReserved.insert(index) } else { cleanOpen.insert(index) }
      }
    }
    if placement == .random {
      counts = CumulativeCounts(zip(masks, closed).map { (~$0 & ~$1).nonzeroBitCount })
    }
    for _ in 0..<subnet.usedAddressCount { _ = takeSingle() }
  }

  /// The number of blocks that a prefix can still be taken from.
  var freeBlocks: Int { cleanReserved.count + cleanOpen.count }

  /// The number of those blocks that lie outside reservations for prefixes.
  var openBlocks: Int { cleanOpen.count }

  // MARK: Single addresses

  /// Takes a single address where the placement model puts it; returns `nil` if none is left.
  mutating func takeSingle() -> UInt32? {
    guard freeSingles > 0 else { return nil }
    let index: Int
    let free: UInt16
    var skipped = 0
    switch placement {
    case .firstFit: index = open.first()!
    case .adversarial: index = cleanOpen.first() ?? open.first()!
    case .random:
      let drawn = random.next(below: freeSingles)
      (index, skipped) = counts!.place(of: drawn)
    }
    free = ~masks[index] & ~closed[index]
    var rest = free
    for _ in 0..<skipped { rest &= rest - 1 }
    let address = UInt32(index * 16 + rest.trailingZeroBitCount)
    set(address)
    return address
  }

  private mutating func set(_ address: UInt32) {
    let index = Int(address / 16)
    masks[index] |= 1 << UInt16(address % 16)
    cleanOpen.remove(index)
    cleanReserved.remove(index)
    freeAddresses -= 1
    usedAddresses += 1
    freeSingles -= 1
    counts?.add(-1, at: index)
    if ~masks[index] & ~closed[index] == 0 { open.remove(index) }
  }

  /// Releases a single address.
  mutating func give(single address: UInt32) {
    let index = Int(address / 16)
    masks[index] &= ~(1 << UInt16(address % 16))
    freeAddresses += 1
    usedAddresses -= 1
    freeSingles += 1
    counts?.add(1, at: index)
    open.insert(index)
    if masks[index] == 0 { cleanOpen.insert(index) }
  }

  // MARK: Blocks

  /// Takes the lowest untouched block and returns its index; blocks in reservations for prefixes are taken first, as
  /// EC2 does.
  mutating func takeBlock() -> UInt32? {
    guard let index = cleanReserved.first() ?? cleanOpen.first() else { return nil }
    cleanReserved.remove(index)
    cleanOpen.remove(index)
    change(block: index, by: -1)
    masks[index] = .max
    open.remove(index)
    held.insert(index)
    return UInt32(index)
  }

  /// Releases a block.
  mutating func give(block number: UInt32) {
    let index = Int(number)
    masks[index] = 0
    held.remove(index)
    if closed[index] == .max { cleanReserved.insert(index) } else { cleanOpen.insert(index) }
    change(block: index, by: 1)
    if ~closed[index] != 0 { open.insert(index) }
  }

  private mutating func change(block index: Int, by sign: Int) {
    let singles = (~closed[index]).nonzeroBitCount
    freeAddresses += sign * 16
    usedAddresses -= sign * 16
    freeSingles += sign * singles
    if singles > 0 { counts?.add(sign * singles, at: index) }
  }
}
