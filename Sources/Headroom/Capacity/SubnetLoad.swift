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
  /// What something other than nodes and pods takes.
  let reservations: [Reservation]
  /// The addresses and blocks that nodes and pods take, at each level.
  var now = SubnetDemand(), peak = SubnetDemand(), burst = SubnetDemand(), full = SubnetDemand()
  /// The level whose demand decides the verdict: ``DemandLevel/peak``, or ``DemandLevel/full`` if the plan's policy
  /// says so.
  package let basis: DemandLevel
  /// The group whose full node takes the most addresses in this subnet.
  var fullNode: FullShare?
  private let blocks: SubnetBlocks?

  /// The addresses that a full node of a group takes in the subnet.
  struct FullShare: Hashable, Sendable {
    let group: String
    let share: SubnetShare
  }

  /// A number of addresses that something other than nodes and pods takes.
  struct Reservation: Hashable, Sendable {
    let name: String
    let kind: AddressReservation.Kind
    let now: Int
    let peak: Int
  }

  init(_ subnet: Subnet, reservations: [Reservation], basis: DemandLevel) {
    self.subnet = subnet
    self.reservations = reservations
    self.basis = basis
    usedAddresses = subnet.usedAddresses
    // EC2 assigns nothing automatically from explicit reservations, so what is already used there counts only once. Of
    // two CIDRs that overlap, one contains the other.
    let explicit = subnet.cidrReservations.filter { $0.kind == .explicit }.map(\.block)
    let shared = explicit.flatMap { block in
      subnet.occupied.filter { $0.overlaps(block) }.map { $0.prefixLength > block.prefixLength ? $0 : block }
    }
    explicitAddresses =
      explicit.reduce(0) { $0 + subnet.assignableAddresses(in: $1) }
      - shared.reduce(0) { $0 + subnet.assignableAddresses(in: $1) }
    blocks = subnet.block.map { SubnetBlocks(subnet, block: $0) }
  }
}

extension SubnetLoad {
  /// The number of addresses that can be assigned in the subnet; `nil` if its CIDR is not known.
  ///
  /// Addresses of explicit CIDR reservations are included here and also in ``reservedAddresses``.
  public var usableAddresses: Int? { subnet.block?.usableAddresses }

  /// The number of addresses of named reservations at peak and of explicit CIDR reservations.
  public var reservedAddresses: Int { reserved(at: .peak) }

  /// The same as ``reservedAddresses``, with what the named reservations take now.
  package var reservedNow: Int { reserved(at: .now) }

  /// The number of addresses that nodes and pods take now, including those of interfaces and warm ones.
  public var demand: Int { now.total.addresses }

  /// The number of warm addresses: held for pods now, but used by no pod.
  public var warmAddresses: Int { now.warm }

  /// The number of addresses that nodes and pods take when every workload has `maxReplicas` pods and every group has
  /// `maxSize` nodes. In a plan that lists no pods it is ``fullDemand``.
  public var peakDemand: Int { peak.total.addresses }

  /// The number of addresses that nodes and pods take at the peak if the pods come at once instead of one by one; never
  /// less than ``peakDemand``.
  public var burstDemand: Int { burst.total.addresses }

  /// The number of addresses that the nodes of the peak would take if each of them were full: with as many pods as its
  /// max pods value allows and the CNI can serve.
  public var fullDemand: Int { full.total.addresses }

  /// The number of addresses left at peak; negative if there are too few, `nil` if the subnet CIDR is not known.
  ///
  /// With `policy.basis: fullNodes` this and the following numbers are those of full nodes.
  public var freeAddresses: Int? { free(at: basis) }

  /// The number of addresses left now; negative if there are too few, `nil` if the subnet CIDR is not known.
  package var freeNow: Int? { free(at: .now) }

  /// The share of the usable addresses that is taken at peak, in percent.
  public var utilizationPercent: Double? {
    guard let usable = usableAddresses, let free = freeAddresses, usable > 0 else { return nil }
    return Double(usable - free) * 100 / Double(usable)
  }

  /// The number of /28 blocks that the subnet has for prefixes while nothing else is in it.
  public var prefixBlocks: Int? { subnet.block?.prefixBlocks }

  /// The number of /28 blocks left at peak in the best case of where single addresses lie; negative if there are too
  /// few.
  public var freePrefixBlocks: Int? { freeBlocks(at: basis, .best) }

  /// The number of /28 blocks left at peak in the worst case, in which every single address makes another block
  /// unusable.
  public var freePrefixBlocksAtWorst: Int? { freeBlocks(at: basis, .worst) }

  /// The number of additional full nodes of the largest kind that fit in the worst case; `nil` if the subnet CIDR is
  /// not known or no group is here.
  public var moreNodes: Int? { fullNode.flatMap { more($0.share, .worst) } }

  /// The number of additional full nodes that fit in the best case of where single addresses lie.
  public var moreNodesAtBest: Int? { fullNode.flatMap { more($0.share, .best) } }
}

// MARK: Levels

extension SubnetLoad {
  /// The demand of nodes and pods at a level.
  subscript(level: DemandLevel) -> SubnetDemand {
    get {
      switch level {
      case .now: now
      case .peak: peak
      case .burst: burst
      case .full: full
      }
    }
    set {
      switch level {
      case .now: now = newValue
      case .peak: peak = newValue
      case .burst: burst = newValue
      case .full: full = newValue
      }
    }
  }

  /// Returns the number of addresses of named reservations at a level.
  private func named(at level: DemandLevel) -> Int {
    reservations.reduce(0) { $0 + (level == .now ? $1.now : $1.peak) }
  }

  /// Returns the number of addresses of named and explicit CIDR reservations at a level.
  package func reserved(at level: DemandLevel) -> Int { named(at: level) + explicitAddresses }

  /// Returns the number of addresses that all takes at a level.
  package func taken(at level: DemandLevel) -> Int { usedAddresses + reserved(at: level) + self[level].total.addresses }

  /// Returns the number of addresses left at a level; `nil` if the subnet CIDR is not known.
  func free(at level: DemandLevel) -> Int? { usableAddresses.map { $0 - taken(at: level) } }

  /// Returns the number of addresses that are left for nodes and pods at a level; 0 if the subnet CIDR is not known.
  func freeForNodes(at level: DemandLevel) -> Int {
    usableAddresses.map { $0 - usedAddresses - reserved(at: level) } ?? 0
  }

  /// Returns the number of single addresses at a level whose place is not known.
  private func singles(at level: DemandLevel, _ share: SubnetShare) -> Int {
    subnet.usedAddressCount + named(at: level) + share.singles
  }

  /// Returns the number of /28 blocks that are needed at a level.
  package func blocksNeeded(at level: DemandLevel) -> Int { self[level].totalOfBlocks.blocks }

  /// Returns the number of /28 blocks left at a level; negative if there are too few, `nil` if the subnet CIDR is not
  /// known.
  func freeBlocks(at level: DemandLevel, _ placement: SubnetBlocks.Placement) -> Int? {
    let share = self[level].totalOfBlocks
    return blocks.map { $0.free(singles: singles(at: level, share), placement) - share.blocks }
  }

  /// Returns the number of random placements of single addresses, out of 100, that leave too few blocks at a level.
  ///
  /// The nodes start one after the other, next to the addresses that something else takes.
  func chanceOfTooFewBlocks(at level: DemandLevel) -> Int? {
    guard let block = subnet.block else { return nil }
    let demand = self[level]
    // The number of draws that takes about a millisecond, but at least 100.
    let draws = min(max(100, 200_000 / block.addressCount), 1000)
    let isOfShares = demand.total == demand.totalOfBlocks
    let nodes =
      isOfShares
      ? demand.shares.map { BlockDraws.Nodes(count: $0.nodes, total: $0.total) }
      : [BlockDraws.Nodes(count: demand.shares.reduce(0) { $0 + $1.nodes }, total: demand.totalOfBlocks)]
    let before = singles(at: level, SubnetShare())
    guard let drawn = BlockDraws(of: subnet, singles: before, nodes: nodes, draws: draws) else { return nil }
    return Int((drawn.chance(ofFewerThan: demand.totalOfBlocks.blocks) * 100).rounded())
  }

  /// Returns whether the single addresses of a level fit next to the reservations for prefixes; `nil` if the subnet
  /// CIDR is not known.
  func singlesFit(at level: DemandLevel) -> Bool? {
    blocks.map { singles(at: level, self[level].total) <= $0.singleAddresses }
  }

  // MARK: Additional nodes

  /// Returns how many more nodes with a given share fit at the level that decides the verdict.
  func more(_ share: SubnetShare, _ placement: SubnetBlocks.Placement) -> Int? {
    guard let free = free(at: basis), share.addresses > 0 else { return nil }
    return mostThatFit(max(0, free) / share.addresses) { fits(share * $0, at: basis, placement) }
  }

  /// Returns how many more nodes like those of a group at a level fit then, in the best case of where single addresses
  /// lie; `nil` if the group has no nodes here or the subnet CIDR is not known.
  func more(of group: String, at level: DemandLevel) -> Int? {
    guard let free = free(at: level), let share = self[level].shares.first(where: { $0.group == group }),
      share.nodes > 0
    else { return nil }
    let each = SubnetShare(
      singles: share.total.singles.dividedRoundingUp(by: share.nodes),
      blocks: share.total.blocks.dividedRoundingUp(by: share.nodes))
    return mostThatFit(max(0, free) / max(1, each.addresses)) { fits(each * $0, at: level, .best) }
  }

  private func mostThatFit(_ most: Int, _ fits: (Int) -> Bool) -> Int {
    var (low, high) = (0, most)
    while low < high {
      let middle = (low + high + 1) / 2
      if fits(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Returns whether the demand of a level and an additional share fit together.
  ///
  /// Single addresses may also lack blocks that others need, so the blocks of the level count even if the share has
  /// none.
  private func fits(_ more: SubnetShare, at level: DemandLevel, _ placement: SubnetBlocks.Placement) -> Bool {
    guard let blocks, let free = free(at: level), more.addresses <= free else { return false }
    let present = self[level].totalOfBlocks
    let singles = singles(at: level, present) + more.singles
    let needed = present.blocks + more.blocks
    return singles <= blocks.singleAddresses && (needed == 0 || needed <= blocks.free(singles: singles, placement))
  }

  /// The number of pods that have no address at a level, even if every warm address went to a pod and single addresses
  /// lay as favorably as possible.
  func podsWithoutAddress(at level: DemandLevel) -> Int {
    guard let free = free(at: level), let freeBlocks = freeBlocks(at: level, .best) else { return 0 }
    let missingBlocks = blocksNeeded(at: level) > 0 ? max(0, -freeBlocks) : 0
    return max(0, max(-free, missingBlocks * 16) - self[level].warm)
  }
}
