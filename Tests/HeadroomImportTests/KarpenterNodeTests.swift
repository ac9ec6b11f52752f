import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

@testable import Headroom

/// The images, volumes and kubelets of the nodes of NodePools.
@Suite struct KarpenterNodeTests {
  private static let limited = Karpenter.pool(spec: "limits: {cpu: 100}")

  // MARK: Images

  @Test(arguments: [
    ("amiSelectorTerms: [{alias: al2023@latest}]", NodeGroup.AMIFamily.amazonLinux2023),
    ("amiSelectorTerms: [{alias: bottlerocket@v1.20.4}]", .bottlerocket), ("amiFamily: AL2", .amazonLinux2),
    ("amiFamily: Bottlerocket\n  amiSelectorTerms: [{id: ami-1}]", .bottlerocket), ("amiFamily: Custom", .custom),
    ("amiSelectorTerms: [{alias: windows2022@latest}]", .windows),
    ("amiSelectorTerms: [{id: ami-1}]", .amazonLinux2023),
  ])
  func families(spec: String, family: NodeGroup.AMIFamily) throws {
    let group = try Karpenter.plan(Self.limited + Karpenter.ec2Class(spec)).nodeGroups[0]
    #expect(group.amiFamily == family)
    let maxPods = PlanAnalysis(of: try Karpenter.plan(Self.limited + Karpenter.ec2Class(spec))).groups[0].profile
      .maxPods
    #expect(maxPods == (family == .windows ? 110 : 29))
  }

  @Test func anUnknownFamilyIsAnError() {
    let error = #expect(throws: PlanError.self) {
      try Karpenter.plan(Self.limited + Karpenter.ec2Class("amiFamily: Gentoo"))
    }
    #expect(error?.description.contains("'Gentoo' is not a family of machine images") == true)
  }

  /// Windows runs on x86-64 only.
  @Test func windowsHasNoTypesOfGraviton() throws {
    let pool = Karpenter.pool(
      "{key: karpenter.k8s.aws/instance-family, operator: In, values: [m5, m6g]}", spec: "limits: {cpu: 100}")
    let windows = try Karpenter.plan(pool + Karpenter.ec2Class("amiFamily: Windows2022")).nodeGroups[0]
    #expect(windows.instanceTypes.allSatisfy { $0.name.hasPrefix("m5.") } && windows.instanceTypes.count == 9)
  }

  @Test(arguments: [
    ("blockDeviceMappings: [{deviceName: /dev/xvda, ebs: {volumeSize: 200Gi}}]", 200),
    (
      "blockDeviceMappings: [{deviceName: /dev/xvda, ebs: {volumeSize: 4Gi}}, {deviceName: /dev/xvdb, rootVolume: true, ebs: {volumeSize: 50G}}]",
      47
    ),
  ])
  func rootVolumes(spec: String, size: Int) throws {
    #expect(try Karpenter.plan(Self.limited + Karpenter.ec2Class(spec)).nodeGroups[0].rootVolume?.gibibytes == size)
  }

  // MARK: Kubelet

  @Test func maxPods() throws {
    func group(_ kubelet: String) throws -> NodeGroup {
      try Karpenter.plan(Self.limited + Karpenter.ec2Class("kubelet: {\(kubelet)}")).nodeGroups[0]
    }
    #expect(try group("maxPods: 40").declaredMaxPods == 40)
    let expressed = try group("maxPods: \"min(max_pods, vcpus * 8)\"")
    #expect(expressed.declaredMaxPods == nil && expressed.expressedMaxPods(on: .bundled("m5.large")) == 16)
    #expect(try group("podsPerCore: 5").podsPerCore == 5)
    #expect(throws: PlanError.self) { try group("maxPods: 0") }
    let foreign = try Karpenter.plan(Self.limited + Karpenter.ec2Class("kubelet: {maxPods: \"instance_type ~= 'x'\"}"))
    #expect(foreign.incompleteGroups.first?.unknown == [.maxPods])
  }

  /// The API removes the kubelet of a NodePool since v1.
  @Test func aKubeletInTheNodePool() throws {
    func pool(_ version: String) -> String {
      Karpenter.pool(spec: "limits: {cpu: 100}", version: version).replacing(
        "      requirements:", with: "      kubelet: {maxPods: 12}\n      requirements:")
    }
    let old = try Karpenter.plan(pool("v1beta1") + Karpenter.ec2Class())
    #expect(old.nodeGroups[0].declaredMaxPods == 12)
    let new = try Karpenter.plan(pool("v1") + Karpenter.ec2Class())
    #expect(new.nodeGroups[0].declaredMaxPods == nil)
    let remark = try #require(new.remarks.first { $0.kind == .refusedByTool })
    #expect(remark.message.contains("the API removes `kubelet`"), "\(remark.message)")
  }

  @Test func aReferenceOfV1Beta1HasNoGroup() throws {
    for reference in ["name: default", "apiVersion: karpenter.k8s.aws/v1beta1, kind: EC2NodeClass, name: default"] {
      let pool = Karpenter.pool(spec: "limits: {cpu: 100}", version: "v1beta1", class: reference)
      #expect(
        try Karpenter.plan(pool + Karpenter.ec2Class()).nodeGroups[0].subnets.sorted() == [
          "shop-private-a", "subnet-b",
        ])
    }
  }

  @Test(arguments: [
    ("karpenter.sh/v1alpha5", "Provisioner", "expected a NodePool"),
    ("karpenter.k8s.aws/v1alpha1", "AWSNodeTemplate", "expected an EC2NodeClass"),
  ])
  func oldAPIsAreRefused(api: String, kind: String, message: String) {
    let text = "apiVersion: \(api)\nkind: \(kind)\nmetadata: {name: old}\nspec: {}\n"
    let error = #expect(throws: PlanError.self) { try importPlan([Karpenter.file(text), Karpenter.subnets]) }
    #expect(error?.description.contains("\(kind) 'old' is of \(api)") == true, "\(String(describing: error))")
    #expect(error?.description.contains(message) == true)
  }
}
