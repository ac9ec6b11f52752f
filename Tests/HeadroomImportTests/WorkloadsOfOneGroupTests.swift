import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// Workloads that run on one of several node groups and that no Service names: CoreDNS, clients of data stores and of
/// load balancers.
@Suite struct WorkloadsOfOneGroupTests {
  private func plan(_ rest: String) throws -> ClusterPlan {
    let text = """
      apiVersion: headroom/v1alpha1
      kind: CapacityPlan
      metadata: {name: z}
      region: us-east-1
      vpc:
        subnets:
          - {name: a, zone: us-east-1a, cidr: 10.0.0.0/22, roles: [nodes, loadBalancers]}
          - {name: b, zone: us-east-1b, cidr: 10.0.4.0/22, roles: [nodes, loadBalancers]}
          - {name: c, zone: us-east-1c, cidr: 10.0.8.0/22, roles: [nodes, loadBalancers]}
      nodeGroups:
        - {name: sys, instanceTypes: [m5.large], desiredSize: 1, subnets: [a]}
        - {name: app, instanceTypes: [m5.large], desiredSize: 6, subnets: [a, b, c]}
      workloads:
        - {name: coredns, replicas: 3, nodeGroups: [sys]}
        - {name: batch, replicas: 4, nodeGroups: [sys]}
        - {name: web, replicas: 6, nodeGroups: [app]}
      \(rest)

      """
    return try importPlan([SourceFile(name: "plan.yaml", bytes: Array(text.utf8))]).plan
  }

  /// All pods of CoreDNS are on the one node of `sys`, which may send 1,024 packets a second to the resolver.
  @Test func packetsOfCoreDNS() throws {
    let findings = Assessment(of: try plan("network: {dns: {queriesPerSecond: 2500}}")).findings
    let finding = try #require(findings.first { $0.code == "HR-DNS-001" })
    #expect(finding.verdict == .fail && finding.message.contains("1024"), "\(finding.message)")
  }

  /// Clients in the zone of the store cross no zone; of clients in all zones two thirds would.
  @Test func clientsOfAStore() throws {
    let store = "{name: db, kind: rds, zones: [us-east-1a], gbPerMonth: 900, clients: CLIENTS}"
    for (clients, gigabytes) in [("{workload: batch}", 0.0), ("{workload: web}", 600)] {
      let plan = try plan("network: {dataStores: [\(store.replacing("CLIENTS", with: clients))]}")
      let lines = PlanTraffic(of: PlanAnalysis(of: plan)).lines.filter { $0.purpose.description.contains("db") }
      #expect(!lines.isEmpty && lines.allSatisfy { abs(($0.quantity?.value ?? -1) - gigabytes) < 0.001 }, "\(lines)")
    }
  }

  /// Clients in one zone, whose DNS answers are of that zone alone, reach the pods there and no others.
  @Test func clientsOfALoadBalancer() throws {
    let service = """
      services:
        - name: web
          workload: web
          clients: {cidr: vpc}
          gbPerMonth: {request: 100, response: 900}
          exposures:
            - {type: nlb, targetType: ip, clients: CLIENTS, clientRoutingPolicy: availability_zone_affinity}
      """
    func busiest(_ clients: String) throws -> Double? {
      let plan = try plan(service.replacing("CLIENTS", with: clients))
      let balancer = PlanTraffic(of: PlanAnalysis(of: plan)).services[0].loadBalancers[0]
      return balancer.routes.flatMap(\.path.loads).map(\.share).max()
    }
    #expect(try busiest("{workload: batch}") == 0.5)
    #expect(try abs((busiest("{workload: web}") ?? 0) - 1 / 6) < 0.001)
  }
}
