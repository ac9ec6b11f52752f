extension Check {
  /// A check for ExternalDNS installations that exceed the limits of Route 53.
  static let hostedZoneRecords = Check(
    "HR-DNS-002", "Route 53 limits exceeded by ExternalDNS",
    rule: """
      Fail: one synchronization of ExternalDNS makes more calls than Route 53 accepts until the next one (10 per \
      second for an account). Warn: a hosted zone has more records than its quota of 10,000, ownership TXT records \
      included, or a synchronization makes more calls than Route 53 accepts at once (50). A synchronization lists the \
      hosted zones and all records, 300 records per call.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Split the hosted zone, lengthen the interval, cache the list of zones (--aws-zones-cache-duration), or ask AWS \
      for a higher quota.
      """
  ) { (analysis: PlanAnalysis) in
    guard let dns = analysis.plan.networkUse.externalDNS else { return [] }
    let part = PlanPart(.network, key: "externalDNS")
    let own = dns.records.dividedRoundingUp(by: dns.hostedZones)
    // ExternalDNS writes TXT records next to each record to mark that it owns the record.
    let perZone = own * (1 + dns.ownershipRecords) + dns.otherRecords
    var answers: [Answer] = []
    if perZone > mostRecords {
      answers.append(
        Answer(
          .warn, part,
          "a hosted zone has \(perZone) records; the quota is \(mostRecords), and a higher quota costs extra"))
    }
    // A synchronization lists the zones up to three times and reads the records of each zone in pages.
    let calls = 3 + dns.hostedZones * max(1, perZone.dividedRoundingUp(by: recordsPerCall))
    let possible = callsPerSecond * dns.interval
    if calls > possible {
      answers.append(
        Answer(
          .fail, part,
          """
          a synchronization makes \(calls) calls, but Route 53 accepts \(possible) in the \(dns.interval) seconds \
          until the next one
          """))
    } else if calls > callsAtOnce {
      answers.append(
        Answer(
          .warn, part,
          "a synchronization makes \(calls) calls, more than the \(callsAtOnce) that Route 53 accepts at once"))
    }
    return answers
  }

  /// The quota of records in a hosted zone.
  ///
  /// Source: Route 53 developer guide, DNSLimitations (095e8708).
  private static let mostRecords = 10_000
  /// The number of records that ExternalDNS requests with one call.
  ///
  /// Source: `provider/aws/aws.go` in kubernetes-sigs/external-dns (0019d158).
  private static let recordsPerCall = 300
  /// The number of calls per second of an account, and the number of calls that Route 53 accepts at once.
  ///
  /// Source: Route 53 developer guide, throttling-api-requests. Valid since 2026-07-30; before, it was 5 per second.
  private static let callsPerSecond = 10, callsAtOnce = 50
}
