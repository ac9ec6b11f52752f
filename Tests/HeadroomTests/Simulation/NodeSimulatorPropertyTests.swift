import Headroom
import HeadroomTestSupport
import Testing

@Suite struct NodeSimulatorPropertyTests: FreshNodes {
  /// Whatever the order: no fewer interfaces than a fresh node with as many pods, no more than at the peak.
  ///
  /// These are the bounds that the vendor's code keeps with one spare interface or prefix, or with IP targets.
  @Test func historyStaysWithinBounds() {
    var random = SeededGenerator()
    for _ in 0..<80 {
      let type = InstanceType.bundled(
        ["t3.small", "t3.medium", "m5.large", "m5.xlarge"].randomElement(using: &random)!)
      var settings = CNISettings.chart
      settings.prefixDelegation = .random(using: &random)
      settings.warmIPTarget = [0, 1, 2, 5, 12].randomElement(using: &random)!
      settings.minimumIPTarget = settings.warmIPTarget > 0 ? [0, 4, 10].randomElement(using: &random)! : 0
      settings.customNetworking = Int.random(in: 0..<4, using: &random) == 0
      let maxPods = 40
      let start = node(type, settings, maxPods: maxPods)
      let counts = (0..<6).map { _ in Int.random(in: 0...30, using: &random) }
      let events = counts.flatMap { count -> [NodeScenario.Event] in
        [.pods(count, NodeSimulator.Order.allCases.randomElement(using: &random)!), .settle]
      }
      let bounds = NodeScenario(node: start, events: events).bounds(orders: 4, seed: random.next())
      var peak = 0
      for (count, bound) in zip(counts, bounds) {
        let fresh = WarmPool(on: type, pods: count, settings: settings, maxPods: maxPods)
        peak = max(peak, fresh.interfaces)
        #expect(bound.interfaces.lowerBound >= fresh.minimumInterfaces, "\(type.name) \(settings) \(counts)")
        #expect(bound.interfaces.upperBound <= peak, "\(type.name) \(settings) \(counts)")
      }
    }
  }

  /// Lowering WARM_IP_TARGET from 6 to 2 leaves one interface with two addresses, or two with none and two.
  @Test func drawnOrdersComeToBothEnds() {
    let node = node(.t3Small, .changed { $0.warmIPTarget = 6 })
    let fewer = CNIEnvironment(["WARM_IP_TARGET": "2"])
    let bounds = NodeScenario(node: node, events: [.settle, .configure(fewer), .settle]).bounds(orders: 20)
    #expect(bounds.map(\.interfaces) == [2...2, 1...2] && bounds.map(\.subnetAddresses) == [8...8, 3...4])
    #expect(NodeScenario(node: node, events: [.settle]).bounds(orders: 3, seed: 5) == [bounds[0]])
  }

  /// Whatever happens, nothing is lost: the subnet has what the node does not hold, and every pod is somewhere.
  @Test func nothingIsLostWhateverHappens() {
    var random = SeededGenerator()
    for _ in 0..<200 {
      let type = InstanceType.bundled(["t3.small", "m5.large", "m5.xlarge"].randomElement(using: &random)!)
      var settings = CNISettings.chart
      settings.prefixDelegation = .random(using: &random)
      settings.warmIPTarget = Int.random(in: 0...4, using: &random)
      settings.podENI = .random(using: &random)
      let free = Int.random(in: 10...400, using: &random)
      var node = node(
        type, settings, policy: NodeSimulator.Policy.allCases.randomElement(using: &random)!,
        subnet: NodeSubnet(freeAddresses: free, freeBlocks: free / 20))
      for _ in 0..<30 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0...2:
          node.setPods(
            Int.random(in: 0...60, using: &random),
            order: NodeSimulator.Order.allCases.randomElement(using: &random)!)
        case 3: node.advance(seconds: Int.random(in: 0...200, using: &random))
        case 4: node.restart()
        default: node.refuse(seconds: Int.random(in: 0...60, using: &random))
        }
        let snapshot = node.snapshot()
        #expect(node.subnet.freeAddresses + node.subnetAddresses == free + 1)
        #expect(snapshot.assigned <= snapshot.podAddresses && snapshot.interfaces.upperBound <= type.interfaces)
        #expect(node.subnet.freeBlocks * 16 <= node.subnet.freeAddresses)
      }
    }
  }
}
