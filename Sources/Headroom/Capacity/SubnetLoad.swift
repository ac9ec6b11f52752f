/// What is taken of one subnet, now and at the peak, and what is left.
public struct SubnetLoad: Hashable, Sendable {
  /// The subnet.
  public let subnet: Subnet
  /// Addresses taken by what the plan does not describe, as the plan gives them.
  public let usedAddresses: Int
  /// Addresses of explicit CIDR reservations that are not used already: AWS gives none of them out by itself.
  public let explicitAddresses: Int
  /// Addresses of named reservations at their peak, and now.
  var reservedPeak = 0
  var reservedNow = 0
  /// Addresses that are held for pods now and that no pod uses.
  public internal(set) var warmAddresses = 0
  /// What nodes and pods take now, and at the peak.
  var now = SubnetShare()
  var peak = SubnetShare()
  /// The group whose full node takes the most here.
  var fullNode: GroupShare?
  /// What each group takes here, and what else is reserved.
  var shares: [GroupShare] = []
  var reservations: [Reservation] = []
  private let blocks: SubnetBlocks?

  /// What the nodes of a group take here.
  struct GroupShare: Hashable, Sendable {
    let group: String
    let nodes: Int
    let now: SubnetShare
    let peakNodes: Int
    /// One full node.
    let full: SubnetShare

    /// All of them at the peak. Nodes that are not full can hold more warm addresses than they will when they are.
    var peak: SubnetShare {
      let atMost = full * peakNodes
      return atMost.addresses >= now.addresses ? atMost : now
    }
  }

  /// Addresses that something else takes.
  struct Reservation: Hashable, Sendable {
    let name: String
    let kind: AddressReservation.Kind
    let now: Int
    let peak: Int
  }

  init(_ subnet: Subnet) {
    self.subnet = subnet
    usedAddresses = subnet.usedAddresses
    let explicit = subnet.cidrReservations.filter { $0.kind == .explicit }.map(\.block)
    let occupied = subnet.occupied.filter { part in explicit.contains { $0.contains(part) } }
    explicitAddresses =
      (explicit.map { subnet.assignableAddresses(in: $0) }
      + occupied.map { -subnet.assignableAddresses(in: $0) }).reduce(0, +)
    blocks = subnet.block.map { SubnetBlocks(subnet, block: $0) }
  }
}

extension SubnetLoad {
  /// Addresses that the subnet can give out, or `nil` if its block is not known.
  ///
  /// Parts reserved as explicit count here, and again as reserved.
  public var usableAddresses: Int? { subnet.block?.usableAddresses }

  /// Addresses of named reservations at their peak, and of explicit CIDR reservations.
  public var reservedAddresses: Int { reservedPeak + explicitAddresses }

  /// Addresses that nodes and pods take now, primary and warm ones included.
  public var demand: Int { now.addresses }

  /// Addresses that nodes and pods take when every group is at its largest and every node full.
  public var peakDemand: Int { peak.addresses }

  /// Addresses left at the peak; negative when they do not suffice, `nil` if the block is not known.
  public var freeAddresses: Int? {
    usableAddresses.map { $0 - usedAddresses - reservedAddresses - peakDemand }
  }

  /// Addresses left now.
  public var freeNow: Int? {
    usableAddresses.map { $0 - usedAddresses - reservedNow - explicitAddresses - demand }
  }

  /// Share of the usable addresses that is taken at the peak, in percent.
  public var utilizationPercent: Double? {
    guard let usable = usableAddresses, usable > 0 else { return nil }
    return Double(usedAddresses + reservedAddresses + peakDemand) * 100 / Double(usable)
  }

  /// The /28 blocks that the subnet has for prefixes while nothing is in it.
  public var prefixBlocks: Int? { subnet.block?.prefixBlocks }

  /// The /28 blocks that the peak needs.
  public var prefixBlocksNeeded: Int { peak.blocks }

  /// Blocks left at the peak if single addresses lie at their best; negative when they do not suffice.
  public var freePrefixBlocks: Int? { blocks.map { $0.free(singles: singlesAtPeak, .best) - peak.blocks } }

  /// Blocks left now if single addresses lie at their best; `nil` if the block is not known, or none is needed.
  var freePrefixBlocksNow: Int? {
    guard now.blocks > 0 else { return nil }
    let singles = subnet.usedAddressCount + reservedNow + now.singles
    return blocks.map { $0.free(singles: singles, .best) - now.blocks }
  }

  /// Blocks left at the peak if every single address spoils a block of its own.
  public var freePrefixBlocksAtWorst: Int? { blocks.map { $0.free(singles: singlesAtPeak, .worst) - peak.blocks } }

  /// How many of a hundred placements of single addresses, anywhere they may go, leave too few blocks at the peak.
  var chanceOfTooFewBlocks: Int? {
    guard let block = subnet.block else { return nil }
    // As many draws as take a millisecond, a hundred at the least.
    let draws = min(max(100, 200_000 / block.addressCount), 1000)
    guard let drawn = Fragmentation(of: subnet, singles: singlesAtPeak, draws: draws) else { return nil }
    return Int((drawn.chance(ofFewerThan: peak.blocks) * 100).rounded())
  }

  /// Single addresses at the peak whose place is not known.
  private var singlesAtPeak: Int { subnet.usedAddressCount + reservedPeak + peak.singles }

  /// How many more full nodes of the worst group fit for certain; `nil` if the block is not known or no group is here.
  public var moreNodes: Int? { fullNode.flatMap { more($0.full, .worst) } }

  /// The same if single addresses lie at their best.
  public var moreNodesAtBest: Int? { fullNode.flatMap { more($0.full, .best) } }

  /// How many more nodes that take so much fit at the peak.
  func more(_ share: SubnetShare, _ placement: SubnetBlocks.Placement) -> Int? {
    guard blocks != nil, share.addresses > 0 else { return nil }
    var low = 0
    var high = max(0, freeAddresses ?? 0) / share.addresses
    while low < high {
      let middle = (low + high + 1) / 2
      if fits(share * middle, placement) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// How many more nodes like those of a group fit now, if single addresses lie at their best; `nil` if it has none
  /// here or the block is not known.
  func moreNow(of group: String) -> Int? {
    guard let blocks, let free = freeNow, let share = shares.first(where: { $0.group == group }), share.nodes > 0
    else { return nil }
    let singles = share.now.singles.dividedRoundingUp(by: share.nodes)
    let prefixes = share.now.blocks.dividedRoundingUp(by: share.nodes)
    let taken = subnet.usedAddressCount + reservedNow + now.singles
    var count = 0
    while (count + 1) * (singles + 16 * prefixes) <= free, count < share.nodes + 1000 {
      let more = count + 1
      guard prefixes == 0 || now.blocks + more * prefixes <= blocks.free(singles: taken + more * singles, .best) else {
        break
      }
      count = more
    }
    return count
  }

  /// Whether the peak and something more fit.
  private func fits(_ more: SubnetShare, _ placement: SubnetBlocks.Placement) -> Bool {
    guard let blocks, let free = freeAddresses, more.addresses <= free else { return false }
    let singles = singlesAtPeak + more.singles
    let needed = peak.blocks + more.blocks
    return singles <= blocks.singleAddresses && (more.blocks == 0 || needed <= blocks.free(singles: singles, placement))
  }

  /// Whether the single addresses of the peak find room beside what is reserved for prefixes; `nil` if not known.
  var singlesFit: Bool? { blocks.map { singlesAtPeak <= $0.singleAddresses } }

  /// Pods that hold no address now even if every warm one went to a pod and single addresses lie at their best.
  var podsWithoutAddress: Int {
    guard let blocks, let freeNow else { return 0 }
    let singles = subnet.usedAddressCount + reservedNow + now.singles
    let missingBlocks = now.blocks > 0 ? max(0, now.blocks - blocks.free(singles: singles, .best)) : 0
    return max(0, max(-freeNow, missingBlocks * 16) - warmAddresses)
  }
}
