import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@Suite struct PlanFileTests {
  @Test func theLabIsReadWhole() throws {
    let file = SourceFile(name: "lab", bytes: try Repository.bytes(of: "data/examples/kans-lab.yaml"))
    let imported = try importPlan([file])
    let plan = imported.plan
    #expect(
      plan.kubernetesVersion == KubernetesVersion(1, 30)
        && plan.subnets.map(\.zoneID) == ["apne2-az1", "apne2-az2", "apne2-az3"])
    #expect(plan.nodeGroups[0].instanceTypes.map(\.name) == ["t3.medium"] && plan.nodeGroups[0].peakSize == 3)
    #expect(plan.workloads.map(\.replicas) == [0, 0, 2, 1, 50])
    #expect(imported.position(of: PlanPart(.workload, "nginx"))?.description == "lab:28:5")
    #expect(imported.position(of: PlanPart(.subnet, "public-b", key: "cidr"))?.line == 14)
  }

  @Test func everyKeyIsTaken() throws {
    let text = fullPlan
    #expect(errors(in: text) == "")
    let plan = try importPlan([SourceFile(name: "full", bytes: Array(text.utf8))]).plan
    #expect(plan.kubernetesVersion == KubernetesVersion(1, 30))
    #expect(plan.network.settings.warmPrefixTarget == 0 && plan.network.settings.warmIPTarget == 2)
    #expect(plan.network.eniConfigs == ["us-east-1a": ["pods"], "us-east-1b": ["later"]])
    #expect(plan.subnets[1].usedAddresses == 17 && plan.subnets[3].block == nil)
    #expect(plan.nodeGroups[0].instanceTypes[0].interfaces == 4 && plan.nodeGroups[0].maxPodsSetter == .bottlerocket)
    #expect(plan.workloads[0].cpu?.millicores == 100)
    #expect(plan.reservations[1].peakAddresses == 7 && plan.policy.maxUtilization == 90)
    let unevaluated = Assessment(of: plan).findings.filter { $0.code == "HR-PLN-001" }.compactMap(\.subject.key)
    #expect(unevaluated.isEmpty && plan.policy.survivesZoneLoss)
    #expect(plan.growth?.model == .compound && plan.growth?.ratePerMonth == 0.05 && plan.growth?.horizon == 24)
    #expect(plan.nodeGroups[0].update.maxUnavailable == .percent(33) && plan.nodeGroups[0].update.strategy == .minimal)
    #expect(plan.workloads[0].maxSurge == .percent(25))
    let service = plan.services[0]
    #expect(service.clients == .zones(["us-east-1a": 2, "us-east-1b": 0.5]) && service.externalPolicy == .local)
    // 12.5 a second × 2,628,000 s × 2,048 bytes ÷ 10^9
    #expect(service.volume?.request.gigabytes == 67.2768 && service.connections == .init(perSecond: 3, active: 40))
    let nlb = service.loadBalancers[0]
    #expect(nlb.kind == .nlb && nlb.target == .ip && nlb.crossesZones && nlb.zones == ["us-east-1a"])
    #expect(nlb.clients == .internet && nlb.clientRouting == .affinity && nlb.listener == .tls)
    #expect(nlb.volume?.response.gigabytes == 2.5 && service.loadBalancers[1].crossesZones)
    #expect(
      service.loadBalancers[1].targetGroups.map(\.weight) == [90, 10] && service.loadBalancers[1].clients == .vpc)
    #expect(plan.services[1].clients == .workload("w"))
    let use = plan.networkUse
    #expect(use.natGateways?.inbound == .gigabytes(900) && use.natGateways?.addresses == 20)
    #expect(use.endpoints.map(\.kind) == [.gateway, .interface] && use.transitGateway?.attachments == 2)
    #expect(use.dataStores.map(\.volume) == [.gigabytes(3), .gigabytes(7)] && !use.dataStores[0].isStoreSideBilled)
    #expect(use.dataStores[1].name == "msk 2" && use.interRegion[0].destination.code == "us-east-2")
    #expect(
      use.externalDNS?.otherRecords == 10 && use.egress?.newPerSecond == 10 && use.dns?.usesNodeLocalCache == true)
    #expect(use.prices[.crossAZOut]?.formatted(decimals: 3) == "0.012" && use.publicIPv4Addresses == 4)
  }

  @Test func allErrorsComeAtOnceWithTheirPlaces() {
    let text = """
      apiVersion: headroom/v1
      kind: CapacityPlan
      metadata: {name: bad}
      region: ap-northeast-2
      vpc:
        cidr: [192.168.0.0/16]
        subnets:
          - {name: a, zone: ap-northeast-1a, cidr: 192.168.1.7/24}
          - {name: a, zone: ap-northeast-2b, cidr: 192.168.2.0/24}
      nodeGroups:
        - name: ng1
          instanceTypes: [m5.lrage]
          desiredSize: -2
          minsize: 1
          subnets: [a, c]
      workloads:
        - {name: web}
        - {name: job, replicas: NaN, cpu: lots}
      """
    #expect(
      errors(in: text) == """
        plan.yaml:1:13: 'headroom/v1' is not the supported value 'headroom/v1alpha1'
        plan.yaml:6:3: unknown key 'cidr'; did you mean 'cidrs'?
        plan.yaml:8:23: zone 'ap-northeast-1a' is not in region ap-northeast-2; expected a zone such as ap-northeast-2a
        plan.yaml:8:46: '192.168.1.7/24' has bits set after its prefix; did you mean '192.168.1.0/24'?
        plan.yaml:9:14: duplicate name 'a'; names must be unique
        plan.yaml:12:21: no instance type 'm5.lrage'; did you mean 'm5.large'?
        plan.yaml:13:18: '-2' is not a whole number of at least 0
        plan.yaml:14:5: unknown key 'minsize'; did you mean 'minSize'?
        plan.yaml:15:14: there is no subnet 'c'
        plan.yaml:17:5: `replicas` is missing
        plan.yaml:18:27: 'NaN' is not a whole number of at least 0
        plan.yaml:18:37: 'lots' is not an amount of CPU such as 100m or 0.5
        """)
  }

  @Test func regionsThatAWSLacksAreErrors() throws {
    for (code, message) in [
      ("ap-northeast-22", "AWS has no region 'ap-northeast-22'; did you mean 'ap-northeast-2'?"),
      ("eu-centrale-1", "AWS has no region 'eu-centrale-1'; did you mean 'eu-central-1'?"),
      ("zz-nowhere-9", "AWS has no region 'zz-nowhere-9'\n"), ("Frankfurt", "'Frankfurt' is not a region such as"),
    ] {
      let text = smallPlan.replacing("region: ap-northeast-2", with: "region: \(code)")
      #expect((errors(in: text) + "\n").contains(message), "\(code)")
    }
    // One mistake is one error: the zones of a misspelt region and a number that cannot be read say nothing more.
    let misspelt = smallPlan.replacing("region: ap-northeast-2", with: "region: ap-northeast-22")
    #expect(errors(in: misspelt).split(separator: "\n").count == 1)
    let words = smallPlan.replacing("desiredSize: 2", with: "desiredSize: two")
    #expect(errors(in: words).split(separator: "\n").count == 1)
    // Every region for which there is a price is one that can be planned.
    for code in Region.knownCodes { #expect(Region(code)?.objection == nil, "\(code)") }
    let priced = try Repository.text(of: "data/traffic-prices.csv").split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",").first.map(String.init) }
    for code in Set(priced) where !code.contains("*") && !code.contains("-lax-") {
      #expect(Region.knownCodes.contains(code), "\(code)")
    }
  }

  /// The keys of the article on the plan file, as they stand there.
  @Test func theArticlesServicesAreRead() throws {
    let article = try Repository.text(of: "Sources/Headroom/Headroom.docc/PlanFile.md")
    let start = try #require(article.firstRange(of: "```yaml\nservices:"))
    let rest = article[start.lowerBound...].dropFirst("```yaml\n".count)
    let end = try #require(rest.firstRange(of: "```"))
    let example = rest[..<end.lowerBound].replacing("ap-northeast-2a: 2, …", with: "ap-northeast-2a: 2")
    let workloads = ["echo", "frontend", "shop", "shop-next"].map { "  - {name: \($0), replicas: 2}\n" }.joined()
    let text =
      smallPlan + workloads
      + example.replacing("network:", with: "  - {name: shop-next, workload: shop-next}\nnetwork:")
    #expect(errors(in: text) == "")
  }

  @Test func whatIsWrongWithServicesComesAtOnce() {
    let text =
      smallPlan + """
        services:
          - {name: a, workload: wbe}
          - {name: b, workload: web, clients: {workload: web, cidr: vpc}, gbPerMonth: {request: 1}}
          - {name: c, workload: web, clients: {cidr: internet}}
          - {name: d, workload: web, requestsPerSecond: -1, requestBytes: 1Ki, responseBytes: 2Pi}
          - name: e
            workload: web
            exposures:
              - {type: nlb, targetGroups: [{service: x, weight: 1000}], zones: [eu-west-1a]}
              - {type: alb, protocol: tls}
              - {targetType: ip}
        network:
          natGateways: {one: us-east-1z9, addresses: 9}
          dataStores: [{kind: rds, clients: {cidr: internet}}]
          prices: {nat_gateway_gbb: 1, cross_az_out: cheap}

        """
    let messages = errors(in: text).split(separator: "\n").map { line in
      line.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
    }
    #expect(
      messages == [
        "there is no workload 'wbe'; did you mean 'web'?",
        "expected exactly one of `workload`, `zones` and `cidr`", "`response` is missing",
        "clients outside the cluster need a load balancer; define it in `exposures`",
        "'-1' is not a number of requests per second, at most a billion",
        "'2Pi' is not a number of bytes such as 2Ki, at most 1Ti",
        "zone 'eu-west-1a' is not in region ap-northeast-2; expected a zone such as ap-northeast-2a",
        "there is no service 'x'", "the weight of 'x' is 1000; expected 0 to 999",
        "`protocol` applies only to an NLB", "`type` is missing; expected nlb or alb",
        "zone 'us-east-1z9' is not in region ap-northeast-2; expected a zone such as ap-northeast-2a",
        "addresses is 9; expected 1 to 8 per gateway", "data store rds 1 has no zone; at least one is required",
        "the clients of data store rds 1 must be pods; set `workload` or `zones`",
        "there is no price 'nat_gateway_gbb'; did you mean 'nat_gateway_gb'?", "'cheap' is not a price such as 0.045",
      ], "\(messages)")
  }

  /// Words of other tools lead to those of the plan.
  @Test(
    arguments: [
      ("zone: ap-northeast-2a", "az: ap-northeast-2a", "unknown key 'az'; did you mean 'zone'?"),
      ("desiredSize: 2", "desiredCapacity: 2", "unknown key 'desiredCapacity'; did you mean 'desiredSize'?"),
      ("nodeGroups:", "nodegroup:", "unknown key 'nodegroup'; did you mean 'nodeGroups'?"),
      ("desiredSize: 2", "desiredSize: 2\n    amiFamily: AL2023", "did you mean 'AmazonLinux2023'?"),
      ("region:", "version: 1.30\nregion:", "unknown key 'version'; did you mean 'kubernetesVersion'?"),
    ])
  func habitualWordsAreUnderstood(from: String, to: String, message: String) {
    let text = smallPlan.replacing(from, with: to, maxReplacements: 1)
    #expect(text != smallPlan && errors(in: text).contains(message), "\(errors(in: text))")
  }
}
