import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Mistakes that readers of the code found, each with the file that showed it.
@Suite struct TerraformMistakeTests {
  private func read(_ name: String, with files: [SourceFile] = [], cluster: String? = nil) throws -> ImportedPlan {
    try importPlan([Shop.file("terraform/\(name).json")] + files, cluster: cluster)
  }

  /// `each` of one module call is not that of another: a group with subnets from both has two candidates.
  @Test func eachOfTwoCalls() throws {
    let group = try #require(try read("each-of-two-calls").plan.incompleteGroups.first)
    #expect(group.group.subnets == ["a", "b"] && group.unknown == [.choiceOfSubnets])
  }

  /// An add-on sets the CNI of its own cluster, also where that is not in the file.
  @Test func addonsOfOtherClusters() throws {
    #expect(throws: PlanError.self) { try read("addon-of-another-cluster") }
    #expect(try !read("addon-of-another-cluster", cluster: "shop").plan.network.settings.prefixDelegation)
    #expect(try read("addon-without-cluster").plan.network.settings.prefixDelegation)
  }

  /// The tags of subnets in a state select them for Karpenter.
  @Test func tagsSelectSubnets() throws {
    let pool = """
      apiVersion: karpenter.sh/v1
      kind: NodePool
      metadata: {name: default}
      spec:
        limits: {cpu: 8}
        template:
          spec:
            nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
            requirements: [{key: node.kubernetes.io/instance-type, operator: In, values: [m5.large]}]
      ---
      apiVersion: karpenter.k8s.aws/v1
      kind: EC2NodeClass
      metadata: {name: default}
      spec:
        amiSelectorTerms: [{alias: al2023@latest}]
        subnetSelectorTerms: [{tags: {karpenter.sh/discovery: "*"}}]
      """
    let plan = try read("discovery-tags", with: [SourceFile(name: "pool.yaml", bytes: Array(pool.utf8))]).plan
    #expect(plan.nodeGroups.first { $0.name == "default" }?.subnets == ["a", "b"])
  }

  /// The default version of a launch template may be older than the one that the file shows.
  @Test func defaultVersions() throws {
    let group = try #require(try read("default-version").plan.incompleteGroups.first)
    #expect(group.unknown.contains(.instanceTypes))
  }

  /// The NodePools of EKS Auto Mode have the types that EKS gives them, by whatever file they are known.
  @Test func autoModeOfAState() throws {
    let groups = try read("auto-mode-state").plan.nodeGroups
    #expect(groups.map(\.name) == ["general-purpose", "system"] && groups.allSatisfy { $0.instanceTypes.count > 100 })
  }
}
