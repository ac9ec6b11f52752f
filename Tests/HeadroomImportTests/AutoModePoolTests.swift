import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

@testable import Headroom

/// The NodePools of EKS Auto Mode.
@Suite struct AutoModePoolTests {
  private static let limited = Karpenter.pool(spec: "limits: {cpu: 100}")

  private static let autoClass = """
    ---
    apiVersion: eks.amazonaws.com/v1
    kind: NodeClass
    metadata: {name: default}
    spec:
      ephemeralStorage: {size: 100Gi}
      subnetSelectorTerms: [{tags: {karpenter.sh/discovery: shop}}]

    """

  @Test func poolsOfAutoMode() throws {
    let pool = Karpenter.pool(
      "{key: eks.amazonaws.com/instance-family, operator: In, values: [m5, t3]}", spec: "limits: {cpu: 100}",
      class: "group: eks.amazonaws.com, kind: NodeClass, name: default")
    let group = try Karpenter.plan(pool + Self.autoClass).nodeGroups[0]
    #expect(group.manager == .autoMode && group.subnets.count == 2 && group.rootVolume?.gibibytes == 100)
    #expect(group.declaredMaxPods == nil && group.limits?.cpu == .vcpus(100))
    // Sizes up to small are not supported.
    #expect(
      group.instanceTypes.filter { $0.name.hasPrefix("t3.") }.map(\.name) == [
        "t3.medium", "t3.large", "t3.xlarge", "t3.2xlarge",
      ])
  }

  @Test func builtInPools() throws {
    let config = clusterConfig("", "availabilityZones: [eu-central-1a, eu-central-1b]\nautoModeConfig: {enabled: true}")
    let plan = try importPlan([config]).plan
    #expect(plan.nodeGroups.map(\.name) == ["general-purpose", "system"])
    #expect(plan.nodeGroups.allSatisfy { $0.manager == .autoMode && $0.capacityType == .onDemand && $0.growsWithPods })
    let (general, system) = (plan.nodeGroups[0].instanceTypes, plan.nodeGroups[1].instanceTypes)
    #expect(general.allSatisfy { !$0.isARM && ["c", "m", "r"].contains(String($0.name.first!)) })
    #expect(general.contains { $0.name == "m5.large" } && !general.contains { $0.name == "m4.large" })
    #expect(system.contains { $0.name == "m6g.large" } && system.count > general.count)
    #expect(Assessment(of: plan).verdict == .unknown)
    // The objects of the cluster say more.
    let pool = Karpenter.pool(
      "{key: eks.amazonaws.com/instance-family, operator: In, values: [m5]}", spec: "limits: {cpu: 100}",
      name: "general-purpose", class: "group: eks.amazonaws.com, kind: NodeClass, name: default")
    let both = try importPlan([config, Karpenter.file(pool)]).plan
    #expect(
      both.nodeGroups.first { $0.name == "general-purpose" }?.instanceTypes.count == 10
        || both.incompleteGroups.count == 1)
  }

  @Test func autoModeOfACluster() throws {
    func plan(_ config: String) throws -> ClusterPlan {
      let cluster = AWSText.clusterFile.replacing("\"version\"", with: "\"computeConfig\": {\(config)}, \"version\"")
      return try importPlan([AWSText.json("cluster.json", cluster), AWSText.subnets(AWSText.subnet())]).plan
    }
    #expect(try plan("\"enabled\": true, \"nodePools\": [\"system\"]").nodeGroups.map(\.name) == ["system"])
    #expect(try plan("\"enabled\": true").incompleteGroups.map(\.name) == ["auto-mode"])
    #expect(try plan("\"enabled\": false, \"nodePools\": []").incompleteGroups.isEmpty)
  }

  /// A NodePool, a node group and a Fargate profile may have one name.
  @Test func groupsOfOneName() throws {
    let config = clusterConfig(
      "{name: general, privateNetworking: true}",
      "availabilityZones: [eu-central-1a, eu-central-1b]\nfargateProfiles: [{name: general, selectors: [{namespace: a}]}]"
    )
    let text =
      Self.limited
      + Karpenter.ec2Class(terms: "{tags: {alpha.eksctl.io/cluster-name: dev, kubernetes.io/role/internal-elb: \"1\"}}")
    let plan = try importPlan([config, Karpenter.file(text)]).plan
    #expect(plan.nodeGroups.map(\.name) == ["general", "general (Fargate)", "general (NodePool)"])
    #expect(plan.nodeGroups.map(\.manager) == [.managed, .fargate, .karpenter])
  }
}
