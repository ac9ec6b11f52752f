import Testing

@testable import Headroom
@testable import HeadroomImport

/// The requirements of NodePools.
@Suite struct NodeRequirementTests {
  /// Each operator on a value, on a value that is no number, and on a label that is not there.
  ///
  /// Source: `Intersects` in `pkg/scheduling/requirements.go` of kubernetes-sigs/karpenter: a label that is not there meets
  /// `NotIn` and `DoesNotExist` only.
  @Test(
    arguments: [
      // operator, values, on "5", on "x", on no label
      ("In", ["5", "6"], true, false, false), ("In", ["6"], false, false, false), ("NotIn", ["5"], false, true, true),
      ("NotIn", [], true, true, true), ("Exists", [], true, true, false), ("DoesNotExist", [], false, false, true),
      ("Gt", ["4"], true, false, false), ("Gt", ["5"], false, false, false), ("Lt", ["6"], true, false, false),
      ("Lt", ["5"], false, false, false), ("Gte", ["5"], true, false, false), ("Gte", ["6"], false, false, false),
      ("Lte", ["5"], true, false, false), ("Lte", ["4"], false, false, false),
    ] as [(String, [String], Bool, Bool, Bool)])
  func operators(word: String, values: [String], onFive: Bool, onText: Bool, onNone: Bool) throws {
    let comparison = try #require(NodeRequirement.Operator(rawValue: word))
    let requirement = try #require(NodeRequirement("k", comparison, values))
    #expect(requirement.allows("5") == onFive && requirement.allows("x") == onText)
    #expect(requirement.allows(nil) == onNone)
  }

  @Test(
    arguments: [
      ("In", []), ("Gt", []), ("Gt", ["1", "2"]), ("Lt", ["-1"]), ("Gte", ["1.5"]), ("Lte", ["99999999999999999999"]),
    ] as [(String, [String])])
  func valuesThatTheAPIRefuses(word: String, values: [String]) throws {
    #expect(NodeRequirement("k", try #require(NodeRequirement.Operator(rawValue: word)), values) == nil)
  }

  @Test func whatIsNotKnownDecidesNothing() throws {
    let isIn = try #require(NodeRequirement("k", .isIn, ["amd", "intel"]))
    #expect(isIn.allows(.unknown) == nil)
    #expect(isIn.allows(.oneOf(["amd", "intel"])) == true)
    #expect(isIn.allows(.oneOf(["amd", "aws"])) == nil)
    #expect(isIn.allows(.oneOf(["aws"])) == false)
    #expect(NodeRequirement("beta.kubernetes.io/arch", .exists)?.key == "kubernetes.io/arch")
  }

  /// Source: `instanceTypeScheme`; the names are EC2's.
  @Test(arguments: [
    ("m5.large", "m", "5", "m5", "large"), ("c6gn.16xlarge", "c", "6", "c6gn", "16xlarge"),
    ("u-6tb1.metal", "u", "1", "u-6tb1", "metal"), ("u7i-12tb.224xlarge", "u", "7", "u7i-12tb", "224xlarge"),
    ("hpc6a.48xlarge", "hpc", "6", "hpc6a", "48xlarge"), ("im4gn.large", "im", "4", "im4gn", "large"),
    ("x2iedn.metal", "x", "2", "x2iedn", "metal"), ("m7i-flex.large", "m", "7", "m7i-flex", "large"),
    ("m8azn.metal-24xl", "m", "8", "m8azn", "metal-24xl"), ("nonsense", "", "", "", ""), ("u-6.x", "", "", "u-6", "x"),
    ("5m.large", "", "", "5m", "large"), (".", "", "", "", ""),
  ])
  func partsOfNames(name: String, category: String, generation: String, family: String, size: String) {
    let parts = EC2TypeName(name)
    #expect(parts.category ?? "" == category && parts.generation ?? "" == generation)
    #expect(parts.family ?? "" == family && parts.size ?? "" == size)
  }

  /// The labels of types as Karpenter's reference lists them.
  ///
  /// Source: website, reference/instance-types.md of aws/karpenter-provider-aws.
  @Test(arguments: [
    ("m5.large", "instance-category", NodeAttribute.known("m")), ("m5.large", "instance-memory", .known("8192")),
    ("m5.large", "instance-cpu", .known("2")), ("m5.large", "instance-hypervisor", .known("nitro")),
    ("a1.metal", "instance-hypervisor", .known("")), ("c4.large", "instance-hypervisor", .known("xen")),
    ("a1.medium", "instance-cpu-manufacturer", .known("aws")),
    ("c5.large", "instance-cpu-manufacturer", .known("intel")),
    ("m6a.large", "instance-cpu-manufacturer", .known("amd")),
    ("g5.xlarge", "instance-cpu-manufacturer", .oneOf(["amd", "intel"])),
    ("c5.large", "instance-network-bandwidth", .known("750")), ("m5.large", "instance-gpu-count", .known(nil)),
    ("g4dn.12xlarge", "instance-gpu-count", .known("4")), ("g4dn.12xlarge", "instance-gpu-memory", .known("16384")),
    ("g4dn.xlarge", "instance-gpu-name", .known("t4")), ("g4dn.xlarge", "instance-gpu-manufacturer", .known("nvidia")),
    ("g4ad.xlarge", "instance-gpu-name", .known("radeon-pro-v520")), ("m5d.large", "instance-local-nvme", .known("75")),
    ("m5.large", "instance-local-nvme", .known(nil)), ("d2.xlarge", "instance-local-nvme", .unknown),
    ("inf2.xlarge", "instance-accelerator-count", .known("1")), ("m5.large", "instance-accelerator-name", .known(nil)),
    ("inf2.xlarge", "instance-accelerator-manufacturer", .known("aws")),
    ("m5.large", "instance-ebs-bandwidth", .unknown),
    ("m5.large", "instance-encryption-in-transit-supported", .unknown),
  ])
  func labelsOfTypes(name: String, end: String, attribute: NodeAttribute) throws {
    let type = try #require(InstanceCatalog.bundled[name])
    for prefix in ["karpenter.k8s.aws/", "eks.amazonaws.com/"] {
      #expect(InstanceTypeLabels.isOne(prefix + end))
      #expect(InstanceTypeLabels.attribute(prefix + end, of: type) == attribute)
    }
  }

  @Test func labelsOfKubernetes() throws {
    let intel = try #require(InstanceCatalog.bundled["m5.large"])
    let graviton = try #require(InstanceCatalog.bundled["m6g.large"])
    #expect(InstanceTypeLabels.attribute("kubernetes.io/arch", of: intel) == .known("amd64"))
    #expect(InstanceTypeLabels.attribute("kubernetes.io/arch", of: graviton) == .known("arm64"))
    #expect(InstanceTypeLabels.attribute("node.kubernetes.io/instance-type", of: intel) == .known("m5.large"))
    #expect(!InstanceTypeLabels.isOne("capacity-spread") && !InstanceTypeLabels.isOne("karpenter.k8s.aws/instance-foo"))
  }

  /// Source: Amazon EC2 API Reference, `Filter`.
  @Test(arguments: [
    ("shop", "shop", true), ("shop", "Shop", false), ("*", "", true), ("s*p", "shop", true), ("s*p", "shopping", false),
    ("*private*", "my-private-a", true), ("?", "a", true), ("?", "", false), ("a?c", "abc", true), ("\\*", "*", true),
    ("\\*", "a", false), ("\\\\", "\\", true), ("", "", true), ("", "a", false), ("***a", "bca", true),
    ("a\\", "a", true),
  ])
  func wildcards(pattern: String, text: String, matches: Bool) {
    #expect(SubnetSelector.matches(pattern, text) == matches)
  }

  @Test func wildcardsTakeNoLongForHostilePatterns() {
    let pattern = String(repeating: "*a", count: 1000) + "b"
    #expect(!SubnetSelector.matches(pattern, String(repeating: "a", count: 4000)))
  }

  /// Source: `quantity.go` of k8s.io/apimachinery.
  @Test(arguments: [
    ("100", 100_000), ("500m", 500), ("1k", 1_000_000), ("1.5", 1500), ("1e3", 1_000_000), ("1E3", 1_000_000),
    ("12e-1", 1200), ("1Ki", 1_024_000), ("0.5Gi", 536_870_912_000), ("1u", 0), ("1n", 0), ("0", 0), ("0E", 0),
    (".5", 500), ("5.", 5000), ("+5", 5000), ("2M", 2_000_000_000), ("1000000000000000000n", 1_000_000_000_000),
    ("0000000000000000000000000000000000000007", 7000), ("1e-400", 0),
  ])
  func quantities(text: String, thousandths: Int) {
    #expect(KarpenterQuantity(text) == .thousandths(thousandths), "\(text)")
  }

  @Test(arguments: ["1E", "1Ei", "9e99", "99999999999999999999", "8Ei", "1e999999999999999999", "999999P"])
  func hugeQuantities(text: String) {
    // An exponent that is no number at all is no quantity; any other is at least huge.
    #expect(KarpenterQuantity(text) == .huge, "\(text)")
  }

  @Test(arguments: ["", "-1", "1 k", "k", "1kk", "1.2.3", ".", "1e", "1e+", "١", "0x10", "++5", "1,5", "unlimited"])
  func whatIsNoQuantity(text: String) { #expect(KarpenterQuantity(text) == nil, "\(text)") }
}
