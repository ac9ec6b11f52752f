import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct WarmPoolTests {
  private static func targets(eni: Int = 1, ip: Int = 0, minimum: Int = 0, prefix: Int = 1) -> CNISettings {
    .changed {
      ($0.warmENITarget, $0.warmIPTarget, $0.minimumIPTarget, $0.warmPrefixTarget) = (eni, ip, minimum, prefix)
    }
  }

  /// All rows of `docs/eni-and-ip-target.md` in aws/amazon-vpc-cni-k8s.
  @Test(
    arguments: [
      // type, settings, pods → slots of each interface
      (InstanceType.t3Small, targets(), 0, [3]),
      (.t3Small, targets(), 5, [3, 3, 3]),
      (.t3Small, targets(), 9, [3, 3, 3]),
      (.t3Small, targets(ip: 1, minimum: 1), 0, [1]),
      (.t3Small, targets(ip: 1, minimum: 1), 5, [3, 3]),
      (.t3Small, targets(ip: 1, minimum: 1), 9, [3, 3, 3]),
      (.t3Small, targets(ip: 2, minimum: 5), 0, [3, 2]),  // upstream prints 2,3; the primary interface is filled first
      (.t3Small, targets(ip: 2, minimum: 5), 5, [3, 3, 1]),
      (.t3Small, targets(ip: 2, minimum: 5), 9, [3, 3, 3]),
      (.p3dn24XLarge, targets(), 0, [49]),
      (.p3dn24XLarge, targets(), 3, [49, 49]),
      (.p3dn24XLarge, targets(), 95, [49, 49, 49]),
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 0, [10]),
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 7, [12]),
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 15, [20]),
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 45, [49, 1]),
    ] as [(InstanceType, CNISettings, Int, [Int])])
  func upstreamSecondaryExamples(type: InstanceType, settings: CNISettings, pods: Int, slots: [Int]) {
    let pool = WarmPool(on: type, pods: pods, settings: settings)
    #expect(pool.slots == slots && pool.isStable && pool.waiting == 0)
    #expect(pool.subnetAddresses == slots.count + slots.reduce(0, +))
  }

  /// All rows of `docs/prefix-and-ip-target.md` in aws/amazon-vpc-cni-k8s.
  @Test(
    arguments: [
      // type, settings, pods → prefixes of each interface, unused addresses
      (InstanceType.t3Small, targets(), 0, [1], 16),
      (.t3Small, targets(), 5, [2], 27),
      (.t3Small, targets(), 16, [2], 16),
      (.t3Small, targets(), 17, [3], 31),
      (.t3Small, targets(), 58, [3, 2], 22),
      (.t3Small, targets(ip: 1, minimum: 1), 0, [1], 16),
      (.t3Small, targets(ip: 1, minimum: 1), 5, [1], 11),
      (.t3Small, targets(ip: 1, minimum: 1), 17, [2], 15),
      (.t3Small, targets(ip: 1, minimum: 1), 58, [3, 1], 6),
      (.t3Small, targets(ip: 7, minimum: 20), 0, [2], 32),  // upstream prints 1 prefix and 16 unused, and "2" beside it
      (.t3Small, targets(ip: 7, minimum: 20), 5, [2], 27),
      (.t3Small, targets(ip: 7, minimum: 20), 17, [2], 15),
      (.t3Small, targets(ip: 7, minimum: 20), 58, [3, 2], 22),
      (.p3dn24XLarge, targets(), 0, [1], 16),
      (.p3dn24XLarge, targets(), 3, [2], 29),  // upstream prints 2 interfaces; 49 prefixes fit the first
      (.p3dn24XLarge, targets(), 95, [7], 17),  // upstream prints 3 interfaces
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 0, [1], 16),
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 7, [1], 9),
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 15, [2], 17),
      (.p3dn24XLarge, targets(ip: 5, minimum: 10), 45, [4], 19),  // upstream prints 2 interfaces
    ] as [(InstanceType, CNISettings, Int, [Int], Int)])
  func upstreamPrefixExamples(type: InstanceType, settings: CNISettings, pods: Int, slots: [Int], unused: Int) {
    var settings = settings
    settings.prefixDelegation = true
    let pool = WarmPool(on: type, pods: pods, settings: settings)
    #expect(pool.slots == slots && pool.unusedAddresses == unused && pool.isStable)
  }

  /// Where the first request is cut at max pods the closed form does not hold and the loop is the definition.
  @Test(
    arguments: [
      (InstanceType.c54XLarge, targets(ip: 5, minimum: 40), 20, 20, [29]),  // the formula: 40
      (.m5XLarge, targets(minimum: 20), 12, 12, [14]),  // 20
      (.t3Small, .changed { ($0.prefixDelegation, $0.warmPrefixTarget) = (true, 4) }, 11, 11, [3]),  // 4
    ] as [(InstanceType, CNISettings, Int, Int, [Int])])
  func growthStopsAfterTheStepThatPassedMaxPods(
    type: InstanceType, settings: CNISettings, maxPods: Int, pods: Int, slots: [Int]
  ) {
    #expect(WarmPool(on: type, pods: pods, settings: settings, maxPods: maxPods).slots == slots)
    #expect(
      WarmPool.closedForm(pods: pods, policy: PoolPolicy(type: type, settings: settings, maxPods: maxPods)) == nil)
  }

  /// One by one there are 7 blocks; the same pods in one burst would leave 8.
  @Test func growthIsOnePodAtATime() {
    let settings = CNISettings.changed { ($0.prefixDelegation, $0.warmPrefixTarget) = (true, 2) }
    let pool = WarmPool(on: .m5XLarge, pods: 95, settings: settings, maxPods: 110)
    #expect(pool.prefixes == 7)
  }

  @Test func fromTenPodsOnSomeOfAT3SmallArePending() {
    let pending = (0...11).map { WarmPool(on: .t3Small, pods: $0).waiting }
    #expect(pending == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
  }

  @Test func aMinimumWithoutSpareAddressesStarvesThePodsBeyondIt() {
    let pool = WarmPool(on: .m5Large, pods: 8, settings: Self.targets(minimum: 5))
    #expect(pool.slots == [5] && pool.waiting == 3 && pool.unusedAddresses == 0)
  }

  @Test func trunkAndCustomNetworkingTakeTheirInterfaces() {
    let trunk = WarmPool(on: .m5Large, pods: 9, settings: .changed { $0.podENI = true })
    #expect(trunk.slots == [9, 0, 9])
    let both = WarmPool(on: .m5Large, pods: 5, settings: .changed { ($0.podENI, $0.customNetworking) = (true, true) })
    #expect(both.slots == [0, 9, 0])
    let none = WarmPool(
      on: .m5Large, pods: 5, settings: .changed { ($0.podENI, $0.customNetworking, $0.maxENI) = (true, true, 2) })
    #expect(none.slots == [0, 0] && none.waiting == 5)
  }

  /// 250 nodes with 10 pods each, as the EKS best practices discuss them; the primaries are included.
  @Test(arguments: [(targets(), 30), (targets(ip: 2, minimum: 12), 13), (CNISettings.prefixes, 33)])
  func addressesOfAnM5XLargeWithTenPods(settings: CNISettings, addresses: Int) {
    #expect(WarmPool(on: .m5XLarge, pods: 10, settings: settings).subnetAddresses == addresses)
  }

  @Test func settingsWithoutASettledStateAnswerTheRange() throws {
    let eni = WarmPool(on: .t3Small, pods: 3, settings: Self.targets(eni: 0))
    #expect(!eni.isStable && eni.interfaces == 2 && eni.minimumInterfaces == 1)
    #expect(eni.subnetAddresses == 8 && eni.minimumSubnetAddresses == 4)
    #expect(WarmPool(on: .t3Small, pods: 4, settings: Self.targets(eni: 0)).isStable)
    #expect(WarmPool(on: .t3Small, pods: 0, settings: Self.targets(eni: 0)).isStable)

    let prefix = CNISettings.changed { ($0.prefixDelegation, $0.warmPrefixTarget) = (true, 0) }
    for pods in [0, 16, 32] {
      let pool = WarmPool(on: .m5Large, pods: pods, settings: prefix)
      #expect(!pool.isStable && pool.subnetAddresses - pool.minimumSubnetAddresses == 16)
    }
    #expect(WarmPool(on: .m5Large, pods: 17, settings: prefix).isStable)
    #expect(try #require(eni.unrest).hasPrefix("WARM_ENI_TARGET is 0"))
  }

  @Test func theClosedFormIsTheLoopWhereverItAnswers() {
    var random = SeededGenerator()
    var answered = 0
    for _ in 0..<6000 {
      let type = InstanceCatalog.bundled.types.randomElement(using: &random)!
      let settings = Self.randomSettings(&random)
      let maxPods = Int.random(in: 1...130, using: &random)
      let rules = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
      let pods = Int.random(in: 0...140, using: &random)
      guard let formula = WarmPool.closedForm(pods: pods, policy: rules) else { continue }
      answered += 1
      let loop = WarmPool.grown(pods: pods, policy: rules)
      #expect(formula == loop, "\(type.name) pods \(pods) maxPods \(maxPods) \(settings)")
    }
    #expect(answered > 3000)
  }

  @Test func aRangeIsGrownOnceAndHasThePoolsOfItsNumbers() {
    var random = SeededGenerator()
    for _ in 0..<150 {
      let type = InstanceCatalog.bundled.types.randomElement(using: &random)!
      let settings = Self.randomSettings(&random)
      let pools = WarmPool.pools(on: type, pods: 3...60, settings: settings, maxPods: 70)
      #expect(pools == (3...60).map { WarmPool(on: type, pods: $0, settings: settings, maxPods: 70) })
    }
  }

  @Test func settingsBeyondReasonAreCutNotACrash() {
    let settings = CNISettings.changed { ($0.warmENITarget, $0.maxENI) = (.max, -3) }
    #expect(WarmPool(on: .m5Large, pods: 5, settings: settings).interfaces == 1)
    #expect(WarmPool(on: .m5Large, pods: 5, settings: .changed { $0.warmIPTarget = .min }).steps.count == 3)
  }

  @Test func noNodeHoldsMoreThanItsTypeCan() {
    var random = SeededGenerator()
    for _ in 0..<3000 {
      let type = InstanceCatalog.bundled.types.randomElement(using: &random)!
      let settings = Self.randomSettings(&random)
      let pods = Int.random(in: 0...200, using: &random)
      let pool = WarmPool(on: type, pods: pods, settings: settings)
      #expect(pool.interfaces <= settings.interfaces(on: type))
      #expect(pool.slots.allSatisfy { 0...type.podSlotsPerInterface ~= $0 })
      #expect(pool.waiting >= 0 && pool.unusedAddresses >= 0 && pool.pods - pool.waiting <= pool.podAddresses)
      #expect(pool.podAddresses <= MaxPods(on: type, settings: settings).podAddresses)
      #expect(pool.minimumSubnetAddresses <= pool.subnetAddresses && (pool.isStable || pool.unrest != nil))
    }
  }

  private static func randomSettings(_ random: inout SeededGenerator) -> CNISettings {
    let small = [0, 0, 0, 1, 1, 2, 3, 5, 12, 16, 17, 40, 1_000_000]
    return .changed {
      $0.warmENITarget = [0, 1, 1, 2, 3].randomElement(using: &random)!
      $0.warmIPTarget = Bool.random(using: &random) ? 0 : small.randomElement(using: &random)!
      $0.minimumIPTarget = Bool.random(using: &random) ? 0 : small.randomElement(using: &random)!
      $0.warmPrefixTarget = [0, 1, 1, 2, 4, 9].randomElement(using: &random)!
      $0.prefixDelegation = .random(using: &random)
      $0.customNetworking = Int.random(in: 0..<4, using: &random) == 0
      $0.podENI = Int.random(in: 0..<4, using: &random) == 0
      $0.maxENI = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...5, using: &random) : nil
    }
  }
}
