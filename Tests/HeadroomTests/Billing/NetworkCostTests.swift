import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct NetworkCostTests {
  private func lines(_ change: (inout NetworkUse) -> Void, today: String = "2026-10-01") -> [BillLine] {
    PlanTraffic.of(plan(change), today: today).lines
  }

  private func plan(_ change: (inout NetworkUse) -> Void) -> ClusterPlan {
    .serving(replicas: 3, use: change) { $0.volume = TrafficVolume(request: .zero, response: .zero) }
  }

  private func costs(_ lines: [BillLine], _ prefix: String) -> [String?] {
    lines.filter { $0.meter.rawValue.hasPrefix(prefix) }.map { $0.cost?.formatted() }
  }

  /// One gateway: its hours, both directions processed, and two thirds of both across zones, metered at both ends.
  @Test func oneNATGatewayForAllZones() {
    let lines = lines {
      $0.natGateways = .init(zones: ["ap-northeast-2a"])
      $0.natGateways?.outbound = .gigabytes(100)
      $0.natGateways?.inbound = .gigabytes(900)
    }
    #expect(costs(lines, "nat_gateway") == ["43.07", "59.00"])
    #expect(costs(lines, "cross_az") == ["6.67", "6.67"])
    #expect(lines.first { $0.meter == .internetOut }?.quantity?.number == "0")  // 100 GB are free
    #expect(costs(lines, "public_ipv4") == ["3.65"])
  }

  @Test func aNATGatewayInEveryZoneKeepsTrafficNear() {
    let lines = lines {
      $0.natGateways = .init(zones: ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"])
      $0.natGateways?.outbound = .gigabytes(1100)
      $0.natGateways?.inbound = .zero
    }
    #expect(costs(lines, "nat_gateway") == ["129.21", "64.90"] && costs(lines, "cross_az") == ["0.00", "0.00"])
    #expect(costs(lines, "internet_out") == ["126.00"])
  }

  /// The free allowance first, then tiers: 10,240 × 0.126 + 40,960 × 0.122 + 48,800 × 0.117.
  @Test func tiersCountAfterTheAllowance() {
    let lines = lines { $0.internetEgress = .gigabytes(100_100) }
    #expect(costs(lines, "internet_out") == ["1290.24", "4997.12", "5709.60"])
    #expect(lines.filter { $0.meter == .internetOut }.map(\.quantity?.number) == ["10240", "40960", "48800"])
  }

  /// The third tier begins at 5 PB, which is 5,242,880 GB.
  @Test func interfaceEndpointsHaveThreeTiers() {
    let lines = lines {
      $0.endpoints = [.init(service: "s3", kind: .interface)]
      $0.endpoints[0].zones = ["ap-northeast-2a"]
      $0.endpoints[0].volume = .gigabytes(6_000_000)
    }.filter { $0.meter == .interfaceEndpointGB }
    #expect(lines.map(\.quantity?.number) == ["1048576", "4194304", "757120"])
    #expect(costs(lines, "vpc_interface_endpoint_gb") == ["10485.76", "25165.82", "3028.48"])
  }

  /// A part of the volume beyond the last tier has no price.
  @Test func beyondTheLastKnownTierNothingIsKnown() {
    let first = UnitPrice(
      perUnit: Money("0.01", currency: .usd), unit: "GB", source: "test", asOf: nil, tierTo: 1000 * ExactDecimal.unit)
    let tariff = Tariff(prices: MeterPrices(region: Region("us-east-1")!, prices: [.interfaceEndpointGB: [first]]))
    let lines = tariff.tiers(.interfaceEndpointGB, .interfaceEndpointData, DataVolume.gigabytes(1500).quantity)
    #expect(lines.map(\.quantity?.number) == ["1000", "500"] && lines.map { $0.cost == nil } == [false, true])
  }

  @Test func storesAreBilledOnBothSidesUnlessTold() {
    func lines(_ kind: NetworkUse.DataStore.Kind, _ change: (inout NetworkUse.DataStore) -> Void = { _ in })
      -> [BillLine]
    {
      self.lines {
        var store = NetworkUse.DataStore(name: "db", kind: kind, zones: ["ap-northeast-2a"])
        store.volume = .gigabytes(300)
        change(&store)
        $0.dataStores = [store]
      }.filter { $0.purpose.description.hasPrefix("db") }
    }
    // Two thirds of the clients are in other zones.
    #expect(
      lines(.rds).map(\.quantity?.number) == ["200", "200"]
        && lines(.rds).map { $0.cost?.formatted() } == ["2.00", "2.00"])
    #expect(lines(.rds).map(\.isAssumed) == [false, true])
    #expect(lines(.rds) { $0.isStoreSideBilled = false }.count == 1)
    #expect(lines(.msk).map(\.meter) == [.crossAZOut, .crossAZIn])
    #expect(lines(.msk) { $0.clients = .zones(["ap-northeast-2a": 1]) }.map(\.quantity?.number) == ["0", "0"])
  }

  @Test func gatewaysEndpointsAndRegions() {
    let lines = lines {
      $0.endpoints = [.init(service: "s3", kind: .gateway), .init(service: "ecr.dkr", kind: .interface)]
      $0.endpoints[1].zones = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"]
      $0.endpoints[1].volume = .gigabytes(100)
      $0.transitGateway = .init(attachments: 2, volume: .gigabytes(50))
      $0.interRegion = [.init(to: Region("us-east-1")!, volume: .gigabytes(10))]
      $0.publicIPv4Addresses = 4
    }
    #expect(costs(lines, "gateway_endpoint") == ["0.00"])
    #expect(costs(lines, "vpc_interface_endpoint") == ["28.47", "1.00"])
    #expect(costs(lines, "tgw") == ["102.20", "1.00"] && costs(lines, "inter_region") == ["0.80"])
    #expect(costs(lines, "public_ipv4") == ["14.60"])
  }

  @Test func theControlPlaneCostsMoreInExtendedSupport() throws {
    func line(_ version: String?, _ today: String) throws -> BillLine {
      let base = plan { $0.paysControlPlane = true }
      let plan = try base.changing {
        $0.kubernetesVersion = version.flatMap(KubernetesVersion.init)
      }
      return try #require(PlanTraffic.of(plan, today: today).lines.first)
    }
    #expect(try line("1.34", "2026-10-01").cost?.formatted() == "73.00")
    #expect(try line("1.32", "2026-10-01").cost?.formatted() == "438.00")
    #expect(try line("1.32", "2026-03-22").meter == .controlPlane)
    #expect(try line("1.20", "2026-10-01").purpose == .controlPlane(.ended))
    #expect(try line("1.24", "2026-10-01").purpose == .controlPlane(.ended))
    #expect(try line("1.34", "2026-10-01").isAssumed == false && line(nil, "2026-10-01").isAssumed)
  }

  /// Seoul, three zones: 6,460.5 GB a month for NAT, 581 GB for an endpoint.
  @Test func breakEvens() throws {
    let traffic = PlanTraffic.of(
      plan {
        $0.natGateways = .init(zones: ["ap-northeast-2a"])
        $0.natGateways?.outbound = .gigabytes(5000)
        $0.natGateways?.inbound = .gigabytes(5000)
        $0.endpoints = [.init(service: "ecr.dkr", kind: .interface)]
        $0.endpoints[0].zones = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"]
        $0.endpoints[0].volume = .gigabytes(100)
      }
    )
    let nat = traffic.breakEvens[0]
    #expect(nat.volume.quantity.number == "6460.5" && nat.cheaper == "one in each zone")
    let endpoint = traffic.breakEvens[1]
    #expect(endpoint.volume.quantity.number == "581.020408163" && endpoint.cheaper == "the NAT gateway")
  }

  @Test func podsBoughtForLocalityHaveToBeEarned() throws {
    let plan = ClusterPlan.serving(replicas: 9) {
      $0.clients = .zones(["ap-northeast-2a": 80, "ap-northeast-2b": 10, "ap-northeast-2c": 10])
    }
    // What crosses nothing already buys no pods.
    let close = ClusterPlan.serving(replicas: 9) {
      ($0.clients, $0.trafficDistribution) = (.zones(["ap-northeast-2a": 80, "ap-northeast-2b": 20]), "PreferClose")
    }
    #expect(PlanTraffic.of(close).breakEvens.isEmpty)
    let breakEven = try #require(PlanTraffic.of(plan).breakEvens.first)
    // A pod is one of 29 slots of a node at 0.118 USD an hour.
    #expect(breakEven.planned == .gigabytes(600) && breakEven.cheaper == "more pods", "\(breakEven)")
  }
}
