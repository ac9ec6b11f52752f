import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// The instance types of NodePools that are published.
///
/// The numbers and the sums come from a program in another language that reads `data/instance-types.csv` and applies the
/// same requirements with its own rules: a regular expression for the names, and comparisons of texts and numbers.
@Suite struct KarpenterTypesTests {
  private static func isIn(_ key: String, _ values: String) -> String {
    "{key: \(key), operator: In, values: [\(values)]}"
  }
  private static func label(_ end: String, _ operation: String, _ values: String) -> String {
    "{key: karpenter.k8s.aws/instance-\(end), operator: \(operation), values: [\(values)]}"
  }
  private static let both = isIn("karpenter.sh/capacity-type", "spot, on-demand")
  private static let sizes = label(
    "size", "In", "medium, large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge")

  static let published: [(requirements: [String], count: Int, sum: UInt32)] = [
    // aws/karpenter-provider-aws, examples/v1/general-purpose.yaml
    (
      [
        isIn("kubernetes.io/arch", "amd64"), isIn("kubernetes.io/os", "linux"),
        isIn("karpenter.sh/capacity-type", "on-demand"), label("category", "In", "c, m, r"),
        label("generation", "Gt", "\"2\""),
      ], 714, 3_174_590_642
    ),
    // aws/karpenter-provider-aws, examples/v1/large-instances.yaml
    ([label("cpu", "Gt", "\"3\""), label("memory", "Gt", "\"8191\"")], 1192, 4_075_725_011),
    // awslabs/data-on-eks, infra/terraform/manifests/karpenter/nodepool-general-purpose.yaml: the families m5, m5d, m5n
    // and a1 are listed and dropped by the generation.
    (
      [
        both, isIn("kubernetes.io/arch", "amd64, arm64"), label("category", "In", "m, a"),
        label("family", "In", "m5, m5d, m5n, m6a, m6i, m6id, m6in, m6g, m6gd, m7g, m7gd, m7i, a1"), sizes,
        label("hypervisor", "In", "nitro"), label("generation", "Gt", "\"5\""),
      ], 67, 2_853_137_980
    ),
    // …/nodepool-gpu-g6.yaml
    (
      [
        both, isIn("kubernetes.io/arch", "amd64"), label("category", "In", "g"), label("family", "In", "g5, g6, g6e"),
        label("size", "In", "xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 24xlarge, 48xlarge"),
        label("hypervisor", "In", "nitro"),
      ], 21, 3_855_746_893
    ),
    // …/nodepool-nvme-storage.yaml, which lists families that do not exist
    (
      [
        both, isIn("kubernetes.io/arch", "amd64"),
        label("family", "In", "c6id, c7id, r6id, r7id, m6id, m7id, i4i, c6in"), label("hypervisor", "In", "nitro"),
        label("generation", "Gt", "\"4\""),
      ], 36, 1_830_487_407
    ),
    // …/nodepool-memory-optimized-graviton.yaml
    (
      [
        both, isIn("kubernetes.io/arch", "arm64"), label("category", "In", "r"),
        label("family", "In", "r6g, r6gd, r7g, r7gd"), sizes, label("hypervisor", "In", "nitro"),
        label("generation", "Gt", "\"5\""),
      ], 32, 2_156_031_078
    ),
    // aws/karpenter-provider-aws, website, concepts/nodepools.md
    (
      [
        both, label("category", "In", "c, m, r"), label("cpu", "In", "\"4\", \"8\", \"16\", \"32\""),
        label("hypervisor", "In", "nitro"), label("generation", "Gt", "\"2\""),
        isIn("kubernetes.io/arch", "arm64, amd64"),
      ], 388, 1_890_843_394
    ),
    ([both, label("gpu-name", "In", "t4")], 7, 189_105_998),
  ]

  @Test(arguments: published)
  func publishedPools(requirements: [String], count: Int, sum: UInt32) throws {
    for order in [requirements, requirements.reversed()] {
      let plan = try Karpenter.plan(Karpenter.pool(order.joined(separator: ", ")) + Karpenter.ec2Class())
      let names = plan.nodeGroups[0].instanceTypes.map(\.name)
      #expect(names.count == count)
      let text = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "\n")
      #expect(text.utf8.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) } == sum)
    }
  }

  private func names(_ requirements: String, template: String = "") throws -> [String] {
    let text = Karpenter.pool(requirements, template: template) + Karpenter.ec2Class()
    return try Karpenter.plan(text).nodeGroups[0].instanceTypes.map(\.name)
  }

  private static let m5 = label("family", "In", "m5")

  @Test(arguments: [
    ("", 9), ("{key: karpenter.k8s.aws/instance-size, operator: NotIn, values: [metal]}", 8),
    ("{key: karpenter.k8s.aws/instance-hypervisor, operator: In, values: [nitro]}", 8),
    ("{key: karpenter.k8s.aws/instance-cpu, operator: Gte, values: [\"64\"]}", 3),
    ("{key: karpenter.k8s.aws/instance-cpu, operator: Lte, values: [4]}", 2),
    ("{key: karpenter.k8s.aws/instance-cpu, operator: Lt, values: [\"4\"]}", 1),
    ("{key: karpenter.k8s.aws/instance-gpu-count, operator: DoesNotExist}", 9),
    // What the nodes do not have restricts nothing with NotIn, and minValues is about variety.
    ("{key: karpenter.k8s.aws/instance-gpu-name, operator: NotIn, values: [t4]}", 9),
    ("{key: karpenter.k8s.aws/instance-size, operator: Exists, minValues: 5}", 9),
    // The value cannot be judged.
    ("{key: karpenter.k8s.aws/instance-ebs-bandwidth, operator: Gt, values: [\"4000\"]}", 9),
    // The label is the user's own and restricts pods.
    ("{key: capacity-spread, operator: In, values: [\"1\"]}", 9),
    ("{key: eks.amazonaws.com/instance-size, operator: In, values: [large]}", 1),
    ("{key: beta.kubernetes.io/instance-type, operator: In, values: [m5.large]}", 1),
  ])
  func typesOfAFamily(requirement: String, count: Int) throws {
    #expect(try names(Self.m5 + ", " + requirement).count == count)
  }

  @Test func labelsOfTheTemplateAreRequirements() throws {
    let template = "metadata: {labels: {karpenter.k8s.aws/instance-size: large, team: web}}"
    let text = Karpenter.pool(Self.m5, template: template) + Karpenter.ec2Class()
    let group = try Karpenter.plan(text).nodeGroups[0]
    #expect(group.instanceTypes.map(\.name) == ["m5.large"] && group.labels["team"] == "web")
  }

  @Test func aPoolWithoutTypesIsAnError() {
    func message(_ requirements: String) -> String {
      let error = #expect(throws: PlanError.self) {
        try Karpenter.plan(Karpenter.pool(requirements) + Karpenter.ec2Class())
      }
      return error?.description ?? ""
    }
    let generation = Self.label("generation", "Gt", "\"5\"")
    let both = message(Self.m5 + ", " + generation)
    #expect(both.hasPrefix("pools.yaml:"), "\(both)")
    #expect(
      both.contains(
        """
        no instance type is left for NodePool 'general': the last ones are dropped by karpenter.k8s.aws/instance-family In \
        [m5]; karpenter.k8s.aws/instance-generation Gt 5
        """), "\(both)")
    #expect(message(generation + ", " + Self.m5).contains("instance-generation Gt 5"))
    #expect(message(Self.label("family", "In", "q9")).contains("dropped by karpenter.k8s.aws/instance-family In [q9]"))
    #expect(message(Self.isIn("kubernetes.io/os", "windows")).contains("kubernetes.io/os other than linux"))
    #expect(message(Self.label("family", "Like", "m5")).contains("'Like' is not an operator; expected In, NotIn"))
    #expect(message(Self.label("generation", "Gt", "five")).contains("Gt needs one whole number"))
  }

  /// Types that EC2 no longer sells are left out unless they are named, and types without an offering of Spot too.
  @Test func typesWithoutOfferings() throws {
    let spot = Self.isIn("karpenter.sh/capacity-type", "spot")
    let all = try names(Self.label("cpu", "Exists", ""))
    let onSpot = try names(spot)
    #expect(Set(onSpot).isStrictSubset(of: all))
    #expect(!all.contains { $0.hasPrefix("mac") })
    #expect(try names(Self.label("category", "In", "c, m, r") + ", " + spot).allSatisfy(onSpot.contains))
  }
}
