import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

@testable import Headroom

/// NodePools with their classes, subnets and nodes.
@Suite struct KarpenterTests {
  // MARK: Sizes

  /// 50 m5.large of 30 addresses or 25 m5.xlarge of 60, never 50 of 60.
  @Test(arguments: [
    ("limits: {cpu: 100}", 1500, "100"), ("limits: {cpu: \"100\"}", 1500, "100"),
    ("limits: {cpu: 100000m}", 1500, "100"),
    ("limits: {cpu: 1k}", 15000, "1000"), ("limits: {cpu: 500m}", 0, "500m"), ("limits: {cpu: 101}", 1500, "101"),
    ("limits: {cpu: 1e2, memory: 1000Ti}", 1500, "100"),
  ])
  func limitsBoundEachTypeAlone(spec: String, addresses: Int, cpu: String) throws {
    let plan = try Karpenter.plan(Karpenter.pool(spec: spec) + Karpenter.ec2Class())
    #expect(plan.nodeGroups.map(\.manager) == [.karpenter])
    #expect(plan.nodeGroups[0].limits?.cpu?.description == cpu && plan.nodeGroups[0].maxSize == nil)
    let analysis = PlanAnalysis(of: plan)
    #expect(analysis.subnets.reduce(0) { $0 + $1.fullDemand } == addresses)
    #expect(Assessment(of: plan).verdict != .unknown)
  }

  /// Without pods in the files, the nodes that the limits allow have a price too, and full nodes are judged.
  @Test func nodesOfLimitsHaveAPrice() throws {
    let plan = try Karpenter.plan(Karpenter.pool(spec: "limits: {cpu: 100}") + Karpenter.ec2Class())
    let assessment = Assessment(of: plan)
    #expect(assessment.analysis.groups[0].peakNodes == 50)
    #expect(assessment.analysis.groups[0].fleets.map(\.peakNodes) == [50, 25])
    #expect(assessment.cost.peakTotal.subtotal != assessment.cost.total.subtotal)
  }

  /// Memory: 8 GiB less 7.5% are 7,577 MiB, so that 100 GiB hold 13 m5.large or 6 m5.xlarge.
  @Test(arguments: [
    ("limits: {memory: 100Gi}", 13 * 30), ("limits: {cpu: 100, memory: 100Gi}", 13 * 30),
    ("limits: {memory: 107374182400}", 13 * 30), ("limits: {nodes: 10}", 10 * 60),
    ("limits: {nodes: \"10\", cpu: 20}", 10 * 30), ("limits: {cpu: 100, aws.amazon.com/neuron: 1}", 1500),
    ("replicas: 7", 7 * 60), ("replicas: 7\n  limits: {nodes: 9}", 9 * 60),
  ])
  func otherLimits(spec: String, addresses: Int) throws {
    let plan = try Karpenter.plan(Karpenter.pool(spec: spec) + Karpenter.ec2Class())
    #expect(PlanAnalysis(of: plan).subnets.reduce(0) { $0 + $1.fullDemand } == addresses)
  }

  /// A pool of all c, m and r with 100 vCPUs: the type with the most addresses per vCPU decides.
  @Test func manyTypes() throws {
    let text = Karpenter.pool(
      "{key: karpenter.k8s.aws/instance-category, operator: In, values: [c, m, r]}", spec: "limits: {cpu: 100}")
    let plan = try Karpenter.plan(text + Karpenter.ec2Class())
    #expect(plan.nodeGroups[0].instanceTypes.count > 900)
    let (seconds, analysis) = ContinuousClock().measured { PlanAnalysis(of: plan) }
    #expect(analysis.subnets.reduce(0) { $0 + $1.fullDemand } == 4000)
    // A build for debugging takes a tenth of it.
    #expect(seconds < .seconds(5))
    let steps = analysis.groups[0].steps
    #expect(steps.count < 100)
    // Some of the types are not sold in the region; the others have prices.
    #expect(!Assessment(of: plan).findings.contains { $0.code == "HR-CST-001" })
  }

  @Test(arguments: ["", "limits: {}", "limits: {cpu: 9E, memory: 9E}", "limits: {nvidia.com/gpu: 8}"])
  func withoutLimitsNothingIsKnownOfThePeak(spec: String) throws {
    let plan = try Karpenter.plan(Karpenter.pool(spec: spec) + Karpenter.ec2Class())
    let findings = Assessment(of: plan).findings
    let finding = try #require(findings.first { $0.code == "HR-GRP-001" })
    #expect(finding.verdict == .unknown)
    #expect(finding.message.contains("a full node takes up to 60 addresses (m5.xlarge)"), "\(finding.message)")
    #expect(finding.message.contains("the subnets have room for"), "\(finding.message)")
    #expect(findings.contains { $0.code == "HR-SUB-009" && $0.verdict == .unknown })
    // A limit from the command line answers it.
    let limited = try importPlan(
      [Karpenter.file(Karpenter.pool(spec: spec) + Karpenter.ec2Class()), Karpenter.subnets],
      changes: [try #require(PlanChange("nodeGroups.general.maxSize=10"))]
    ).plan
    #expect(PlanAnalysis(of: limited).subnets.reduce(0) { $0 + $1.fullDemand } == 600)
  }

  @Test(arguments: [
    ("limits: {cpu: many}", "'many' is not a quantity"), ("limits: {cpu: -1}", "'-1' is not a quantity"),
    ("replicas: x", "'x' is not a whole number"), ("replicas: 9999999", "`replicas` is 9999999; expected at most"),
    ("limits: [cpu]", "expected keys and values"),
    ("disruption: {budgets: [{nodes: half}]}", "'half' is not a number of nodes"),
    ("disruption: {budgets: [{nodes: 200%}]}", "'200%' is not a number of nodes"),
  ])
  func sizesThatCannotBeRead(spec: String, message: String) {
    let error = #expect(throws: PlanError.self) {
      try Karpenter.plan(Karpenter.pool(spec: spec) + Karpenter.ec2Class())
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  // MARK: Nodes of now

  private func claims(_ count: Int, pool: String = "general") -> SourceFile {
    let items = (0..<count).map {
      """
      {"metadata": {"name": "\(pool)-\($0)", "uid": "u\($0)", "labels": {"karpenter.sh/nodepool": "\(pool)"}},
       "status": {"nodeName": "n\($0)", "providerID": "aws:///eu-central-1a/i-\($0)"}}
      """
    }
    let text =
      "{\"apiVersion\": \"karpenter.sh/v1\", \"kind\": \"NodeClaimList\", \"items\": [\(items.joined(separator: ", "))]}"
    return Karpenter.file(text, name: "claims.json")
  }

  /// 10% of 50 nodes are 5.
  @Test func claimsAreTheNodesOfNow() throws {
    let text =
      Karpenter.pool(spec: "limits: {cpu: 1k}\n  disruption: {budgets: [{nodes: \"10%\"}]}") + Karpenter.ec2Class()
    let plan = try Karpenter.plan(text, claims(50))
    let group = plan.nodeGroups[0]
    #expect(group.desiredSize == 50 && group.maxSize == nil && !group.isMaxSizeUnknown)
    #expect(NodeUpdate(of: group, nodes: 50, zones: 2).surge == 5)
    let analysis = PlanAnalysis(of: plan)
    #expect(analysis.groups[0].nodes == 50)
    #expect(analysis.subnets.reduce(0) { $0 + $1.fullDemand } == 15000)
  }

  /// With pods in the plan, a pool with nodes of now grows as far as the pods need and its limits allow.
  @Test func poolsGrowFromTheNodesOfNow() throws {
    let text = Karpenter.pool(spec: "limits: {cpu: 1k}") + Karpenter.ec2Class()
    let plan = Karpenter.file(
      """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      workloads: [{name: web, replicas: 20, maxReplicas: 200, cpu: "1"}]
      """, name: "plan.yaml")
    let load = PlanAnalysis(of: try Karpenter.plan(text, claims(20), plan)).groups[0]
    // 200 pods of one vCPU: an m5.large takes one, an m5.xlarge three.
    #expect(load.nodes == 20)
    #expect((67...200).contains(load.peakNodes))
    let open = PlanAnalysis(of: try Karpenter.plan(Karpenter.pool() + Karpenter.ec2Class(), claims(20), plan))
    #expect(open.groups[0].peakNodes == load.peakNodes && open.groups[0].maxNodes == nil)
    #expect(Assessment(of: open.plan).findings.contains { $0.code == "HR-GRP-001" && $0.verdict == .note })
  }

  @Test func nodesOfAPoolThatIsNotInTheFiles() throws {
    let plan = try Karpenter.plan(
      Karpenter.pool(spec: "limits: {cpu: 10}") + Karpenter.ec2Class(), claims(3, pool: "other"))
    let item = try #require(plan.incompleteGroups.first)
    #expect(item.name == "other" && item.unknown == [.instanceTypes, .subnets] && item.group.desiredSize == 3)
    let findings = Assessment(of: plan).findings
    #expect(findings.contains { $0.message.contains("`kubectl get nodepools,ec2nodeclasses -o json`") })
  }

  /// A live NodePool counts its nodes itself, and a manifest of the same name says what is wanted.
  @Test func intentAndNowOfOnePool() throws {
    let live = Karpenter.file(
      Karpenter.pool(spec: "limits: {cpu: 50}", metadata: ", uid: u1")
        + "status: {nodes: 4, resources: {cpu: \"8\"}}\n",
      name: "live.yaml")
    let wanted = Karpenter.pool(spec: "limits: {cpu: 100}") + Karpenter.ec2Class()
    let plan = try Karpenter.plan(wanted, live)
    #expect(plan.nodeGroups.map(\.name) == ["general"])
    #expect(plan.nodeGroups[0].desiredSize == 4 && plan.nodeGroups[0].limits?.cpu == .vcpus(100))
    let drift = plan.remarks.filter { $0.kind == .drift }.map(\.message)
    #expect(drift.count == 1 && drift[0].contains("limits is cpu 100"), "\(drift)")
  }

  // MARK: Budgets

  @Test(arguments: [
    ("", UpdatePolicy.Amount.percent(10)), ("disruption: {consolidateAfter: 1m}", .percent(10)),
    ("disruption: {budgets: [{nodes: \"25%\"}]}", .percent(25)), ("disruption: {budgets: [{nodes: \"3\"}]}", .count(3)),
    ("disruption: {budgets: [{nodes: 20%}, {nodes: 5%}]}", .percent(5)),
    ("disruption: {budgets: [{nodes: 20%}, {nodes: 4}]}", .count(4)),
    ("disruption: {budgets: [{nodes: \"0\"}]}", .count(1)),
    ("disruption: {budgets: [{nodes: 50%}, {nodes: \"0\", schedule: \"0 9 * * *\", duration: 8h}]}", .percent(50)),
    ("disruption: {budgets: [{nodes: \"0\", schedule: \"0 9 * * *\", duration: 8h}]}", .percent(100)),
    ("disruption: {budgets: [{nodes: 1, reasons: [Empty]}, {nodes: 30%, reasons: [Drifted]}]}", .percent(30)),
  ])
  func budgets(spec: String, amount: UpdatePolicy.Amount) throws {
    let plan = try Karpenter.plan(Karpenter.pool(spec: "limits: {cpu: 100}\n  \(spec)") + Karpenter.ec2Class())
    #expect(plan.nodeGroups[0].update.maxUnavailable == amount)
  }

  // MARK: Payment

  @Test(arguments: [
    ("", CapacityType.onDemand), ("spot", .spot), ("on-demand", .onDemand), ("spot, on-demand", .spot),
    ("reserved", .onDemand),
    ("reserved, on-demand", .onDemand),
  ])
  func capacityTypes(values: String, expected: CapacityType) throws {
    let requirement = values.isEmpty ? "" : "{key: karpenter.sh/capacity-type, operator: In, values: [\(values)]}, "
    let types = "{key: node.kubernetes.io/instance-type, operator: In, values: [m5.large]}"
    let text = Karpenter.pool(requirement + types) + Karpenter.ec2Class()
    #expect(try Karpenter.plan(text).nodeGroups[0].capacityType == expected)
  }
}

extension ContinuousClock {
  fileprivate func measured<Result>(_ work: () -> Result) -> (Duration, Result) {
    let start = now
    let result = work()
    return (now - start, result)
  }
}
