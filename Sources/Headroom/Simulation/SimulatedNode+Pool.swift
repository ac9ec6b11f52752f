/// What the node's agent and its pods do with the pool.
extension SimulatedNode {
  /// One pass of the agent: whether it changed anything, and when another could.
  mutating func runPass(_ clock: Int, _ subnets: inout SimulatedSubnets) -> (hasChanged: Bool, next: Int?) {
    guard hasPool else { return (false, nil) }
    let hasChanged = pool!.runPass(clock, &subnets)
    return (hasChanged, hasChanged ? clock : pool!.nextPass(after: clock))
  }

  /// A pod of the pool arrives.
  mutating func arrive(_ clock: Int) {
    line.append(clock)
    pool!.warmUp(clock)
    pool!.arrive()
  }

  /// Since when a pod waited that has an address now and is still in the line; `nil` if there is none.
  mutating func nextServed() -> Int? {
    guard hasPool, line.count > pool!.waiting else { return nil }
    return line.removeFirst()
  }

  /// A pod of the pool leaves: one that waits, or one with an address, which cools; since when it waited if it never had one.
  ///
  /// - Parameters:
  ///   - waitingFirst: Whether one that waits goes first, and of the others the newest.
  ///   - random: Draws which goes otherwise.
  mutating func leave(
    waitingFirst: Bool, _ random: inout SplitMix64, _ clock: Int, _ subnets: inout SimulatedSubnets
  ) -> Int? {
    pool!.warmUp(clock)
    let seated = room.pods + 1 - line.count
    if line.count > 0, waitingFirst || seated == 0 {
      pool!.waiting -= 1
      return line.removeLast()
    }
    let seat = waitingFirst ? pool!.newestPod : pool!.pod(number: random.next(below: max(1, seated)))
    guard let seat else { return nil }
    pool!.free(seat.interface, seat.slot, clock, &subnets)
    pool!.assign()
    return nil
  }
}
