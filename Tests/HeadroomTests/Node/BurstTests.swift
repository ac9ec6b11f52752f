import HeadroomTestSupport
import Testing

@testable import Headroom

/// The pool of a node to which pods come at once, against ipamd's loop.
@Suite struct BurstTests {
  /// The largest pool of the loop over every number of pods that come one by one before the others come at once.
  private func largest(_ pods: Int, _ policy: PoolPolicy) -> Int {
    func settle(_ loop: inout PoolLoop) {
      for _ in 0..<400 { guard loop.runPass() else { return } }
    }
    var slow = PoolLoop(policy)
    settle(&slow)
    var largest = 0
    for first in 0...pods {
      if first > 0 {
        slow.addPod()
        settle(&slow)
      }
      var fast = slow
      for _ in 0..<(pods - first) { fast.addPod() }
      settle(&fast)
      largest = max(largest, fast.slots.reduce(0, +))
    }
    return largest
  }

  @Test func theBurstIsThatOfTheLoop() {
    var random = SeededGenerator()
    let types = InstanceCatalog.bundled.types.filter { $0.interfaces <= 8 && $0.podSlotsPerInterface <= 30 }
    var larger = 0
    for _ in 0..<150 {
      let type = types.randomElement(using: &random)!
      var settings = CNISettings.chart
      settings.prefixDelegation = Bool.random(using: &random)
      settings.customNetworking = Int.random(in: 0..<5, using: &random) == 0
      settings.podENI = Int.random(in: 0..<5, using: &random) == 0
      settings.warmENITarget = Int.random(in: 1...3, using: &random)
      settings.warmPrefixTarget = Int.random(in: 1...6, using: &random)
      if Bool.random(using: &random) { settings.warmIPTarget = Int.random(in: 1...40, using: &random) }
      if Bool.random(using: &random) { settings.minimumIPTarget = Int.random(in: 1...30, using: &random) }
      let maxPods = Int.random(in: 4...110, using: &random)
      let policy = PoolPolicy(type: type, settings: settings, maxPods: maxPods)
      guard policy.podInterfaces > 0 else { continue }
      let pods = Int.random(in: max(0, maxPods - 30)...maxPods, using: &random)
      let settled = WarmPool(on: type, pods: pods, settings: settings, maxPods: maxPods)
      guard settled.isStable else { continue }
      let burst = WarmPool(afterBurstOn: type, pods: pods, settings: settings, maxPods: maxPods)
      let expected = max(largest(pods, policy), settled.slots.reduce(0, +))
      #expect(burst.slots.reduce(0, +) == expected, "\(type.name) \(pods) of \(maxPods), \(policy)")
      if expected > settled.slots.reduce(0, +) { larger += 1 }
    }
    #expect(larger > 5)
  }
}
