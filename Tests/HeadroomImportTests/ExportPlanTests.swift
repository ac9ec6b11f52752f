import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@Suite struct ExportPlanTests {
  /// The plan that is read from what was written of another, and the written text.
  private func exported(_ plan: ClusterPlan) throws -> (plan: ClusterPlan, text: String) {
    let files = exportPlan(plan)
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    do {
      let imported = try importPlan([files[0]]) { name in files.dropFirst().first { $0.name == name } }
      return (imported.plan, text)
    } catch {
      Issue.record("\(error)\n\(text)")
      throw error
    }
  }

  @Test(arguments: ["kans-lab", "kans-lab-prefix", "kans-lab-services", "fragmented"])
  func examplesAreReadBack(name: String) throws {
    let file = SourceFile(name: name, bytes: try Repository.bytes(of: "data/examples/\(name).yaml"))
    let plan = try importPlan([file]).plan
    #expect(try exported(plan).plan == plan)
  }

  @Test func everyKeyIsReadBack() throws {
    let matrix = "fromZone,toZone,bytes\nuse1-az1,us-east-1b,123456789\nus-east-1b,us-east-1b,7\n"
    let file = SourceFile(name: "plan.yaml", bytes: Array(fullPlan.utf8))
    let plan = try importPlan([file]) { _ in SourceFile(name: "matrix.csv", bytes: Array(matrix.utf8)) }.plan
    let (again, text) = try exported(plan)
    #expect(again == plan)
    #expect(try exported(again).text == text)
  }

  @Test func namesThatLookLikeSomethingElseStayNames() throws {
    for name in [
      "yes", "null", "~", "1.30", "0x1F", "- a", "a: b", "#", "*x", "&y", "!z", "'", "\"", "é\u{1F600}", " lead",
      "tail ",
      "{", "[a]", "a,b", "%", "@", "`", "=", "<<", "a\nb", "2026-11-27", "on", "y", "\u{0}x", "\u{1B}[31m", "\u{85}",
      "\u{2028}", "a\u{FEFF}", "\u{FFFE}", "\r", "\t",
    ] {
      let plan = try ClusterPlan(name: name, region: Region("us-east-1")!) {
        $0.subnets = [Subnet(name: name, zone: "us-east-1a", block: try? IPv4CIDR(parsing: "10.0.0.0/24"))]
        $0.workloads = [Workload(name: name, replicas: 1)]
        $0.nodeGroups = [NodeGroup(name: name, instanceTypes: [.m5Large], subnets: [name], desiredSize: 1)]
        $0.nodeGroups[0].labels = [name: name]
      }
      #expect(try exported(plan).plan == plan, "\(name)")
    }
  }

  @Test func anyPlanIsReadBack() throws {
    var random = SeededGenerator()
    for _ in 0..<200 {
      let plan = try Self.plan(&random)
      #expect(try exported(plan).plan == plan)
    }
  }

  @Test func equalPlansGiveEqualBytes() throws {
    let plan = try importPlan([SourceFile(name: "plan.yaml", bytes: Array(smallPlan.utf8))]).plan
    let text = String(decoding: exportPlan(plan)[0].bytes, as: UTF8.self)
    #expect(
      text == """
        apiVersion: headroom/v1alpha1
        kind: CapacityPlan
        metadata: {name: small}
        region: ap-northeast-2
        vpc:
          cidrs: [192.168.0.0/16]
          subnets:
          - {name: a, zone: ap-northeast-2a, cidr: 192.168.1.0/24}
          - {name: b, zone: ap-northeast-2b, cidr: 192.168.2.0/24}
        nodeGroups:
        - {name: ng1, instanceTypes: [m5.large], desiredSize: 2, subnets: [a, b]}
        workloads:
        - {name: web, replicas: 3}

        """)
  }

  // MARK: Random plans

  private static func plan(_ random: inout SeededGenerator) throws -> ClusterPlan {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func flag() -> Bool { Bool.random(using: &random) }
    func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? { flag() ? value() : nil }
    func volume() -> DataVolume { DataVolume(gigabytes: "\(number(0...9999)).\(number(1...999_999_999))")! }
    let zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
    let types = InstanceCatalog.bundled.types
    return try ClusterPlan(name: "p\(number(0...9))", region: Region("eu-west-1")!) { draft in
      draft.kubernetesVersion = maybe(KubernetesVersion(1, number(20...36)))
      draft.subnets = (0..<number(1...4)).map { index in
        var subnet = Subnet(
          name: "s\(index)", zone: zones[index % 3], block: try? IPv4CIDR(parsing: "10.\(index).0.0/\(number(18...24))")
        )
        subnet.roles = flag() ? [.nodes] : [.nodes, .loadBalancers, .controlPlane]
        subnet.usedAddressCount = number(0...20)
        if flag() { subnet.tags = ["a\(number(0...3))": "\(number(0...9))"] }
        return subnet
      }
      let names = draft.subnets.map(\.name)
      if flag() {
        draft.network.environment = CNIEnvironment(
          ["WARM_IP_TARGET": "\(number(0...9))"], defaults: flag() ? .chart : .binary)
      }
      draft.nodeGroups = (0..<number(0...3)).map { index in
        var group = NodeGroup(
          name: "g\(index)", instanceTypes: [types.randomElement(using: &random)!],
          subnets: names.filter { _ in flag() })
        if group.subnets.isEmpty { group.subnets = names }
        group.desiredSize = number(0...9)
        group.maxSize = maybe(number(9...20))
        if flag() { group.update.maxUnavailable = flag() ? .percent(number(1...100)) : .count(number(1...9)) }
        if flag() { group.update.strategy = .minimal }
        group.labels = flag() ? ["k": "v\(number(0...9))"] : [:]
        return group
      }
      draft.workloads = (0..<number(1...4)).map { index in
        var workload = Workload(name: "w\(index)", replicas: number(0...50))
        workload.cpu = maybe(CPUAmount(millicores: number(0...4000)))
        workload.memory = maybe(MemoryAmount(bytes: number(0...1 << 33)))
        workload.isSystemCritical = flag()
        workload.maxReplicas = maybe(workload.replicas + number(0...9))
        return workload
      }
      draft.services = draft.workloads.enumerated().filter { _ in flag() }.map { index, workload in
        var service = KubernetesService(name: "v\(index)", workload: workload.name)
        service.volume = maybe(TrafficVolume(request: volume(), response: volume()))
        service.trafficDistribution = maybe("PreferClose")
        if flag() {
          var loadBalancer = LoadBalancer(flag() ? .nlb : .alb)
          loadBalancer.crossesZones = flag()
          loadBalancer.clients = flag() ? .internet : .vpc
          loadBalancer.target = flag() ? .ip : .instance
          service.loadBalancers = [loadBalancer]
          service.clients = flag() ? .vpc : .nodes
        } else {
          service.clients = flag() ? .zones(["eu-west-1a": Double(number(1...9)), "eu-west-1b": 0.25]) : .nodes
        }
        return service
      }
      draft.networkUse.internetEgress = maybe(volume())
      draft.networkUse.paysControlPlane = flag()
      draft.networkUse.prices = flag() ? [.natGatewayGB: Money("0.0\(number(1...99999))", currency: .usd)!] : [:]
      draft.growth = maybe(
        {
          var growth = Growth()
          growth.ratePerMonth = Double(number(0...9999)) / 10_000
          growth.horizon = number(1...60)
          return growth
        }())
      draft.policy.maxUtilization = number(1...100)
      draft.policy.survivesZoneLoss = flag()
    }
  }
}
