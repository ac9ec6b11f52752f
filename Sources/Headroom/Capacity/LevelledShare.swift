extension SubnetShare {
  /// Returns the share split over subnets so that the fullest subnets get the least, leaving equal free space where
  /// possible.
  ///
  /// - Parameter free: The number of free addresses in each subnet before the split.
  /// - Returns: A part for each subnet. The parts add up to the whole share.
  func levelled(over free: [Int]) -> [SubnetShare] {
    guard addresses > 0, !free.isEmpty else { return free.map { _ in SubnetShare() } }
    // Search for the highest remaining level at which the subnets together give as many addresses as are wanted.
    var low = free.min()! - addresses
    var high = free.max()!
    while low < high {
      let level = low + (high - low + 1) / 2
      let given = free.reduce(0) { $0 + Swift.max(0, $1 - level) }
      if given >= addresses { low = level } else { high = level - 1 }
    }
    var left = addresses
    var parts: [SubnetShare] = []
    var given = SubnetShare()
    for amount in free {
      left -= min(left, max(0, amount - low))
      // Blocks and single addresses are split in the proportion of the whole; the next subnet makes up for rounding.
      let done = addresses - left
      let soFar = SubnetShare(singles: singles * done / addresses, blocks: blocks * done / addresses)
      let part = soFar - given
      parts.append(part)
      given += part
    }
    return parts
  }
}
