import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// Several files of eksctl about one cluster, and a plan file beside them.
@Suite struct ClusterFilesTests {
  /// Node groups often have a file of their own, which describes no network.
  @Test func nodeGroupsHaveFilesOfTheirOwn() throws {
    let network = clusterConfig("{name: a, privateNetworking: true}", AWSText.network)
    let more = SourceFile(name: "zz.yaml", bytes: clusterConfig("{name: b, privateNetworking: true}").bytes)
    for files in [[network, more], [SourceFile(name: "zzz.yaml", bytes: network.bytes), more]] {
      let plan = try importPlan(files).plan
      #expect(plan.subnets.count == 2 && plan.nodeGroups.map(\.name) == ["a", "b"])
      #expect(plan.nodeGroups[1].subnets == ["private-eu-central-1a", "private-eu-central-1b"])
    }
    let other = SourceFile(name: "zz.yaml", bytes: clusterConfig("{name: a, maxSize: 9}").bytes)
    let error = #expect(throws: PlanError.self) { try importPlan([clusterConfig("{name: a, maxSize: 3}"), other]) }
    #expect(error?.description.contains("maxSize of a is 9 here, but 3 at cluster.yaml") == true)
  }

  /// The default VPC of eksctl is not any VPC with the same blocks, and not one that exists.
  @Test func theVPCIsThatOfTheCluster() throws {
    let config = clusterConfig("{name: a}", "availabilityZones: [eu-central-1a, eu-central-1b]")
    func described(_ vpc: String, _ id: String) -> String {
      AWSText.subnet(", \"VpcId\": \"\(vpc)\", \"AvailableIpAddressCount\": 8000", id: id, cidr: "192.168.0.0/19")
    }
    let both = AWSText.subnets(described("vpc-0", "subnet-7"), described("vpc-1", "subnet-8"))
    let error = #expect(throws: PlanError.self) { try importPlan([config, both]) }
    #expect(error?.description.contains("2 subnets in different VPCs have the block 192.168.0.0/19") == true)
    let live = AWSText.json("c.json", AWSText.clusterFile.replacing("subnet-1", with: "subnet-8"))
    let chosen = try importPlan([config, both, live])
    #expect(chosen.plan.subnets.map(\.name) == ["public-eu-central-1a"])
    #expect(chosen.plan.subnets.map(\.available?.count) == [8000])
    // Other VPCs of the account say nothing about one that is still to be made.
    let elsewhere = AWSText.subnets(AWSText.subnet(", \"VpcId\": \"vpc-9\"", cidr: "172.31.0.0/20"))
    #expect(try importPlan([config, elsewhere]).plan.subnets.count == 4)
    // Where the cluster exists, its subnets are not new, and what is in them is not known.
    #expect(
      try importPlan([config, AWSText.json("c.json", AWSText.clusterFile)]).plan.subnets.allSatisfy { $0.isUseUnknown })
  }

  /// The plan file's word replaces what was not known.
  @Test func aPlanAnswersWhatWasNotKnown() throws {
    let plan = """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      metadata: {name: dev}
      vpc: {subnets: [{name: private-eu-central-1a, occupied: [10.0.0.9]}, {name: private-eu-central-1b, usedAddresses: 3}]}
      nodeGroups: [{name: a, instanceTypes: [m5.large]}]
      """
    let config = clusterConfig("{name: a, privateNetworking: true, instanceSelector: {vCPUs: 2}}", AWSText.network)
    let imported = try importPlan([AWSText.json("plan.yaml", plan), config])
    #expect(imported.findings.filter { $0.hasPrefix("unknown") } == [])
    #expect(imported.plan.subnets.map(\.usedAddresses) == [1, 3])
    let text = String(decoding: exportPlan(imported, as: .yaml, name: "p")[0].bytes, as: UTF8.self)
    #expect(!text.contains("not known"))
  }
}
