/// The addresses of one subnet that are taken, now and at peak, and those that are left.
public struct SubnetLoad: Hashable, Sendable {
  /// The subnet.
  public let subnet: Subnet
  /// The number of addresses taken by things that the plan does not describe, as the plan gives it.
  public let usedAddresses: Int
  /// The number of addresses in explicit CIDR reservations that are not used already.
  ///
  /// AWS does not assign any of them automatically, so they are not available to nodes and pods.
  package let explicitAddresses: Int
  /// The number of addresses of named reservations, at peak and now.
  var reservedPeak = 0
  var reservedNow = 0
  /// The number of warm addresses: held for pods now, but used by no pod.
  public internal(set) var warmAddresses = 0
  /// The addresses and blocks that nodes and pods take, now and at peak.
  var now = SubnetShare()
  var peak = SubnetShare()
  /// The group whose full node takes the most addresses in this subnet.
  var fullNode: GroupShare?
  /// The addresses of each group in this subnet, and the named reservations.
  var shares: [GroupShare] = []
  var reservations: [Reservation] = []
  private let blocks: SubnetBlocks?

  /// The addresses that the nodes of one group take in the subnet.
  struct GroupShare: Hashable, Sendable {
    let group: String
    let nodes: Int
    let now: SubnetShare
    let peakNodes: Int
    /// The addresses and blocks of one full node.
    let full: SubnetShare

    /// The addresses of all nodes at peak.
    ///
    /// Nodes that are not full may hold more warm addresses than full ones, so the present demand counts if it is
    /// larger.
    var peak: SubnetShare {
      let atMost = full * peakNodes
      return atMost.addresses >= now.addresses ? atMost : now
    }
  }

  /// A number of addresses that something other than nodes and pods takes.
  struct Reservation: Hashable, Sendable {
    let name: String
    let kind: AddressReservation.Kind
    let now: Int
    let peak: Int
  }

  init(_ subnet: Subnet) {
    self.subnet = subnet
    usedAddresses = subnet.usedAddresses
    // EC2 assigns nothing automatically from explicit reservations, so what is already used there counts only once.
    let explicit = subnet.cidrReservations.filter { $0.kind == .explicit }.map(\.block)
    let occupied = subnet.occupied.filter { part in explicit.contains { $0.contains(part) } }
    explicitAddresses =
      (explicit.map { subnet.assignableAddresses(in: $0) }
      + occupied.map { -subnet.assignableAddresses(in: $0) }).reduce(0, +)
    blocks = subnet.block.map { SubnetBlocks(subnet, block: $0) }
  }
}

extension SubnetLoad {
  /// The number of addresses that can be assigned in the subnet; `nil` if its CIDR is not known.
  ///
  /// Addresses of explicit CIDR reservations are included here and also in ``reservedAddresses``.
  public var usableAddresses: Int? { subnet.block?.usableAddresses }

  /// The number of addresses of named reservations at peak and of explicit CIDR reservations.
  public var reservedAddresses: Int { reservedPeak + explicitAddresses }

  /// The number of addresses that nodes and pods take now, including those of interfaces and warm ones.
  public var demand: Int { now.addresses }

  /// The number of addresses that nodes and pods take when every group has its largest size and every node is full.
  public var peakDemand: Int { peak.addresses }

  /// The number of addresses left at peak; negative if there are too few, `nil` if the subnet CIDR is not known.
  public var freeAddresses: Int? {
    usableAddresses.map { $0 - usedAddresses - reservedAddresses - peakDemand }
  }

  /// The number of addresses left now; negative if there are too few, `nil` if the subnet CIDR is not known.
  package var freeNow: Int? {
    usableAddresses.map { $0 - usedAddresses - reservedNow - explicitAddresses - demand }
  }

  /// The share of the usable addresses that is taken at peak, in percent.
  public var utilizationPercent: Double? {
    guard let usable = usableAddresses, usable > 0 else { return nil }
    return Double(usedAddresses + reservedAddresses + peakDemand) * 100 / Double(usable)
  }

  /// The number of /28 blocks that the subnet has for prefixes while nothing else is in it.
  public var prefixBlocks: Int? { subnet.block?.prefixBlocks }

  /// The number of /28 blocks that are needed at peak.
  package var prefixBlocksNeeded: Int { peak.blocks }

  /// The number of /28 blocks left at peak in the best case of where single addresses lie; negative if there are too
  /// few.
  public var freePrefixBlocks: Int? { blocks.map { $0.free(singles: singlesAtPeak, .best) - peak.blocks } }

  /// The number of /28 blocks left now in the best case; `nil` if the subnet CIDR is not known or no block is needed.
  var freePrefixBlocksNow: Int? {
    guard now.blocks > 0 else { return nil }
    let singles = subnet.usedAddressCount + reservedNow + now.singles
    return blocks.map { $0.free(singles: singles, .best) - now.blocks }
  }

  /// The number of /28 blocks left at peak in the worst case, in which every single address makes another block
  /// unusable.
  public var freePrefixBlocksAtWorst: Int? { blocks.map { $0.free(singles: singlesAtPeak, .worst) - peak.blocks } }

  /// The number of random placements of single addresses, out of 100, that leave too few blocks at peak.
  var chanceOfTooFewBlocks: Int? {
    guard let block = subnet.block else { return nil }
    // The number of draws that takes about a millisecond, but at least 100.
    let draws = min(max(100, 200_000 / block.addressCount), 1000)
    guard let drawn = Fragmentation(of: subnet, singles: singlesAtPeak, draws: draws) else { return nil }
    return Int((drawn.chance(ofFewerThan: peak.blocks) * 100).rounded())
  }

  /// The number of single addresses at peak whose place is not known.
  private var singlesAtPeak: Int { subnet.usedAddressCount + reservedPeak + peak.singles }

  /// The number of additional full nodes of the largest kind that fit in the worst case; `nil` if the subnet CIDR is
  /// not known or no group is here.
  public var moreNodes: Int? { fullNode.flatMap { more($0.full, .worst) } }

  /// The number of additional full nodes that fit in the best case of where single addresses lie.
  public var moreNodesAtBest: Int? { fullNode.flatMap { more($0.full, .best) } }

  /// Returns how many more nodes with a given share fit at peak.
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

  /// Returns how many more nodes like the present ones of a group fit now, in the best case of where single addresses
  /// lie; `nil` if the group has no nodes here or the subnet CIDR is not known.
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

  /// Returns whether the peak and an additional share fit together.
  private func fits(_ more: SubnetShare, _ placement: SubnetBlocks.Placement) -> Bool {
    guard let blocks, let free = freeAddresses, more.addresses <= free else { return false }
    let singles = singlesAtPeak + more.singles
    let needed = peak.blocks + more.blocks
    return singles <= blocks.singleAddresses && (more.blocks == 0 || needed <= blocks.free(singles: singles, placement))
  }

  /// Whether the single addresses of the peak fit next to the reservations for prefixes; `nil` if the subnet CIDR is
  /// not known.
  var singlesFit: Bool? { blocks.map { singlesAtPeak <= $0.singleAddresses } }

  /// The number of pods that have no address now, even if every warm address went to a pod and single addresses lay as
  /// favorably as possible.
  var podsWithoutAddress: Int {
    guard let blocks, let freeNow else { return 0 }
    let singles = subnet.usedAddressCount + reservedNow + now.singles
    let missingBlocks = now.blocks > 0 ? max(0, now.blocks - blocks.free(singles: singles, .best)) : 0
    return max(0, max(-freeNow, missingBlocks * 16) - warmAddresses)
  }
}
