import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// What nodes and the DaemonSet of the CNI say.
@Suite struct KubernetesNodeTests {
  private typealias Text = KubernetesText

  private func plan(_ items: [String], with files: [SourceFile] = []) throws -> ImportedPlan {
    try importPlan(files + [Text.list(items)])
  }

  /// Nodes with the same label are a group; their zones are known, and their blocks are not.
  @Test func groupsOfNodes() throws {
    let imported = try plan([
      Text.node("n1"), Text.node("n2", zone: "eu-central-1b"),
      Text.node("n3", type: "c5.xlarge", group: "", pods: "58"),
      Text.node("n4", group: "", labels: #""karpenter.sh/nodepool": "spot", "karpenter.sh/capacity-type": "spot""#),
      Text.node("n5", group: "", labels: #""alpha.eksctl.io/nodegroup-name": "own""#, image: "Bottlerocket OS 1.20"),
    ])
    let groups = imported.plan.nodeGroups
    #expect(groups.map(\.name) == ["general", "own", "spot", "ungrouped-c5-xlarge"])
    #expect(groups.map(\.manager) == [.managed, .selfManaged, .karpenter, .selfManaged])
    #expect(groups.map(\.desiredSize) == [2, 1, 1, 1])
    #expect(groups.map(\.isMaxSizeUnknown) == [true, true, true, true])
    #expect(groups[0].subnets == ["nodes-eu-central-1a", "nodes-eu-central-1b"])
    #expect(groups[1].amiFamily == .bottlerocket && groups[2].capacityType == .spot)
    #expect(imported.plan.region.code == "eu-central-1" && imported.plan.name == "cluster")
    #expect(imported.plan.kubernetesVersion?.description == "1.31")
    #expect(imported.findings.contains { $0.hasPrefix("unknown HR-SUB-003") })
  }

  /// Nodes beside the descriptions of AWS are those of the groups that it describes.
  @Test func nodesOfTheShop() throws {
    let nodes = Text.list([Text.node("n1", group: "general"), Text.node("n2", group: "general")], name: "nodes.json")
    let (alone, both) = (try importPlan(Shop.files()), try importPlan(Shop.files() + [nodes]))
    #expect(both.plan.nodeGroups.map(\.name) == alone.plan.nodeGroups.map(\.name))
    #expect(both.plan.nodeGroups.first { $0.name == "general" }?.currentMaxPods == 29)
  }

  /// What the nodes have counts, and a finding says what new ones would have.
  @Test func maxPodsOfNodes() throws {
    let imported = try plan([Text.node("n1", pods: "110"), Text.node("n2", pods: "60")])
    #expect(PlanAnalysis(of: imported.plan).groups[0].profile.maxPods == 60)
    #expect(imported.findings.contains("warn HR-POD-011 general"))
    #expect(imported.notes.contains { $0.contains("from 60 to 110") })
    // Another setting of the network asks for new nodes.
    let change = try #require(PlanChange("cni.env.ENABLE_PREFIX_DELEGATION=true"))
    let changed = try importPlan([Text.list([Text.node("n1", pods: "29")])], changes: [change])
    #expect(PlanAnalysis(of: changed.plan).groups[0].profile.maxPods == 110)
  }

  @Test func twoNodesOnOneInstance() {
    #expect { try plan([Text.node("n1", instance: "1"), Text.node("n2", instance: "1")]) } throws: {
      "\($0)".contains("the nodes n1 and n2 are both on the instance i-1")
    }
  }

  /// Nodes that are not of EC2 are not part of the plan, and Fargate's are those of its profile.
  @Test func otherMachines() throws {
    func other(_ name: String, _ provider: String) -> String {
      Text.node(name, group: "").replacing("aws:///eu-central-1a/i-\(name)", with: provider)
    }
    let imported = try plan([
      Text.node(), other("h", "eks-hybrid:///eu-central-1/c/mi-1"),
      other("s", "aws:///eu-central-1a/sagemaker/cluster/i-9"),
      other("f", "aws:///eu-central-1a/0ab/fargate-ip-10-0-0-1"),
      Text.pod("jobs-1", node: "f", metadata: #""labels": {"eks.amazonaws.com/fargate-profile": "jobs"}"#),
    ])
    #expect(imported.plan.nodeGroups.map(\.name) == ["general", "jobs"])
    #expect(imported.plan.nodeGroups[1].manager == .fargate)
    #expect(imported.plan.workloads.map(\.nodeGroups) == [["jobs"]])
    #expect(
      imported.notes.contains { $0.contains("1 hybrid node") } && imported.notes.contains { $0.contains("HyperPod") })
  }

  // MARK: The CNI

  /// A variable that is absent has the default of the program, and other containers have variables of their own.
  @Test func absentVariables() throws {
    let network = try plan([Text.node(), Text.agent([])]).plan.network
    #expect(network.environment.defaults == .binary)
    #expect(network.settings.warmENITarget == 1 && network.settings.warmPrefixTarget == 0)
    #expect(!network.settings.prefixDelegation && !network.settings.ipv6)
    let twice = [Text.variable("WARM_IP_TARGET", "2"), Text.variable("WARM_IP_TARGET", "5")]
    #expect(try plan([Text.node(), Text.agent(twice)]).plan.network.settings.warmIPTarget == 5)
  }

  @Test func valuesFromElsewhere() throws {
    let variable = #"{"name": "WARM_IP_TARGET", "valueFrom": {"configMapKeyRef": {"name": "c", "key": "k"}}}"#
    let imported = try plan([Text.node(), Text.agent([variable, Text.variable("AWS_SECRET", "S3CR3T")])])
    #expect(imported.plan.remarks.contains { $0.kind == .notInFiles && $0.message.contains("WARM_IP_TARGET") })
    #expect(imported.plan.network.environment.variables.isEmpty)
  }

  /// The DaemonSet counts before the add-on, and what a file of eksctl wants counts before both.
  @Test func precedence() throws {
    let agent = Text.agent([Text.variable("WARM_ENI_TARGET", "2")])
    let addon = SourceFile(
      name: "addon.json",
      bytes: Array(
        #"{"addon": {"addonName": "vpc-cni", "clusterName": "dev", "configurationValues": "{\"env\":{\"WARM_ENI_TARGET\":\"3\"}}"}}"#
          .utf8))
    let live = try plan([Text.node(), agent], with: [addon])
    #expect(live.plan.network.settings.warmENITarget == 2)
    #expect(live.plan.remarks.contains { $0.kind == .drift && $0.message.contains("WARM_ENI_TARGET is 3 there and 2") })
    let wanted = clusterConfig(
      "{name: general}", "addons: [{name: vpc-cni, configurationValues: 'env: {WARM_ENI_TARGET: 4}'}]")
    let all = try plan([Text.node(), agent], with: [addon, wanted])
    #expect(all.plan.network.settings.warmENITarget == 4)
    #expect(all.plan.remarks.contains { $0.kind == .drift && $0.message.contains("WARM_ENI_TARGET is 4 there and 2") })
  }

  /// Without the VPC CNI, pods are assumed to have addresses of an overlay.
  @Test func otherPlugins() throws {
    let cilium = """
      {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": "cilium", "namespace": "kube-system", "uid": "u"}, "spec": {}}
      """
    let alone = try plan([Text.node(), cilium])
    #expect(alone.plan.network.kind == .overlay && alone.notes.contains { $0.contains("assumed") })
    #expect(try plan([Text.node(), cilium, Text.agent([])]).plan.network.kind == .chainedCilium)
  }

  /// ENIConfigs count only if the CNI uses them, and may be called otherwise than their zones.
  @Test(arguments: [true, false]) func podSubnets(isUsed: Bool) throws {
    func config(_ name: String, _ subnet: String) -> String {
      #"{"apiVersion": "crd.k8s.amazonaws.com/v1alpha1", "kind": "ENIConfig", "metadata": {"name": "\#(name)", "uid": "u"}, "spec": {"subnet": "\#(subnet)"}}"#
    }
    let imported = try plan([
      Text.node("n1"), Text.node("n2", zone: "eu-central-1b", labels: #""k8s.amazonaws.com/eniConfig": "second""#),
      Text.agent([Text.variable("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", isUsed ? "true" : "false")]),
      config("eu-central-1a", "subnet-1"), config("second", "subnet-2"),
    ])
    let expected = isUsed ? ["eu-central-1a": ["subnet-1"], "eu-central-1b": ["subnet-2"]] : [:]
    #expect(imported.plan.network.eniConfigs == expected)
  }
}
