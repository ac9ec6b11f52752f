/// The number of free addresses of a subnet as AWS counts it, from which it does not follow what takes the others.
package struct AvailableAddresses: Hashable, Sendable {
  /// The number of free addresses (`AvailableIpAddressCount`).
  package let count: Int
  /// Whether nodes and pods of the plan may be among what takes the others, because they exist already.
  package let countsNodes: Bool

  /// Creates a number.
  package init(_ count: Int, countsNodes: Bool) {
    (self.count, self.countsNodes) = (count, countsNodes)
  }
}

extension Subnet {
  /// The least number of addresses that things take which the plan does not describe.
  ///
  /// ``usedAddresses`` is the largest. They differ if only the number of free addresses is known, because nodes of the
  /// plan may have some of the others. AWS also does not document whether it counts the unused part of a CIDR
  /// reservation as free.
  var leastUsedAddresses: Int {
    guard let available else { return usedAddresses }
    if available.countsNodes { return 0 }
    return max(0, usedAddresses - cidrReservations.reduce(0) { $0 + $1.block.addressCount })
  }

  /// Sets what is taken from the number of free addresses. Without a CIDR it does not follow.
  package mutating func setAvailable(_ available: AvailableAddresses) {
    self.available = available
    usedAddressCount = block.map { $0.usableAddresses - available.count } ?? 0
  }
}

extension ClusterPlan {
  /// The plan with the least that other things may take of each subnet; `nil` if everything that is taken is known.
  var withLeastUse: ClusterPlan? {
    guard subnets.contains(where: { $0.leastUsedAddresses < $0.usedAddresses }) else { return nil }
    return try? changing { draft in
      for index in draft.subnets.indices {
        draft.subnets[index].usedAddressCount = draft.subnets[index].leastUsedAddresses
        draft.subnets[index].available = nil
      }
    }
  }
}
