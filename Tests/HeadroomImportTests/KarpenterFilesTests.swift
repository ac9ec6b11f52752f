import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

@testable import Headroom

/// The files that objects of Karpenter stand in.
@Suite struct KarpenterFilesTests {
  private static let limited = Karpenter.pool(spec: "limits: {cpu: 100}")

  // MARK: Lists

  @Test func listsOfTheAPIHaveItemsWithoutKinds() throws {
    let text = """
      {"apiVersion": "v1", "kind": "List", "items": [
       {"apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": {"name": "general", "uid": "1"}, "spec": {"limits": {"cpu": "100"},
        "template": {"spec": {"nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"},
         "requirements": [{"key": "node.kubernetes.io/instance-type", "operator": "In", "values": ["m5.large"]}]}}}}]}
      """
    let classes = """
      {"apiVersion": "karpenter.k8s.aws/v1", "kind": "EC2NodeClassList", "items": [{"metadata": {"name": "default", "uid": "2"},
       "spec": {}, "status": {"subnets": [{"id": "subnet-a", "zone": "eu-central-1a"}]}}]}
      """
    let plan = try importPlan([
      Karpenter.file(text, name: "pools.json"), Karpenter.file(classes, name: "classes.json"), Karpenter.subnets,
    ]).plan
    #expect(plan.nodeGroups.map(\.subnets) == [["shop-private-a"]])
    #expect(PlanAnalysis(of: plan).subnets.reduce(0) { $0 + $1.fullDemand } == 1500)
  }

  // MARK: Hostile input

  @Test(arguments: [
    "kind: NodePool\napiVersion: karpenter.sh/v1\n",
    "kind: NodePool\napiVersion: karpenter.sh/v1\nmetadata: {name: a}\nspec: []\n",
    "kind: NodePool\napiVersion: karpenter.sh/v1\nmetadata: {name: a}\nspec: {template: {spec: {requirements: {a: b}}}}\n",
    "kind: NodePool\napiVersion: karpenter.sh/v1\nmetadata: {name: [a]}\nspec: {limits: {cpu: [1]}}\n",
    "kind: EC2NodeClass\napiVersion: karpenter.k8s.aws/v1\nmetadata: {name: a}\nspec: {subnetSelectorTerms: [{}, a, []]}\n",
    "kind: List\napiVersion: v1\nitems: [{kind: NodePool, apiVersion: karpenter.sh/v1}]\n",
    "kind: NodeClaimList\napiVersion: karpenter.sh/v1\nitems: [1, {metadata: {name: a, uid: b, labels: {karpenter.sh/nodepool: []}}}]\n",
  ])
  func malformedObjects(text: String) {
    // Whatever happens, it is an answer or an error and no trap.
    _ = try? importPlan([Karpenter.file(text), Karpenter.subnets])
  }

  /// Each value in turn replaced by one of another kind: an answer or an error with a position, and no trap.
  @Test func valuesOfOtherKinds() {
    let text = """
      {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "karpenter.sh/v1beta1", "kind": "NodePool",
       "metadata": {"name": "a", "uid": "1"}, "status": {"resources": {"nodes": "3"}}, "spec": {"limits": {"cpu": "100", "nodes": 4},
       "disruption": {"budgets": [{"nodes": "10%", "reasons": ["Drifted"]}]}, "template": {"metadata": {"labels": {"x": "y"}},
       "spec": {"kubelet": {"maxPods": 20, "podsPerCore": 3}, "nodeClassRef": {"name": "d"}, "taints": [{"key": "k"}],
       "requirements": [{"key": "karpenter.k8s.aws/instance-cpu", "operator": "Gt", "values": ["1"]}]}}}},
       {"apiVersion": "karpenter.k8s.aws/v1", "kind": "EC2NodeClass", "metadata": {"name": "d", "uid": "2"}, "spec":
       {"amiFamily": "AL2", "blockDeviceMappings": [{"ebs": {"volumeSize": "9Gi"}}], "subnetSelectorTerms": [{"tags": {"a": "*"}}]},
       "status": {"subnets": [{"id": "subnet-a", "zone": "eu-central-1a", "zoneID": "euc1-az2"}]}},
       {"apiVersion": "karpenter.sh/v1", "kind": "NodeClaim", "metadata": {"name": "c", "uid": "3", "labels":
       {"karpenter.sh/nodepool": "a"}}}]}
      """
    let catalog = InstanceCatalog([.bundled("m5.large"), .bundled("m5.xlarge")])
    func read(_ text: String) {
      do {
        let imported = try importPlan([Karpenter.file(text), Karpenter.subnets], catalog: catalog)
        _ = exportPlan(imported, as: .yaml, name: "p")
      } catch {
        #expect(error.problems.allSatisfy { $0.position != nil }, "\(error)")
      }
    }
    // Every text between quotation marks and every number is replaced.
    let bytes = Array(text.utf8)
    var starts: [Range<Int>] = []
    var opened: Int?
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\"") {
      if let start = opened { starts.append(start..<(place + 1)) }
      opened = opened == nil ? place : nil
    }
    #expect(starts.count > 80)
    for place in starts {
      for other in ["null", "-1", "\"\"", "\"x\"", "[]", "{}", "[[{}]]", "1e999", "\"99999999999999999999\"", "\"9E\""]
      {
        read(
          String(decoding: bytes[..<place.lowerBound] + Array(other.utf8) + bytes[place.upperBound...], as: UTF8.self))
      }
    }
  }

  /// eksctl only installs Karpenter; what its NodePools are, their own files say.
  @Test func poolsOfAClusterWithKarpenter() throws {
    let config = clusterConfig(
      "", "availabilityZones: [eu-central-1a, eu-central-1b]\nkarpenter: {version: \"1.2.0\"}")
    #expect(try importPlan([config]).plan.incompleteGroups.map(\.name) == ["NodePools of Karpenter"])
    let own = Karpenter.ec2Class(terms: "{tags: {kubernetes.io/role/internal-elb: \"*\"}}")
    let both = try importPlan([config, Karpenter.file(Self.limited + own)]).plan
    #expect(both.incompleteGroups.isEmpty && both.nodeGroups.map(\.name) == ["general"])
    #expect(both.nodeGroups[0].subnets.count == 2)
  }

  @Test func theOrderOfFilesAndDocumentsMeansNothing() throws {
    let documents = [
      Self.limited, Karpenter.pool(spec: "limits: {cpu: 9}", name: "b"), Karpenter.ec2Class(),
      Karpenter.ec2Class(name: "other", terms: "{id: subnet-d}"),
    ]
    let one = try importPlan([Karpenter.file(documents.joined()), Karpenter.subnets])
    let two = try importPlan([Karpenter.subnets, Karpenter.file(documents.reversed().joined())])
    #expect(one.plan == two.plan)
    let files = documents.enumerated().map { Karpenter.file($1, name: "\($0).yaml") } + [Karpenter.subnets]
    #expect(try importPlan(files.reversed()).plan == one.plan)
  }

  @Test func tooManyOfEverything() {
    let pools = (0...1000).map { Karpenter.pool(name: "p\($0)") }.joined()
    let terms = (0..<31).map { "{id: subnet-\($0)}" }.joined(separator: ", ")
    let requirements = (0..<101).map { "{key: k\($0), operator: Exists}" }.joined(separator: ", ")
    for (text, message) in [
      (pools, "there are 1001 NodePools; expected at most 1000"),
      (Self.limited + Karpenter.ec2Class(terms: terms), "Karpenter accepts at most 30"),
      (Karpenter.pool(requirements), "there are 101 requirements"),
    ] {
      let error = #expect(throws: PlanError.self) { try Karpenter.plan(text) }
      #expect(error?.description.contains(message) == true, "\(String(describing: error?.description.prefix(300)))")
    }
  }
}
