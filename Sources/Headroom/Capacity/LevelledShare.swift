extension SubnetShare {
  /// The share split over subnets so that what is free in them comes down to one level.
  ///
  /// - Parameter free: What is free in each subnet before.
  /// - Returns: A part for each; they add up to the whole.
  func levelled(over free: [Int]) -> [SubnetShare] {
    guard addresses > 0, !free.isEmpty else { return free.map { _ in SubnetShare() } }
    // The highest level at which the subnets give as much as is wanted.
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
      // Blocks and single addresses go in the proportion of the whole; what is rounded is made up by the next.
      let done = addresses - left
      let soFar = SubnetShare(singles: singles * done / addresses, blocks: blocks * done / addresses)
      let part = soFar - given
      parts.append(part)
      given += part
    }
    return parts
  }
}
