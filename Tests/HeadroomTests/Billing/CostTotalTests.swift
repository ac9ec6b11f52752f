import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct CostTotalTests {
  /// A plan with an ALB, an NLB, a NAT gateway and egress in a region.
  private func complete(_ region: String) throws -> ClusterPlan {
    try ClusterPlan(name: "complete", region: Region(region)!) {
      $0.subnets = ["a", "b"].enumerated().map { place, zone in
        Subnet(
          name: zone, zone: region + zone, block: try? IPv4CIDR(parsing: "10.0.\(place).0/24"))
      }
      $0.nodeGroups = [NodeGroup(name: "ng", instanceTypes: [.t3Medium], subnets: ["a", "b"], desiredSize: 4)]
      $0.workloads = [Workload(name: "web", replicas: 4)]
      var service = KubernetesService(name: "web", workload: "web")
      service.clients = .internet
      service.volume = TrafficVolume(request: .gigabytes(10), response: .gigabytes(500))
      service.loadBalancers = [LoadBalancer(.alb), LoadBalancer(.nlb)]
      $0.services = [service, internalService]
      var nat = NetworkUse.NATGateways(zones: [region + "a"])
      (nat.outbound, nat.inbound) = (.gigabytes(20), .gigabytes(80))
      $0.networkUse.natGateways = nat
    }
  }

  private var internalService: KubernetesService {
    var service = KubernetesService(name: "api", workload: "web")
    service.clients = .nodes
    service.volume = TrafficVolume(request: .gigabytes(100), response: .gigabytes(900))
    return service
  }

  private func missing(_ region: String) throws -> Set<String> {
    Set(Assessment(of: try complete(region)).cost.missingPrices.map(\.meter.rawValue))
  }

  @Test func twentySevenRegionsHaveATotal() throws {
    let regions = Region.knownCodes.filter { InstancePrices.bundled(for: Region($0)!)["t3.medium"] != nil }
    let missing = try regions.map { ($0, try self.missing($0)) }
    #expect(missing.count { $0.1.isEmpty } == 27, "\(missing.filter { !$0.1.isEmpty })")
    let crossing = missing.filter { $0.1 == ["cross_az_in", "cross_az_out"] }.map(\.0)
    #expect(
      Set(crossing) == [
        "ap-east-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-6", "ap-southeast-7", "eu-central-2",
        "eu-south-2", "me-central-1", "mx-central-1",
      ])
  }

  @Test func aMissingPriceLeavesTheSubtotal() throws {
    let assessment = Assessment(of: try complete("eu-south-2"))
    let cost = assessment.cost
    #expect(cost.total.costPerMonth == nil && cost.total.subtotal > Money("100", currency: .usd)!)
    #expect(cost.missingPrices.map(\.meter) == [.crossAZIn, .crossAZOut])
    #expect(cost.missingPrices[0].remedy.contains("--assume-cross-az"))
    var prices = Prices.bundled(for: Region("eu-south-2")!)
    prices.meters = prices.meters.assumingCrossZonePrice()
    let assumed = Assessment(of: try complete("eu-south-2"), prices: prices).cost
    #expect(assumed.missingPrices.isEmpty)
    let crossing = assumed.lines.filter { $0.meter == .crossAZOut || $0.meter == .crossAZIn }.compactMap(\.cost)
    let sum = crossing.reduce(cost.total.subtotal) { ($0 + $1)! }
    #expect(assumed.total.costPerMonth == sum)
  }

  /// China has its own currency, and most of its prices are not known.
  @Test func chinaNamesWhatItLacks() throws {
    let cost = Assessment(of: try complete("cn-north-1")).cost
    #expect(cost.currency == .cny && cost.total.costPerMonth == nil && cost.total.subtotal.currency == .cny)
    let missing = Set(cost.missingPrices.map(\.meter.rawValue))
    #expect(missing.isSuperset(of: ["alb_hour", "nlb_hour", "nat_gateway_gb", "eks_cluster_standard", "cross_az_in"]))
    #expect(missing.isDisjoint(with: ["ec2_hour:t3.medium", "internet_out"]))
    let remedy = cost.missingPrices.first { $0.meter == .albHour }?.remedy
    #expect(remedy?.contains("--region cn-northwest-1 --service-code AWSELB") == true)
  }

  /// A total is the sum of its lines and of its parts, to a billionth, for random plans in both currencies.
  @Test(arguments: ["ap-northeast-2", "cn-north-1"])
  func totalsAreSums(region: String) throws {
    var random = SeededGenerator()
    for _ in 0..<100 {
      let capacity = RandomPlan.capacity(&random)
      let plan = try capacity.inRegion(region).changing { draft in
        draft.services = [internalService]
        draft.workloads.append(Workload(name: "web", replicas: 3))
        draft.discounts[.onDemand] = Discount("\(Int.random(in: 0...40, using: &random)).37%")
        var nat = NetworkUse.NATGateways(zones: draft.subnets.map(\.zone))
        nat.outbound = DataVolume(billionths: Int128(Int.random(in: 0...(1 << 50), using: &random)))
        nat.inbound = .gigabytes(1)
        draft.networkUse.natGateways = nat
      }
      let cost = Assessment(of: plan).cost
      func sum(_ amounts: [Money?]) -> Int128 { amounts.reduce(0) { $0 + ($1?.nanounits ?? 0) } }
      #expect(cost.total.subtotal.nanounits == sum(cost.lines.map(\.cost)))
      #expect(cost.peakTotal.subtotal.nanounits == sum(cost.lines.map(\.peakCost)))
      let isComplete = cost.total.costPerMonth != nil && cost.peakTotal.costPerMonth != nil
      for grouping in CostEstimate.Grouping.allCases {
        let shares = cost.shares(by: grouping)
        #expect(sum(shares.map(\.subtotal)) == cost.total.subtotal.nanounits, "\(grouping) \(plan.inShort)")
        #expect(sum(shares.map(\.peakSubtotal)) == cost.peakTotal.subtotal.nanounits, "\(grouping) \(plan.inShort)")
        #expect(shares.allSatisfy(\.isComplete) == isComplete)
      }
      // The peak has at least the nodes of now.
      #expect(cost.peakTotal.subtotal >= cost.total.subtotal, "\(plan.inShort)")
      let weights = cost.lines.map { $0.peakCost?.nanounits ?? .max }
      #expect(weights == weights.sorted(by: >))
    }
  }

  @Test func thePartsOfABillAreNamed() throws {
    let cost = Assessment(of: try complete("eu-central-1")).cost
    #expect(cost.shares(by: .group).map(\.name).sorted() == ["everything else", "ng"])
    #expect(cost.shares(by: .service).map(\.name).sorted() == ["api", "everything else", "web"])
    let zones = cost.shares(by: .zone)
    #expect(zones.map(\.name).sorted() == ["between zones", "eu-central-1a", "eu-central-1b", "no single zone"])
    // The NAT gateway is in zone a, so this zone costs more; its nodes are half of all.
    let (a, b) = (zones.first { $0.name.hasSuffix("1a") }, zones.first { $0.name.hasSuffix("1b") })
    #expect(a!.subtotal > b!.subtotal)
  }
}
