import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// Subnets of which only the number of free addresses is known, which contains the plan's own nodes.
@Suite struct AvailableAddressesTests {
  private func text(_ subnet: String, nodes: Int, _ rest: String = "") -> String {
    """
    apiVersion: headroom/v1alpha1
    kind: CapacityPlan
    metadata: {name: free}
    region: us-east-1
    vpc:
      subnets: [{name: a, zone: us-east-1a, cidr: 10.0.0.0/24, \(subnet)}]
    reservations: [{name: none, kind: controlPlane, subnets: [a], addresses: 0, peakAddresses: 0}]
    nodeGroups: [{name: apps, instanceTypes: [m5.large], desiredSize: \(nodes), subnets: [a]}]
    \(rest)

    """
  }

  private func plan(_ subnet: String, nodes: Int) throws -> ClusterPlan {
    try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text(subnet, nodes: nodes).utf8))]).plan
  }

  /// A full m5.large takes 30 of 251 addresses.
  @Test(arguments: [
    // 101 are in use by others, by the plan's nodes, or by both: 101 + 90 are 76%, 101 + 120 are 88%, 101 + 180 too many.
    ("availableAddresses: 150", 3, [:], Verdict.pass),
    ("availableAddresses: 150", 4, ["HR-SUB-010": Verdict.unknown], .unknown),
    ("availableAddresses: 150", 6, ["HR-SUB-010": .unknown], .unknown),
    // 210 of 251 are more than 80% in any case, and whether they are too many is not known.
    ("availableAddresses: 150", 7, ["HR-SUB-010": .unknown, "HR-SUB-002": .warn], .warn),
    ("availableAddresses: 150", 9, ["HR-SUB-001": .fail], .fail),
    // None of them belongs to the plan's nodes.
    ("availableAddresses: 150, nodesCounted: false", 4, ["HR-SUB-002": .warn], .warn),
    ("availableAddresses: 150, nodesCounted: false", 6, ["HR-SUB-001": .fail], .fail),
    // Up to 64 of them may be the free part of a reservation.
    (
      "availableAddresses: 150, nodesCounted: false, cidrReservations: [{cidr: 10.0.0.192/26, type: prefix}]", 4,
      ["HR-SUB-010": .unknown], .unknown
    ),
    ("availableAddresses: 251", 8, ["HR-SUB-002": .warn], .warn),
  ])
  func onlyWhatIsSureIsSaid(
    subnet: String, nodes: Int, codes: [String: Verdict], verdict: Verdict
  ) throws {
    let assessment = Assessment(of: try plan(subnet, nodes: nodes))
    #expect(assessment.verdict == verdict, "\(assessment.findings.map(\.message))")
    let found = assessment.findings.filter { $0.verdict != .note && $0.code.hasPrefix("HR-SUB") }
    #expect(Dictionary(found.map { ($0.code, $0.verdict) }) { $1 } == codes, "\(found.map(\.message))")
  }

  @Test func whatIsReadIsWritten() throws {
    for subnet in ["availableAddresses: 150", "availableAddresses: 150, nodesCounted: false", "availableAddresses: 0"] {
      let plan = try plan(subnet, nodes: 3)
      let written = exportPlan(plan)[0]
      #expect(try importPlan([written]).plan == plan, "\(String(decoding: written.bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: [
    ("availableAddresses: 252", "the number of free addresses is 252; expected 0 to 251"),
    ("availableAddresses: 9, usedAddresses: 3", "mutually exclusive"),
    ("availableAddresses: 9, occupied: [10.0.0.9]", "mutually exclusive"),
    ("nodesCounted: false", "`nodesCounted` needs `availableAddresses`"),
  ])
  func contradictionsAreErrors(subnet: String, message: String) {
    let found = errors(in: text(subnet, nodes: 1))
    #expect(found.contains(message), "\(found)")
  }
}
