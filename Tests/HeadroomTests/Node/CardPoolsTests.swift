import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct CardPoolsTests {
  private func plan(_ variables: [String: String], pods: Int, type: String = "p4d.24xlarge") -> ClusterPlan {
    var web = Workload(name: "web", replicas: pods)
    web.usesAllCards = true
    return .sample(
      [.bundled(type)], nodes: 1, blocks: ["10.0.0.0/18"], network: .vpcCNI(variables), workloads: [web],
      reservations: nothingReserved)
  }

  @Test func cardsAreThoseBesideTheDefaultOne() {
    #expect(InstanceType.bundled("p4d.24xlarge").furtherCards == [15, 15, 15])
    #expect(InstanceType.bundled("c6in.32xlarge").furtherCards == [8])
    #expect(InstanceType.m5Large.furtherCards.isEmpty)
  }

  /// At rest each further card has an interface with one address; each pod that asks for all cards takes one more of
  /// each. A p4d.24xlarge has three of them, and 49 addresses for pods on an interface.
  @Test(arguments: [(0, 6), (1, 9), (2, 12), (48, 150), (49, 156)])
  func eachCardHasOneSpareAddress(pods: Int, more: Int) {
    let with = PlanAnalysis(of: plan(["ENABLE_MULTI_NIC": "true", "WARM_IP_TARGET": "1"], pods: pods)).subnets[0].demand
    let without = PlanAnalysis(of: plan(["WARM_IP_TARGET": "1"], pods: pods)).subnets[0].demand
    #expect(with - without == more)
  }

  /// With prefixes an idle card takes one and releases it, for ever; with IPv6 an interface has one IPv4 address.
  @Test func otherModes() {
    let prefixes = PlanAnalysis(
      of: plan(["ENABLE_MULTI_NIC": "true", "ENABLE_PREFIX_DELEGATION": "true"], pods: 0))
    #expect(!prefixes.groups[0].isStable && prefixes.subnets[0].demand == 1 + 16 + 3 * 17)
    var settings = CNISettings.chart
    (settings.multiNIC, settings.ipv6) = (true, true)
    #expect(CardPools(on: .bundled("p4d.24xlarge"), pods: 5, settings: settings).share.addresses == 3)
    settings.multiNIC = false
    #expect(CardPools(on: .bundled("p4d.24xlarge"), pods: 5, settings: settings).share.addresses == 0)
  }

  /// At the peak all pods of a full node may ask for all cards.
  @Test func thePeakCountsThem() {
    let analysis = PlanAnalysis(of: plan(["ENABLE_MULTI_NIC": "true"], pods: 1))
    let full = analysis.groups[0]
    let pods = full.profile.maxPods! - 2
    let each = 1 + pods + (1 + pods).dividedRoundingUp(by: 49)
    let card0 = WarmPool(on: .bundled("p4d.24xlarge"), pods: pods, maxPods: full.profile.maxPods).subnetAddresses
    #expect(full.addressesPerFullNode == card0 + 3 * each)
  }

  @Test func theFleetHoldsThemAtRest() throws {
    let plan = plan(["ENABLE_MULTI_NIC": "true"], pods: 0)
    #expect(try ClusterSimulator(of: plan).moments()[0].addresses == PlanAnalysis(of: plan).subnets[0].demand)
  }
}
