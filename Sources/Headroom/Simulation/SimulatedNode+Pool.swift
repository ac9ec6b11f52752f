/// The changes that a node's agent and its pods make to the pool.
extension SimulatedNode {
  /// Runs one pass of the agent and returns whether it changed anything, and when the next pass could.
  mutating func runPass(_ clock: Int, _ subnets: inout SimulatedSubnets) -> (hasChanged: Bool, next: Int?) {
    guard hasPool else { return (false, nil) }
    let hasChanged = pool!.runPass(clock, &subnets)
    return (hasChanged, hasChanged ? clock : pool!.nextPass(after: clock))
  }

  /// Adds a pod that needs an address of the pool.
  mutating func arrive(_ clock: Int) {
    line.append(clock)
    pool!.warmUp(clock)
    pool!.arrive()
  }

  /// Returns the start of the wait of a pod that has received an address but is still in the line; `nil` if there is
  /// none.
  mutating func nextServed() -> Int? {
    guard hasPool, line.count > pool!.waiting else { return nil }
    return line.removeFirst()
  }

  /// Removes a pod of the pool; returns the start of its wait if it never had an address.
  ///
  /// The address of a pod that had one starts to cool down.
  ///
  /// - Parameters:
  ///   - waitingFirst: Whether a waiting pod is removed first, or else the newest pod. Otherwise the pod is chosen at
  ///     random.
  ///   - random: The source of random numbers.
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
