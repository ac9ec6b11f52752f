extension Check {
  /// A check for zones that are too small for all nodes of a group that does not balance its zones.
  static let zoneOfNodes = Check(
    "HR-SUB-008", "Zone too small for all nodes of a Karpenter NodePool",
    rule: """
      Karpenter and EKS Auto Mode do not balance zones, so all nodes of a group may be in one zone, and the subnets of \
      a zone have too few addresses for that. Groups with zoneSpread are not checked.
      """,
    verdicts: [.warn],
    fix: """
      Set zoneSpread: true if the pods carry topology spread constraints over zones, or use larger subnets in each zone.
      """
  ) { (analysis: PlanAnalysis) in
    let mayGather = analysis.groups.map { load in
      let group = load.profile.group
      return !group.balancesZones && !group.spreadsOverZones && load.zones.count > 1
    }
    guard mayGather.contains(true) else { return [] }
    let shares = analysis.subnets.map { $0[analysis.basis].sharesByNodes }
    return zip(analysis.groups, analysis.plan.index.homes).enumerated().compactMap { place, element in
      guard mayGather[place] else { return nil }
      let (load, homes) = element
      let group = load.profile.group
      func share(in home: Int) -> Int {
        shares[home][SubnetDemand.Nodes(group: group.name, isElsewhere: false)]?.total.addresses ?? 0
      }
      let total = homes.reduce(0) { $0 + share(in: $1) }
      // A subnet that has too few addresses even for its part is reported by HR-SUB-001.
      let free = homes.map { analysis.subnets[$0].free(at: analysis.basis) }
      guard total > 0, !free.contains(where: { $0 ?? 0 < 0 }) else { return nil }
      let small = load.zones.compactMap { zone -> (zone: String, room: Int)? in
        let members = zip(homes, free).filter { analysis.subnets[$0.0].subnet.zone == zone }
        // The room of a subnet whose CIDR is not known is not known either.
        guard !members.contains(where: { $0.1 == nil }) else { return nil }
        let room = members.reduce(0) { $0 + ($1.1 ?? 0) + share(in: $1.0) }
        return room < total ? (zone, room) : nil
      }
      guard let tightest = small.min(by: { $0.room < $1.room }) else { return nil }
      return Answer(
        .warn, PlanPart(.nodeGroup, group.name),
        """
        its nodes need \(total) addresses and may all be in one zone, but the subnets in \(tightest.zone) have room \
        for \(tightest.room)
        """, others: small.map { PlanPart(.zone, $0.zone) }, moment: .peak)
    }
  }
}
