/// What a subnet needs of its CIDR, whether the present one is enough, and how large a new one has to be.
struct SubnetNeed {
  /// The number of addresses that are taken at the peak in a new CIDR.
  let addresses: Int
  /// The longest prefix length of a new CIDR with which the subnet passes; `nil` if not even a /16 is enough.
  let prefixLength: Int?
  /// The code of the check that a CIDR of half that size does not pass.
  let driver: String?
  /// The present CIDR if the subnet passes with it, otherwise `nil`.
  private let sufficient: IPv4CIDR?

  init(of load: SubnetLoad, limit: Int) {
    // Addresses that something else uses in a present CIDR stay there. For a planned subnet they are part of the plan.
    let moving = load.subnet.block == nil ? load.usedAddresses : 0
    addresses = moving + load.addressesInNewBlock(at: load.basis)
    prefixLength = IPv4CIDR.subnetPrefixLengths.reversed().first {
      load.objection(toNew: $0, moving: moving, limit: limit) == nil
    }
    driver = prefixLength.flatMap { $0 < 28 ? load.objection(toNew: $0 + 1, moving: moving, limit: limit) : nil }
    sufficient = load.passesAsItIs(limit: limit) ? load.subnet.block : nil
  }

  /// Returns whether the present CIDR stays if at least the given prefix length is wanted.
  func keeps(_ length: Int) -> Bool { sufficient.map { $0.prefixLength <= length } ?? false }
}

extension SubnetLoad {
  /// Returns the number of addresses that are taken at a level in a new CIDR, without those that something else uses.
  fileprivate func addressesInNewBlock(at level: DemandLevel) -> Int {
    taken(at: level) - usedAddresses - explicitAddresses
  }

  /// Returns the code of the check that an empty CIDR of a prefix length does not pass; `nil` if it passes all.
  fileprivate func objection(toNew length: Int, moving: Int, limit: Int) -> String? {
    let block = IPv4CIDR(containing: IPv4Address(rawValue: 10 << 24), prefixLength: length)
    let taken = moving + addressesInNewBlock(at: basis)
    if taken > block.usableAddresses { return Check.subnetAddresses.id }
    let blocks = SubnetBlocks(Subnet(name: "", zone: "", block: block), block: block)
    func lacksBlocks(_ level: DemandLevel, _ placement: SubnetBlocks.Placement) -> Bool {
      let demand = self[level].totalOfBlocks
      let others = addressesInNewBlock(at: level) - self[level].total.addresses
      let singles = moving + others + demand.singles
      return demand.blocks > 0 && blocks.free(singles: singles, placement) < demand.blocks
    }
    if lacksBlocks(basis, .worst) { return Check.prefixBlocks.id }
    let inBurst = moving + addressesInNewBlock(at: .burst)
    if inBurst > block.usableAddresses || lacksBlocks(.burst, .best) { return Check.podBurst.id }
    return taken * 100 > limit * block.usableAddresses ? Check.subnetUtilization.id : nil
  }

  /// Returns whether the subnet passes with its present CIDR, and what is in it.
  fileprivate func passesAsItIs(limit: Int) -> Bool {
    guard let usable = usableAddresses, let free = free(at: basis), let inBurst = self.free(at: .burst),
      min(free, inBurst) >= 0, (usable - free) * 100 <= limit * usable, singlesFit(at: basis) == true
    else { return false }
    guard blocksNeeded(at: .burst) > 0 || blocksNeeded(at: basis) > 0 else { return true }
    let isEnoughAnywhere = freeBlocks(at: basis, .worst) ?? -1 >= 0 || chanceOfTooFewBlocks(at: basis) == 0
    return isEnoughAnywhere && freeBlocks(at: .burst, .best) ?? -1 >= 0
  }
}
