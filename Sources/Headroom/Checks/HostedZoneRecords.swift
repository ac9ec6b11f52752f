extension Check {
  /// Whether Route 53 takes what ExternalDNS writes and asks.
  static let hostedZoneRecords = Check(
    "HR-DNS-002", "Route 53 limits for ExternalDNS",
    rule:
      "A hosted zone holds 10,000 records unless raised, TXT records of ownership counted. Every pass of ExternalDNS lists all records, 300 a call, and lists the zones; an account has 10 calls a second, and 50 at once. Fail: a pass cannot end before the next. Warn: records beyond the quota, or more calls than come at once.",
    verdicts: [.warn, .fail],
    fix:
      "Split the zone, lengthen the interval, cache zones (--aws-zones-cache-duration), or ask AWS for a higher quota."
  ) { (analysis: PlanAnalysis) in
    guard let dns = analysis.plan.networkUse.externalDNS else { return [] }
    let part = PlanPart(.network, key: "externalDNS")
    let own = dns.records.dividedRoundingUp(by: dns.hostedZones)
    let perZone = own * (1 + dns.ownershipRecords) + dns.otherRecords
    var answers: [Answer] = []
    if perZone > mostRecords {
      answers.append(
        Answer(
          .warn, part, "\(perZone) records in a hosted zone; the quota is \(mostRecords) and can be raised at a price"))
    }
    // The zones are listed up to three times a pass; each zone's records are read in pages.
    let calls = 3 + dns.hostedZones * max(1, perZone.dividedRoundingUp(by: recordsPerCall))
    let possible = callsPerSecond * dns.interval
    if calls > possible {
      answers.append(
        Answer(
          .fail, part,
          "a pass makes \(calls) calls, and Route 53 takes \(possible) in the \(dns.interval) seconds until the next"))
    } else if calls > callsAtOnce {
      answers.append(
        Answer(.warn, part, "a pass makes \(calls) calls, more than the \(callsAtOnce) that Route 53 takes at once"))
    }
    return answers
  }

  /// Route 53 developer guide, DNSLimitations (095e8708).
  private static let mostRecords = 10_000
  /// `provider/aws/aws.go` in kubernetes-sigs/external-dns (0019d158).
  private static let recordsPerCall = 300
  /// Route 53 developer guide, throttling-api-requests: since 2026-07-30, 5 a second before.
  private static let callsPerSecond = 10, callsAtOnce = 50
}
