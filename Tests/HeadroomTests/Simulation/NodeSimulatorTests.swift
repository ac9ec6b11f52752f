import Headroom
import HeadroomTestSupport
import Testing

@Suite struct NodeSimulatorTests: FreshNodes {
  /// Grown one pod at a time the pool rests where `warm-pool` says, whatever the type and the settings.
  @Test func grownOneByOneItIsTheWarmPool() {
    var random = SeededGenerator()
    let types = ["t3.small", "t3.medium", "m5.large", "m5.xlarge", "c5.4xlarge", "p5.48xlarge"].map(
      InstanceType.bundled)
    for _ in 0..<60 {
      let type = types.randomElement(using: &random)!
      var settings = CNISettings.chart
      settings.prefixDelegation = .random(using: &random)
      settings.customNetworking = Int.random(in: 0..<4, using: &random) == 0 && type.interfaces > 1
      settings.podENI = Int.random(in: 0..<4, using: &random) == 0
      settings.warmENITarget = Int.random(in: 0...3, using: &random)
      settings.warmPrefixTarget = Int.random(in: 0...3, using: &random)
      settings.warmIPTarget = [0, 0, 1, 2, 5, 20].randomElement(using: &random)!
      settings.minimumIPTarget = [0, 0, 3, 10].randomElement(using: &random)!
      let maxPods = Int.random(in: 5...60, using: &random)
      var node = node(type, settings, maxPods: maxPods)
      for pods in 0...Int.random(in: 1...20, using: &random) {
        node.setPods(pods)
        let snapshot = node.settle()
        let pool = WarmPool(on: type, pods: pods, settings: settings, maxPods: maxPods)
        #expect(snapshot.isStable == pool.isStable, "\(type.name) \(settings) \(pods)")
        // A pod that waits for ever ends the growth that the pool describes.
        guard snapshot.isStable, pool.isStable, snapshot.waiting == 0 else { break }
        #expect(snapshot.slots == pool.slots, "\(type.name) \(settings) \(pods)")
        #expect(snapshot.subnetAddresses.upperBound == pool.subnetAddresses && pool.waiting == 0)
      }
    }
  }

  /// Three pods left on three interfaces keep three, where a fresh node with three pods has two.
  @Test func podsThatStayPinTheirInterface() {
    var spread = node(.t3Small, .changed { $0.warmENITarget = 3 }, policy: .spread)
    _ = spread.settle()
    spread.setPods(3)
    #expect(spread.settle().interfaces == 3...3)
    spread.configure(.chart, agent: AgentSettings())
    #expect(spread.settle().interfaces == 3...3)
    var fresh = node(.t3Small)
    fresh.setPods(3)
    #expect(fresh.settle().interfaces == 2...2)
  }

  /// Prefixes with WARM_IP_TARGET 5: 44 pods need four blocks, three on the first interface. At 40 the fourth goes, its
  /// interface stays without a slot until 16 addresses are free elsewhere.
  @Test func anEmptyInterfaceStays() {
    var node = node(.t3Small, .changed { ($0.prefixDelegation, $0.warmIPTarget) = (true, 5) }, maxPods: 110)
    node.setPods(44)
    #expect(node.settle().slots == [3, 1])
    node.setPods(40)
    #expect(node.settle().slots == [3, 0])
    node.setPods(32)
    #expect(node.settle().slots == [3])
  }

  /// Lowering WARM_IP_TARGET from 6 to 2: which free slots go is the policy's choice, and it lasts.
  @Test func whichSlotsAreReleasedLasts() {
    func slots(_ policy: NodeSimulator.Policy) -> [Int] {
      var node = node(.t3Small, .changed { $0.warmIPTarget = 6 }, policy: policy)
      #expect(node.settle().slots == [3, 3])
      node.configure(.changed { $0.warmIPTarget = 2 }, agent: AgentSettings())
      return node.settle().slots
    }
    #expect(slots(.packed) == [2] && slots(.spread) == [0, 2])
  }

  /// Settings without rest: the interface or prefix comes and goes, and both ends are told.
  @Test func restlessSettingsAreWatched() {
    var enis = node(.t3Small, .changed { $0.warmENITarget = 0 })
    enis.setPods(3)
    let snapshot = enis.settle()
    #expect(!snapshot.isStable && snapshot.interfaces == 1...2 && snapshot.subnetAddresses == 4...8)
    var prefixes = node(.m5Large, .changed { ($0.prefixDelegation, $0.warmPrefixTarget) = (true, 0) }, maxPods: 110)
    prefixes.setPods(16)
    #expect(prefixes.settle().subnetAddresses == 17...33)
  }

  /// A freed address rests 30 seconds; meanwhile it counts as warm, and a pod may wait beside it.
  @Test func addressesCool() {
    var node = node(.t3Small, .changed { ($0.warmIPTarget, $0.minimumIPTarget) = (1, 3) }, maxPods: 3)
    node.setPods(3)
    _ = node.settle()
    node.setPods(2)
    node.setPods(3)
    #expect(node.snapshot().waiting == 1 && node.snapshot().coolingAddresses == 1)
    node.advance(seconds: 30)
    #expect(node.snapshot().waiting == 1)
    node.advance(seconds: 10)
    #expect(node.snapshot().waiting == 0)
  }

  /// A burst gains one interface's worth a pass.
  @Test func aBurstGrowsPassByPass() {
    var node = node(.m5Large)
    node.setPods(27)
    #expect(node.snapshot().waiting == 18)
    node.advance(seconds: 5)
    #expect(node.snapshot().waiting == 9)
    node.advance(seconds: 5)
    #expect(node.snapshot().waiting == 0)
  }

  /// A dry subnet: single addresses feed an interface that is there, a new one is all or nothing, and two minutes pass
  /// before the agent asks again.
  @Test func aDrySubnetPausesGrowth() {
    var node = node(.m5Large, subnet: NodeSubnet(freeAddresses: 12, freeBlocks: 0))
    node.setPods(15)
    node.advance(seconds: 60)
    #expect(node.snapshot().slots == [9] && node.snapshot().waiting == 6 && node.subnet.freeAddresses == 3)
    var blocks = self.node(
      .m5Large, .changed { $0.prefixDelegation = true }, maxPods: 110,
      subnet: NodeSubnet(freeAddresses: 200, freeBlocks: 2))
    blocks.setPods(40)
    let snapshot = blocks.settle()
    #expect(snapshot.prefixes == 2 && snapshot.waiting == 8)  // free addresses are no free blocks
  }

  @Test func refusalsAndCordonsStopGrowth() {
    var refused = node(.m5Large)
    refused.refuse(seconds: 60)
    refused.setPods(20)
    refused.advance(seconds: 55)
    #expect(refused.snapshot().slots == [9])
    refused.advance(seconds: 20)
    #expect(refused.snapshot().waiting == 0)
    var cordoned = node(.m5Large)
    cordoned.cordon(true)
    cordoned.setPods(20)
    cordoned.advance(seconds: 300)
    #expect(cordoned.snapshot().slots == [9])
    cordoned.cordon(false)
    cordoned.advance(seconds: 10)
    #expect(cordoned.snapshot().waiting == 0)
  }

  /// Turning prefixes on: slots with pods of the old mode stay and are not counted; unused ones go at the restart.
  @Test func anotherModeLeavesPodsWhereTheyAre() {
    var node = node(.m5Large, maxPods: 110)
    node.setPods(5)
    _ = node.settle()
    node.configure(.changed { $0.prefixDelegation = true }, agent: AgentSettings())
    let snapshot = node.settle()
    #expect(snapshot.assigned == 5 && snapshot.prefixes == 1 && snapshot.podAddresses == 16)
    #expect(snapshot.slots == [6])
  }

  /// Turning prefixes off again: a prefix goes with its last pod, while single addresses of the mode before stay.
  @Test func aPrefixGoesWithItsLastPod() {
    var node = node(.m5Large, .changed { $0.prefixDelegation = true }, maxPods: 110)
    node.setPods(5)
    _ = node.settle()
    node.configure(.changed { $0.warmIPTarget = 2 }, agent: AgentSettings())
    #expect(node.snapshot().prefixes == 1 && node.snapshot().podAddresses == 2)
    node.setPods(0)
    #expect(node.snapshot().prefixes == 0)
  }

  /// WARM_PREFIX_TARGET keeps an interface while too few slots elsewhere are without a pod; single addresses that the mode
  /// before left count among them, though they are no prefixes.
  @Test func emptySlotsOfTheModeBeforeLetAnInterfaceGo() {
    var node = node(.t3Small, maxPods: 11, policy: .spread)
    node.setPods(11)
    node.advance(seconds: 65)
    node.configure(.changed { $0.prefixDelegation = true }, agent: AgentSettings())
    node.setPods(0, order: .fifo)
    #expect(node.settle().slots == [3, 1] && node.snapshot().prefixes == 1)
  }

  /// Custom networking: what the primary interface has already serves pods, and it gets no more.
  @Test func adoptedSlotsServePods() {
    var start = NodeSimulator.Start()
    start.addresses = 3
    var node = NodeSimulator(
      type: .m5Large, settings: .changed { ($0.customNetworking, $0.warmIPTarget) = (true, 1) }, start: start,
      subnet: wide, podSubnet: wide)
    node.setPods(3)
    #expect(node.snapshot().waiting == 0 && node.settle().slots == [3, 1])
    // Without custom networking new interfaces draw on the node's subnet, those that are there on their own.
    node.configure(.changed { $0.warmIPTarget = 1 }, agent: AgentSettings())
    let before = node.podSubnet
    node.setPods(12)
    #expect(node.settle().slots == [9, 4] && node.podSubnet?.freeAddresses == before!.freeAddresses - 3)
  }

  @Test func aRefusalKeepsWhatShouldGo() {
    var node = node(.m5Large, .changed { $0.warmIPTarget = 2 })
    node.setPods(8)
    _ = node.settle()
    node.setPods(2)
    node.refuse(seconds: 100)
    node.advance(seconds: 95)
    #expect(node.snapshot().podAddresses == 10)
    node.advance(seconds: 60)
    #expect(node.snapshot().podAddresses == 4)
  }

  @Test(arguments: [("-1", 0), ("0", 1), ("x", 1), ("7", 1)])
  func coolingByTheVariable(value: String, waiting: Int) {
    let environment = CNIEnvironment(["IP_COOLDOWN_PERIOD": value, "MAX_ENI": "1"])
    var node = NodeSimulator(
      type: .t3Small, settings: environment.settings, agent: AgentSettings(environment), subnet: wide)
    node.setPods(3)
    node.setPods(2)
    node.setPods(3)
    #expect(node.snapshot().waiting == waiting)
  }
}
