public import Headroom

extension Document {
  /// Returns the answer of `headroom warm-pool`: the addresses that nodes hold once their pools have settled.
  ///
  /// - Parameters:
  ///   - pools: The pools, all of the same instance type.
  ///   - maxPodsIsKnown: Whether max pods were given instead of derived from the instance type.
  public static func warmPools(_ pools: [WarmPool], maxPodsIsKnown: Bool = true) -> Document {
    var document = Document(
      kind: "WarmPool",
      Table(
        id: "warm-pool", title: "Warm pool",
        columns: [
          .init("instance_type", "type"), .init("pods"), .init("pending", nil, .machines), .init("enis", "ENIs"),
          .init("prefixes"), .init("ips", "IPs"), .init("unused_ips", "unused"),
          .init("subnet_addresses", "from subnets"), .init("per_eni", "per ENI"), .init("stable", nil, .wide),
          .init("enis_min", "ENIs min", .wide), .init("subnet_addresses_min", "from subnets min", .wide),
          .init("waiting"),
        ],
        rows: pools.map { pool in
          [
            .text(pool.type.name), .integer(pool.pods), .integer(pool.waiting), .integer(pool.interfaces),
            .integer(pool.prefixes), .integer(pool.podAddresses), .integer(pool.unusedAddresses),
            .integer(pool.subnetAddresses), .numbers(pool.slots), .flag(pool.isStable),
            .integer(pool.minimumInterfaces), .integer(pool.minimumSubnetAddresses), .integer(pool.waiting),
          ]
        }))
    document.notes = notes(on: pools, maxPodsIsKnown)
    document.derivations = {
      pools.map { Derivation(title: "\($0.type.name), \($0.pods) pods", steps: $0.steps) }
    }
    return document
  }

  private static func notes(on pools: [WarmPool], _ maxPodsIsKnown: Bool) -> [String] {
    guard let first = pools.first else { return [] }
    var notes: [String] = []
    let node = MaxPods(on: first.type, settings: first.settings)
    let type = first.type.name
    if !maxPodsIsKnown, node.recommended == nil {
      notes.append(
        """
        The number of vCPUs of \(type) is not known, so the pool stops growing at \(first.maxPods) pods. Set another \
        limit with --max-pods.
        """
      )
    }
    // ipamd turns prefix delegation off on instance types that do not support it, instead of failing.
    if node.fallsBackToSecondaryAddresses {
      let reason =
        node.type.isPrefixDelegationUnknown
        ? "It is not known whether \(type) supports prefixes." : "\(type) does not support prefixes."
      notes.append("\(reason) The CNI falls back to single addresses, which are shown here.")
    }
    if let unrest = pools.lazy.compactMap(\.unrest).first {
      let restless = pools.filter { !$0.isStable }.map { "\($0.pods)" }
      let more = restless.count > 8 ? " and \(restless.count - 8) more numbers of" : ""
      let counts = restless.prefix(8).joined(separator: ", ") + more
      notes.append("With \(counts) pods the pool never settles, so its maximum is shown.\n\(unrest)")
    }
    return notes
  }
}
