/// The findings of an assessment after those that a user accepts are set aside.
package struct FindingReview: Sendable {
  /// The assessment with the remaining findings.
  package let assessment: Assessment
  /// The findings that are set aside, each with the exception that accepts it.
  package let accepted: [(finding: Finding, exception: FindingException)]
  /// The exceptions that no longer hold.
  package let expired: [FindingException]
  /// The exceptions that accept no finding.
  package let unused: [FindingException]

  /// Sets findings aside.
  ///
  /// - Parameters:
  ///   - assessment: The assessment with all findings.
  ///   - exceptions: What the user accepts.
  package init(of assessment: Assessment, _ exceptions: [FindingException]) {
    let today = assessment.traffic.prices.today
    let valid = exceptions.filter { !$0.isExpired(on: today) }
    // Plans may have thousands of findings and exceptions.
    let byCode = Dictionary(grouping: valid.indices) { valid[$0].code }
    var used: Set<Int> = []
    var accepted: [(finding: Finding, exception: FindingException)] = []
    var rest: [Finding] = []
    for finding in assessment.findings {
      if let place = byCode[finding.code]?.first(where: { valid[$0].accepts(finding) }) {
        used.insert(place)
        accepted.append((finding, valid[place]))
      } else {
        rest.append(finding)
      }
    }
    self.assessment = assessment.with(rest)
    self.accepted = accepted
    expired = exceptions.filter { $0.isExpired(on: today) }
    unused = valid.indices.filter { !used.contains($0) && !valid[$0].isOfBaseline }.map { valid[$0] }
  }
}
