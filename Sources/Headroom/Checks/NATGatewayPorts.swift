extension Check {
  /// Whether NAT gateways have the ports for connections to one destination.
  static let natGatewayPorts = Check(
    "HR-NAT-002", "NAT gateway runs out of ports",
    rule:
      "A NAT gateway holds 55,000 connections an address to one destination, and makes about 900 new ones a second there. Fail: the plan has more. Warn: from 80 % on, or by the rate, which only older pages of AWS name.",
    verdicts: [.warn, .fail],
    fix: "Give gateways more addresses (up to 8), use a gateway in every zone, or an endpoint for services of AWS."
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
          "\(egress.connectionsPerDestination) connections to one destination through \(addresses) addresses, which hold \(limit)"
        ))
    }
    if let new = egress.newPerSecond, new > newPerSecond * addresses {
      answers.append(
        Answer(
          .warn, part,
          "\(new) new connections a second to one destination through \(addresses) addresses; about \(newPerSecond * addresses) are possible"
        ))
    }
    return answers
  }

  /// Amazon VPC user guide, vpc-nat-gateway (06e98d97; the rate in older copies of it).
  private static let connections = 55_000, newPerSecond = 900
}
