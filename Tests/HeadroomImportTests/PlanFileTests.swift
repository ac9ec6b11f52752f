import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// A plan without findings, for tests that change single lines.
let smallPlan = """
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
    - name: ng1
      instanceTypes: [m5.large]
      desiredSize: 2
      subnets: [a, b]
  workloads:
    - {name: web, replicas: 3}

  """

/// A plan that has every key, for tests that need them all.
let fullPlan = """
  apiVersion: headroom/v1alpha1
  kind: CapacityPlan
  metadata: {name: full}
  region: us-east-1
  kubernetesVersion: 1.30
  ipFamily: ipv4
  vpc:
    cidrs: [10.0.0.0/16, 100.64.0.0/16]
    serviceCIDR: 172.20.0.0/16
    subnets:
      - name: a
        zone: us-east-1a
        zoneId: use1-az1
        cidr: 10.0.0.0/24
        roles: [nodes, loadBalancers, controlPlane]
        usedAddresses: 12
        cidrReservations: [{cidr: 10.0.0.128/25, type: prefix}]
        tags: {team: net, "kubernetes.io/role/elb": 1}
      - {name: b, zone: us-east-1b, cidr: 10.0.1.0/24, occupied: [10.0.1.4, 10.0.1.64/28], roles: [nodes, controlPlane]}
      - {name: pods, zone: us-east-1a, cidr: 100.64.0.0/18, roles: [pods]}
      - {name: later, zone: us-east-1b}
  cni:
    kind: vpc-cni
    defaults: binary
    env: {WARM_IP_TARGET: 2, ENABLE_PREFIX_DELEGATION: true}
    eniConfigs: {us-east-1a: pods, us-east-1b: [later]}
  instanceTypes:
    - {instance_type: my.large, default_card_max_enis: 4, ipv4_per_eni: 10, vcpus: 2, memory_mib: 8192, hypervisor: nitro}
  nodeGroups:
    - name: ng1
      instanceTypes: [my.large]
      desiredSize: 3
      minSize: 1
      maxSize: 6
      subnets: [a, b]
      manager: self-managed
      amiFamily: Bottlerocket
      customAMI: true
      maxPods: 58
      update: {maxUnavailable: 33%, strategy: MINIMAL}
      labels: {tier: web}
    - {name: fp, manager: fargate, subnets: [a]}
  workloads:
    - {name: w, replicas: 5, maxReplicas: 9, cpu: 0.1, memory: 128Mi, nodeGroups: [ng1], maxSurge: 25%}
    - {name: d, daemonSet: true, hostNetwork: true, systemCritical: true, securityGroups: false}
  services:
    - name: s
      workload: w
      clients: {zones: {us-east-1a: 2, us-east-1b: 0.5}}
      annotations: {service.kubernetes.io/topology-mode: Auto}
      trafficDistribution: PreferClose
      internalTrafficPolicy: Cluster
      externalTrafficPolicy: Local
      headless: false
      requestsPerSecond: 12.5
      requestBytes: 2Ki
      responseBytes: 48Ki
      connectionsPerSecond: 3
      activeConnections: 40
      exposures:
        - type: nlb
          targetType: ip
          crossZone: true
          zones: [us-east-1a]
          clients: {cidr: internet}
          clientRoutingPolicy: availability_zone_affinity
          protocol: tls
          gbPerMonth: {request: 1, response: 2.5}
          connectionsPerSecond: 1
          activeConnections: 2
        - {type: alb, targetGroups: [{service: s, weight: 90}, {service: t, weight: 10}], requestsPerSecond: 1, requestBytes: 1, responseBytes: 1}
    - {name: t, workload: d, clients: {workload: w}, gbPerMonth: {request: 10, response: 90}}
  network:
    natGateways: {zones: [us-east-1a, us-east-1b], gbPerMonth: {out: 100, in: 900}, addresses: 2}
    endpoints:
      - {service: s3, type: gateway}
      - {service: ecr.dkr, type: interface, zones: [us-east-1a], gbPerMonth: 50}
    internetEgressGBPerMonth: 500
    transitGateway: {attachments: 2, gbPerMonth: 10}
    interRegion: [{to: us-east-2, gbPerMonth: 5}]
    dns: {queriesPerSecond: 100, coreDNSReplicas: 2, nodeLocalDNS: true}
    dataStores:
      - {name: db, kind: rds, zones: [us-east-1a], gbPerMonth: {request: 1, response: 2}, clients: {workload: w}, dbSideBilled: false}
      - {kind: msk, zones: [us-east-1a, us-east-1b], gbPerMonth: 7}
    publicIPv4Addresses: 4
    loadBalancerConnections: {perSecond: 5, active: 100}
    egress: {connectionsPerDestination: 1000, newPerSecond: 10}
    externalDNS: {records: 5, hostedZones: 2, txtRecordsPerName: 2, intervalSeconds: 30, otherRecords: 10}
    prices: {cross_az_out: 0.012}
    bytesPerGB: 1000000000
  reservations:
    - {name: web, kind: applicationLoadBalancer, subnets: [a, b]}
    - {name: db, kind: custom, subnets: [a], addresses: 3, peakAddresses: 7}
  growth: {model: compound, ratePerMonth: 5%, horizonMonths: 24}
  policy: {maxUtilization: 90%, surviveZoneLoss: true, rollingUpdate: true}
  """

/// The errors of a text, one a line.
func errors(in text: String, changes: [String] = []) -> String {
  do throws(PlanError) {
    _ = try importPlan(
      [SourceFile(name: "plan.yaml", bytes: Array(text.utf8))], changes: changes.map { PlanChange($0)! })
    return ""
  } catch {
    return error.description
  }
}

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
    #expect(use.natGateways?.inbound == .gigabytes(900) && use.natGateways?.addresses == 2)
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

  @Test(arguments: [
    ("", "plan.yaml:1:1: the file is empty; `headroom init` prints a plan to start from"),
    ("# only a comment\n", "plan.yaml:1:1: the file is empty; `headroom init` prints a plan to start from"),
    ("a: b: c", "plan.yaml:1:5: the file is not valid YAML or JSON: mapping values are not allowed in this context"),
    ("\u{7}\u{1}\u{2}", "plan.yaml:1:1: the file is not valid YAML or JSON: control characters are not allowed"),
    ("a: 1\na: 2\n", "plan.yaml:1:1: duplicate key 'a'; keys must be unique"),
    ("a: &x 1\nb: *x\n", "plan.yaml:1:4: anchors, aliases and merge keys are not supported; write the value out"),
    (
      "base: {a: 1}\nb:\n  <<: {a: 1}\n",
      "plan.yaml:3:3: anchors, aliases and merge keys are not supported; write the value out"
    ),
    ("---\na: 1\n---\nb: 2\n", "plan.yaml:3:1: a second YAML document starts here; the file must contain exactly one"),
  ])
  func whatIsNoPlanIsRefusedInOneSentence(text: String, message: String) {
    #expect(errors(in: text) == message)
  }

  @Test func textThatIsNotUTF8IsRefused() {
    let file = SourceFile(name: "x", bytes: [0xFF, 0xFE, 0x00])
    #expect(
      throws: PlanError([
        .init(
          PlanPart(.plan), "the file is not valid UTF-8; expected YAML or JSON text",
          at: .init(file: "x", line: 1, column: 1))
      ])
    ) {
      try importPlan([file])
    }
  }

  @Test func bombsAreRefusedAtOnce() {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for letter in "bcdefghij" {
      let before = String(UnicodeScalar(letter.unicodeScalars.first!.value - 1)!)
      bomb += "\(letter): &\(letter) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ") + "]\n"
    }
    #expect(errors(in: bomb).hasSuffix("anchors, aliases and merge keys are not supported; write the value out"))
    #expect(errors(in: String(repeating: "[", count: 100_000)).hasSuffix("nested more than 64 levels deep"))
    #expect(errors(in: String(repeating: "- ", count: 100_000)).hasSuffix("nested more than 64 levels deep"))
    #expect(
      errors(in: String(repeating: "[", count: 80) + String(repeating: "]", count: 80)).contains(
        "more than 64 levels deep"))
    #expect(errors(in: String(repeating: "x", count: (16 << 20) + 1)).contains("larger than 16 MiB"))
  }

  @Test func quotesAndCommentsHideWhatLooksLikeAnAlias() {
    let text = smallPlan + "reservations: []  # *not an alias\n"
    #expect(errors(in: text.replacing("name: small", with: "name: \"a & *b, &c\"")) == "")
    #expect(errors(in: text.replacing("name: small", with: "name: it's &b")) == "")
  }

  @Test func aChangeChangesOneValue() throws {
    func plan(_ changes: String...) throws -> ClusterPlan {
      try importPlan([SourceFile(name: "p", bytes: Array(smallPlan.utf8))], changes: changes.map { PlanChange($0)! })
        .plan
    }
    #expect(try plan("cni.env.ENABLE_PREFIX_DELEGATION=true").network.settings.prefixDelegation)
    #expect(try plan("nodeGroups.ng1.desiredSize=7", "nodeGroups.0.maxSize=20").nodeGroups[0].maxSize == 20)
    #expect(try plan("nodeGroups.ng1.instanceTypes=[m5.large, m5.xlarge]").nodeGroups[0].instanceTypes.count == 2)
    #expect(try plan("region=ap-northeast-2").region.code == "ap-northeast-2")
    #expect(
      errors(in: smallPlan, changes: ["nodeGroups.ng2.maxSize=3"])
        == "--set nodeGroups.ng2.maxSize:1:1: no item 'ng2' in this list; did you mean 'ng1'?")
    #expect(
      errors(in: smallPlan, changes: ["nodeGroups.ng1.maxSize=-3"])
        == "--set:1:1: '-3' is not a whole number of at least 0")
    #expect(
      errors(in: smallPlan, changes: ["region.x=1"])
        == "--set region.x:1:1: 'x' cannot be set, because the path leads into a single value")
    #expect(PlanChange("no equals") == nil && PlanChange("a..b=1") == nil && PlanChange("=1") == nil)
  }

  @Test func aPlanMayBeJSON() {
    let json = """
      {"apiVersion": "headroom/v1alpha1", "kind": "CapacityPlan", "metadata": {"name": "j"}, "region": "us-east-1",
       "vpc": {"subnets": [{"name": "a", "zone": "us-east-1a", "cidr": "10.0.0.0/24"}]}, "nodeGroups": []}
      """
    #expect(errors(in: json) == "")
  }

  @Test func aSecondPlanFileIsRefused() {
    let file = SourceFile(name: "p", bytes: Array(smallPlan.utf8))
    #expect(throws: PlanError.self) { try importPlan([file, file]) }
    #expect(throws: PlanError.self) { try importPlan([]) }
  }

  /// Bytes changed, cut and moved at random: an error or a plan, never a crash.
  @Test func noBytesCrashTheReader() throws {
    var random = SeededGenerator()
    let samples = try ["kans-lab", "kans-lab-services"].map { try Repository.bytes(of: "data/examples/\($0).yaml") }
    for _ in 0..<400 {
      let sample = samples.randomElement(using: &random)!
      var bytes = sample
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert("[]{}:,-&*!|>'\"#%@`0\n ".utf8.randomElement(using: &random)!, at: place)
        default: bytes.replaceSubrange(place..., with: sample.suffix(Int.random(in: 1...200, using: &random)))
        }
      }
      do throws(PlanError) {
        let imported = try importPlan([SourceFile(name: "fuzz", bytes: bytes)])
        _ = Assessment(of: imported.plan)
      } catch {
        #expect(!error.problems.isEmpty && error.problems.allSatisfy { !$0.message.isEmpty })
      }
    }
  }
}
