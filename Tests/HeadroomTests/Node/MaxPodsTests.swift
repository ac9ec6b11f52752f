import Headroom
import HeadroomTestSupport
import Testing

@Suite struct MaxPodsTests {
  /// `eni-max-pods.txt` equals the formula for all 1,391 types that it lists; here over the whole catalogue.
  @Test func everyTypeFollowsTheFormulaOfTheDefaultCard() {
    for type in InstanceCatalog.bundled.types {
      let node = MaxPods(on: type)
      #expect(node.possible == type.interfaces * (type.addressesPerInterface - 1) + 2)
    }
  }

  @Test(arguments: [
    ("p5.48xlarge", 100), ("m5.large", 29), ("t3.medium", 17), ("m8i.large", 59), ("c5.18xlarge", 737),
    ("p4d.24xlarge", 737), ("c6in.32xlarge", 394), ("i7ie.48xlarge", 737),
  ])
  func knownTypes(name: String, pods: Int) {
    #expect(MaxPods(on: .bundled(name)).possible == pods)
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

  @Test func autoModeShowsBothReadingsOfItsDocuments() {
    #expect(
      MaxPodsSetter.autoMode.step(for: MaxPods(on: .m5Large)).arithmetic == "m5.large: 29, or 27 without the 2"
    )
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
