import HeadroomImport
import HeadroomTestSupport
import Testing

@testable import Headroom

/// Auto Scaling groups whose sizes count units.
@Suite struct WeightedGroupTests {
  private func text(_ group: String, _ rest: String = "") -> String {
    """
    apiVersion: headroom/v1alpha1
    kind: CapacityPlan
    metadata: {name: weights}
    region: us-east-1
    vpc:
      subnets:
        - {name: b, zone: us-east-1b, cidr: 10.0.0.0/24}
        - {name: c, zone: us-east-1c, cidr: 10.0.1.0/24}
    reservations: [{name: none, kind: controlPlane, subnets: [b], addresses: 0, peakAddresses: 0}]
    nodeGroups:
      - {name: spot, manager: self-managed, instanceTypes: [m5.large, m5.xlarge], subnets: [b, c], \(group)}
    \(rest)

    """
  }

  private func plan(_ group: String, _ rest: String = "") throws -> ClusterPlan {
    try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text(group, rest).utf8))]).plan
  }

  /// 12 units: six m5.large of 30 addresses or three m5.xlarge of 60, 180 in all. Of the three, a zone may get two.
  @Test func theWorstTypeOfAZoneCounts() throws {
    let weights = "weights: {m5.large: 2, m5.xlarge: 4}"
    let analysis = PlanAnalysis(of: try plan("desiredSize: 0, maxSize: 12, \(weights)"))
    #expect(analysis.subnets.map(\.peakDemand) == [120, 120])
    #expect(analysis.groups[0].peakNodes == 3 && analysis.groups[0].planned.nodes.map(\.type.name) == ["m5.xlarge"])
    // Without the weights twelve nodes of either type count, and each may be an m5.xlarge.
    #expect(PlanAnalysis(of: try plan("desiredSize: 0, maxSize: 12")).subnets.map(\.peakDemand) == [360, 360])
    // 16 units: eight of 30 or four of 60 are 120 in each zone; 10 units: three of 30 in a zone, or two of 60.
    #expect(
      PlanAnalysis(of: try plan("desiredSize: 0, maxSize: 16, \(weights)")).subnets.map(\.peakDemand) == [120, 120])
    #expect(
      PlanAnalysis(of: try plan("desiredSize: 10, maxSize: 10, \(weights)")).subnets.map(\.peakDemand) == [120, 120])
  }

  /// The bill has the first type of the group, as many nodes as its units make.
  @Test func unitsAreNoNodesInTheBill() throws {
    let group = "desiredSize: 12, weights: {m5.large: 2, m5.xlarge: 4}"
    let cost = Assessment(of: try plan(group)).cost
    let line = try #require(cost.lines.first { $0.purpose.description.contains("m5.large of 2 types") })
    #expect(line.quantity == .hours(6), "\(cost.lines.map(\.purpose.description))")
  }

  /// Growth adds units for the nodes that the pods need.
  @Test func growthAddsUnits() throws {
    let group = "desiredSize: 4, maxSize: 4, weights: {m5.large: 2, m5.xlarge: 4}"
    let rest = """
      workloads: [{name: web, replicas: 50}]
      growth: {model: compound, ratePerMonth: 100%, horizonMonths: 2}
      """
    let plan = try plan(group, rest)
    let grown = try #require(plan.grown(by: 2))
    let placed = PlanAnalysis(of: grown)
    #expect(placed.workloads.allSatisfy { $0.pending == 0 }, "\(placed.workloads)")
    #expect(placed.groups[0].nodes <= 4, "\(placed.groups[0].nodes)")
  }

  @Test func whatIsReadIsWritten() throws {
    let plan = try plan("desiredSize: 0, maxSize: 12, weights: {m5.large: 2, m5.xlarge: 4}")
    let written = exportPlan(plan)[0]
    #expect(try importPlan([written]).plan == plan, "\(String(decoding: written.bytes, as: UTF8.self))")
  }

  @Test(arguments: [
    ("desiredSize: 1, weights: {m5.large: 2}", "m5.xlarge has no weight"),
    ("desiredSize: 1, weights: {m5.large: 2, m5.xlarge: 0}", "the weight of m5.xlarge is 0; expected 1 to 999"),
    ("desiredSize: 1, weights: {m5.large: 2, m5.xlarge: x}", "the weight of m5.xlarge is 0"),
    (
      "desiredSize: 1, weights: {m5.large: 2, m5.xlarge: 4, c5.large: 1}", "'c5.large' is not one of the instance types"
    ),
  ])
  func wrongWeightsAreErrors(group: String, message: String) {
    #expect(errors(in: text(group)).contains(message), "\(errors(in: text(group)))")
  }

  @Test func onlyAutoScalingGroupsHaveWeights() {
    let group = text("desiredSize: 1, weights: {m5.large: 2, m5.xlarge: 4}").replacing("self-managed", with: "managed")
    #expect(errors(in: group).contains("`weights` is a setting of Auto Scaling groups"))
  }
}
