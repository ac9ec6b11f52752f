extension Check {
  /// A check for plans with more connections to one destination than their NAT gateways support.
  static let natGatewayPorts = Check(
    "HR-NAT-002", "Port exhaustion of NAT gateways",
    rule: """
      Fail: the plan has more connections to one destination than the NAT gateways support, which is 55,000 for each \
      of their addresses. Warn: it has more than 80% of that number, or more than about 900 new connections per second \
      for each address, a limit that only older pages of AWS mention.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Give the NAT gateways more addresses (up to 8, or 32 per zone of a regional gateway), use a gateway in every \
      zone, or use a VPC endpoint for AWS services.
      """
  ) { (analysis: PlanAnalysis) in
    guard let egress = analysis.plan.networkUse.egress, let nat = analysis.plan.networkUse.natGateways,
      !nat.zones.isEmpty
    else { return [] }
    let part = PlanPart(.network, key: "natGateways")
    var answers: [Answer] = []
    let addresses = nat.zones.count * nat.addresses
    let limit = connections * addresses
    if egress.connectionsPerDestination * 100 > limit * 80 {
      answers.append(
        Answer(
          egress.connectionsPerDestination > limit ? .fail : .warn, part,
          """
          \(egress.connectionsPerDestination) connections to one destination go through \(addresses) addresses of NAT \
          gateways, which support \(limit)
          """))
    }
    if let new = egress.newPerSecond, new > newPerSecond * addresses {
      answers.append(
        Answer(
          .warn, part,
          """
          \(new) new connections per second to one destination go through \(addresses) addresses of NAT gateways, \
          which support about \(newPerSecond * addresses)
          """))
    }
    return answers
  }

  /// The number of connections to one destination that an address of a NAT gateway supports, and the number of new ones
  /// per second.
  ///
  /// Source: Amazon VPC user guide, vpc-nat-gateway (06e98d97; the rate only in older copies of it).
  private static let connections = 55_000, newPerSecond = 900
}
