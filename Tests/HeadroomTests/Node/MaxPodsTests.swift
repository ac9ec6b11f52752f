import Headroom
import HeadroomTestSupport
import Testing

@Suite struct MaxPodsTests {
  /// Type, max pods, and max pods with custom networking, as upstream lists them.
  ///
  /// Source: `misc/eni-max-pods.txt` of aws/amazon-vpc-cni-k8s, commit 01d744a: types of every size that it has.
  @Test(arguments: [
    ("a1.medium", 8, 5), ("a1.large", 29, 20), ("a1.2xlarge", 58, 44), ("a1.metal", 234, 205), ("c1.medium", 12, 7),
    ("c1.xlarge", 58, 44), ("c3.8xlarge", 234, 205), ("c4.large", 29, 20), ("c5.large", 29, 20),
    ("c5.18xlarge", 737, 688), ("c5.9xlarge", 234, 205), ("c5n.metal", 737, 688), ("c6g.medium", 8, 5),
    ("c6in.32xlarge", 394, 345), ("c6in.metal", 394, 345), ("c7i.metal-48xl", 737, 688), ("c7i-flex.large", 29, 20),
    ("c8g.48xlarge", 737, 688), ("d2.8xlarge", 234, 205), ("d3.xlarge", 10, 8), ("d3.2xlarge", 18, 14),
    ("d3.4xlarge", 38, 29), ("d3.8xlarge", 59, 40), ("d3en.6xlarge", 58, 44), ("d3en.8xlarge", 78, 59),
    ("d3en.12xlarge", 89, 60), ("g4ad.2xlarge", 8, 5), ("g4ad.4xlarge", 29, 20), ("g4dn.16xlarge", 58, 44),
    ("g5.xlarge", 58, 44), ("g5.12xlarge", 737, 688), ("g5.48xlarge", 345, 296), ("g6e.12xlarge", 292, 263),
    ("g6e.24xlarge", 492, 443), ("g6e.48xlarge", 492, 443), ("hpc7g.16xlarge", 198, 149), ("i3.metal", 737, 688),
    ("i4i.24xlarge", 437, 408), ("i7ie.12xlarge", 394, 345), ("inf1.2xlarge", 38, 29),
    ("inf1.24xlarge", 321, 292), ("inf2.48xlarge", 737, 688), ("m1.medium", 12, 7), ("m2.2xlarge", 118, 89),
    ("m3.2xlarge", 118, 89), ("m4.large", 20, 11), ("m4.10xlarge", 234, 205), ("m5.large", 29, 20),
    ("m5.8xlarge", 234, 205), ("m5.24xlarge", 737, 688), ("m5zn.6xlarge", 234, 205), ("m6i.xlarge", 58, 44),
    ("m6idn.32xlarge", 394, 345), ("m7g.medium", 8, 5), ("mac1.metal", 234, 205), ("p3.2xlarge", 58, 44),
    ("p3dn.24xlarge", 737, 688), ("p4d.24xlarge", 737, 688), ("p5.48xlarge", 100, 51), ("p5en.48xlarge", 198, 149),
    ("r4.16xlarge", 737, 688), ("r5b.large", 29, 20), ("r6a.48xlarge", 737, 688),
    // Upstream says 737 and 688. EC2's API says since October 2026 that the type has two network cards.
    ("i7ie.48xlarge", 394, 345),
  ])
  func upstreamsNumbers(name: String, pods: Int, custom: Int) {
    #expect(MaxPods(on: .bundled(name)).possible == pods)
    #expect(MaxPods(on: .bundled(name), settings: .custom).possible == custom)
  }

  @Test(arguments: [
    // settings → max pods, recommended, set by a managed node group
    (CNISettings.chart, 29, 29, 29),
    (.custom, 20, 20, 20),
    (.prefixes, 434, 110, 110),
    (.changed { ($0.prefixDelegation, $0.customNetworking) = (true, true) }, 290, 110, 110),
    (.changed { $0.podENI = true }, 20, 20, 29),
    (.changed { ($0.podENI, $0.customNetworking) = (true, true) }, 11, 11, 20),
    (.changed { $0.maxENI = 2 }, 20, 20, 20),
    (.changed { ($0.maxENI, $0.customNetworking) = (1, true) }, 2, 2, 2),
    (.changed { ($0.maxENI, $0.podENI) = (1, true) }, 11, 11, 11),
    (.changed { ($0.ipv6, $0.prefixDelegation) = (true, true) }, 434, 110, 110),
  ])
  func m5LargeInEveryMode(settings: CNISettings, possible: Int, recommended: Int, managed: Int) {
    let node = MaxPods(on: .m5Large, settings: settings)
    #expect(node.possible == possible)
    #expect(node.recommended == recommended)
    #expect(MaxPodsSetter.managed.maxPods(for: node) == managed)
  }

  @Test(arguments: [
    (MaxPodsSetter.managed, 250), (.nodeadm, 737), (.al2, 737), (.bottlerocket, 737), (.karpenter, 737),
    (.autoMode, 110),
  ])
  func eachActorHasItsOwnRule(setter: MaxPodsSetter, pods: Int) {
    #expect(setter.maxPods(for: MaxPods(on: .c518XLarge)) == pods)
    #expect(MaxPods(on: .c518XLarge).recommended == 250)
  }

  @Test func karpenterSubtractsReservedInterfacesAndReachesZero() {
    #expect(MaxPodsSetter.karpenter.maxPods(for: MaxPods(on: .m5Large, reservedInterfaces: 1)) == 20)
    #expect(MaxPodsSetter.karpenter.maxPods(for: MaxPods(on: .m5Large, reservedInterfaces: 3)) == 0)
    #expect(MaxPods(on: .m5Large, reservedInterfaces: 3).possible == 2)
  }

  /// The CNI takes prefixes on bare metal, the service's calculator tests for the Nitro hypervisor only.
  @Test func bareMetalTakesPrefixesThatTheCalculatorDoesNotSee() {
    let node = MaxPods(on: .bundled("m5.metal"), settings: .prefixes)
    #expect(node.possible == 15 * 49 * 16 + 2)
    #expect(MaxPodsSetter.managed.maxPods(for: node) == 250)
    #expect(MaxPodsSetter.managed.maxPods(for: MaxPods(on: .bundled("p5.48xlarge"), settings: .prefixes)) == 250)
  }

  @Test func xenFallsBackToSingleAddresses() {
    let node = MaxPods(on: .bundled("m4.large"), settings: .prefixes)
    #expect(node.possible == 20 && node.fallsBackToSecondaryAddresses && node.addressesPerSlot == 1)
    #expect(node.limitedBy == "addresses; no prefix delegation on this type")
    #expect(
      MaxPods(on: .bundled("m4.large"), settings: .changed { ($0.ipv6, $0.prefixDelegation) = (true, true) }).possible
        == 2)
  }

  @Test func aNodeWithOneInterfaceHasNoTrunk() {
    let node = MaxPods(on: .m5Large, settings: .changed { ($0.podENI, $0.maxENI) = (true, 1) })
    #expect(node.mode == "secondary" && node.possible == 11)
  }

  @Test func ipv6SaysWhatItLacks() {
    let settings = CNISettings.changed { ($0.ipv6, $0.prefixDelegation) = (true, true) }
    #expect(MaxPods(on: .bundled("t2.small"), settings: settings).limit == .noPrefixesForIPv6)
    #expect(MaxPods(on: .bundled("m1.small"), settings: settings).limit == .noIPv6)
    #expect(MaxPods(on: .bundled("t2.small"), settings: settings).podInterfaces == 0)
  }

  /// Auto Mode has no + 2 for the agents, and no setting of the CNI changes its value.
  @Test func autoModeKnowsNoSettings() {
    let custom = CNISettings.changed { $0.customNetworking = true }
    #expect(MaxPodsSetter.autoMode.maxPods(for: MaxPods(on: .m5Large, settings: custom)) == 27)
    let step = MaxPodsSetter.autoMode.step(for: MaxPods(on: .m5Large))
    #expect(step.arithmetic == "m5.large: 27" && step.source.contains("rests on one observation"))
  }

  @Test func anUnknownSizeLeavesTheCapUnknownOnlyWhereItMatters() {
    let type = InstanceType.bundled("c8g-flex.16xlarge")
    #expect(MaxPods(on: type).possible > 110 && MaxPods(on: type).recommended == nil)
    #expect(MaxPodsSetter.managed.maxPods(for: MaxPods(on: type)) == nil)
    #expect(MaxPods(on: .bundled("c8g-flex.medium")).recommended == MaxPods(on: .bundled("c8g-flex.medium")).possible)
  }

  /// The EKS best practices print 244 for 14 × 16 = 224.
  @Test func windowsUsesOneInterface() {
    #expect(MaxPods(on: .m5Large, platform: .windows).possible == 9)
    #expect(MaxPods(on: .m5XLarge, settings: .prefixes, platform: .windows).possible == 224)
    #expect(MaxPodsSetter.managed.maxPods(for: MaxPods(on: .m5Large, platform: .windows)) == 110)
  }

  @Test func stepsPrintTheArithmetic() {
    let node = MaxPods(on: .m5Large, settings: .changed { ($0.prefixDelegation, $0.customNetworking) = (true, true) })
    #expect(
      node.steps.map(\.arithmetic) == [
        "m5.large: 3 − 1 (primary, custom networking) = 2", "2 × (10 − 1) × 16 + 2 = 290",
        "2 vCPUs: min(290, 110) = 110",
      ])
  }

  @Test func noTypeAndNoSettingGivesAnAbsurdNumber() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let type = InstanceCatalog.bundled.types.randomElement(using: &random)!
      let settings = CNISettings.changed {
        $0.prefixDelegation = .random(using: &random)
        $0.customNetworking = .random(using: &random)
        $0.podENI = .random(using: &random)
        $0.maxENI = Bool.random(using: &random) ? nil : Int.random(in: 1...70, using: &random)
      }
      let node = MaxPods(on: type, settings: settings, reservedInterfaces: Int.random(in: 0...3, using: &random))
      #expect(node.possible >= 2 && node.podInterfaces <= type.interfaces)
      #expect((node.recommended ?? 2) <= node.possible)
      #expect(MaxPods(on: type, settings: settings).podAddresses % type.podSlotsPerInterface == 0)
    }
  }
}
