import Headroom
import HeadroomImport
import HeadroomReport
import HeadroomTestSupport
import Testing

/// What small inputs may ask for: limits are found before the work starts, and name the value that fits.
@Suite struct PlanLimitsTests {
  private func plan(_ rest: String) -> String {
    "apiVersion: headroom/v1alpha1\nkind: CapacityPlan\nmetadata: {name: z}\nregion: us-east-1\n" + rest
  }

  private func subnets(_ count: Int, zones: Int = 3) -> String {
    let items = (0..<count).map { number in
      let block = number << 4
      let zone = zones > 3 ? "-z\(100 + number % zones)" : ["a", "b", "c"][number % 3]
      return
        "    - {name: s\(number), zone: us-east-1\(zone), cidr: 10.\(block >> 16 & 255).\(block >> 8 & 255).\(block & 255)/28}\n"
    }
    return "vpc:\n  subnets:\n" + items.joined()
  }

  private func groups(_ count: Int) -> String {
    "nodeGroups:\n"
      + (0..<count).map { "  - {name: g\($0), instanceTypes: [m5.large], desiredSize: 1, subnets: [s0]}\n" }.joined()
  }

  @Test func zonesAreCounted() {
    #expect(errors(in: plan(subnets(300, zones: 300))).contains("in 300 zones; expected at most 64"))
    #expect(errors(in: plan(subnets(64, zones: 64))) == "")
  }

  @Test func productsAreCounted() {
    let daemonSets = "workloads:\n" + (0..<3000).map { "  - {name: d\($0), daemonSet: true}\n" }.joined()
    let text = errors(in: plan(subnets(3) + groups(2000) + daemonSets))
    #expect(text.contains("2000 node groups and 3000 DaemonSets are too many"), "\(text)")
    #expect(text.contains("expected at most 2500 DaemonSets"))
    #expect(
      errors(in: plan(subnets(3) + groups(10_001))).contains("there are 10001 nodeGroups; expected at most 10000"))
  }

  /// Load balancers, pod subnets and tagged subnets, any of which may be in many subnets.
  @Test func productsWithSubnetsAreCounted() {
    let services = (0..<1001).map {
      "  - {name: v\($0), workload: w, clients: {cidr: internet}, gbPerMonth: {request: 1, response: 1}, "
        + "exposures: [{type: alb}]}\n"
    }
    let service = "workloads: [{name: w, replicas: 1}]\nservices:\n" + services.joined()
    #expect(
      errors(in: plan(subnets(1000) + service)).contains(
        "1000 subnets and 1001 load balancers are too many; with these subnets expected at most 1000 load balancers"))
    let shared = service.replacing("{type: alb}", with: "{type: alb, loadBalancer: shared}")
    #expect(errors(in: plan(subnets(1000) + shared)) == "")
    let endpoints = (0..<1001).map { "{service: e\($0), type: interface, gbPerMonth: 1}" }.joined(separator: ", ")
    #expect(
      errors(in: plan(subnets(1000) + "network: {endpoints: [\(endpoints)]}\n")).contains(
        "expected at most 1000 interface endpoints"))
    let tagged = subnets(1001).replacing("/28}", with: "/28, tags: {kubernetes.io/role/cni: \"1\"}}")
    #expect(errors(in: plan(tagged)).contains("expected at most 999 subnets with the tag kubernetes.io/role/cni"))
    let names = (0..<1001).map { "s\($0)" }.joined(separator: ", ")
    let custom = "cni: {eniConfigs: {us-east-1-z100: [\(names)]}}\n"
    let text = plan(subnets(1001).replacing("us-east-1a", with: "us-east-1-z100") + groups(1000) + custom)
    #expect(errors(in: text).contains("expected at most 1000 subnets of ENIConfigs"))
  }

  /// The limits of a NodePool bound its nodes as maxSize does; without either the message asks for one.
  @Test func limitsOfANodePoolCount() {
    func found(_ bound: String) -> String {
      let pool = "{name: g, manager: karpenter, instanceTypes: [m5.large], subnets: [s0]\(bound)}"
      let workloads = (0..<30_000).map { "- {name: w\($0), replicas: 1}\n" }.joined()
      return errors(in: plan(subnets(3) + "nodeGroups: [\(pool)]\nworkloads:\n" + workloads))
    }
    #expect(found(", limits: {cpu: 2000}") == "" && found(", maxSize: 1000") == "")
    #expect(
      found("").contains(
        "30000 workloads are too many where a node group has neither maxSize nor limits; expected at most 22360"))
  }

  /// Every workload makes another node differ from the rest, so the nodes count, too.
  @Test(arguments: [
    (30_000, 100_000, "with these nodes expected at most 22360 workloads"), (30_000, 20_000, "at most 25000 workloads"),
    (22_360, 100_000, ""), (50_000, 10_000, ""),
  ])
  func workloadsAndNodesAreCounted(workloads: Int, nodes: Int, message: String) {
    let text =
      "workloads:\n" + (0..<workloads).map { "- {name: w\($0), replicas: 1}\n" }.joined()
      + "nodeGroups: [{name: g, instanceTypes: [m5.large], desiredSize: 1, maxSize: \(nodes), subnets: [s0]}]\n"
    let found = errors(in: plan(subnets(3) + text))
    #expect(message.isEmpty ? found == "" : found.contains(message), "\(found)")
  }

  @Test(arguments: [
    (
      "duration: 1095d\nevents: [{at: 0s, churn: web, podsPerMinute: 10000000}]",
      "more than 100000000 pods would come or go in all; expected at most 31 podsPerMinute"
    ),
    (
      """
      duration: 1d
      events: [{at: 0s, churn: web, podsPerMinute: 5000000, until: 1s}, {at: 2s, churn: web, podsPerMinute: 40000}]
      """,
      "the churn lasts 86398s, so more than 100000000 pods would come or go in all; expected at most 34665 podsPerMinute"
    ),
  ])
  func churnIsCountedBeforeItStarts(scenario: String, message: String) throws {
    let plan = try importPlan([SourceFile(name: "p", bytes: Array(smallPlan.utf8))]).plan
    var isRead = false
    var file = try ClusterScenarioFile("s") {
      defer { isRead = true }
      return isRead ? nil : Array(scenario.utf8)
    }
    var cluster = try ClusterSimulator(of: plan, placement: .firstFit)
    var found = ""
    do {
      try file.timeline.run(&cluster) {
        try file.next()
      } moment: { _ in
      }
    } catch let error as ClusterSimulationError {
      found = error.message
    }
    #expect(found.contains(message), "\(found)")
  }

  @Test func aMeasuredFileIsReadOnce() throws {
    let services = (0..<50).map { "  - {name: s\($0), workload: web, measured: {file: m.csv, direction: request}}\n" }
      .joined()
    var reads = 0
    let file = SourceFile(name: "p", bytes: Array((smallPlan + "services:\n" + services).utf8))
    let imported = try importPlan([file]) { name in
      reads += 1
      let rows = "fromZone,toZone,bytes\nap-northeast-2a,ap-northeast-2b,1000\n"
      return SourceFile(name: name, bytes: Array(rows.utf8))
    }
    #expect(reads == 1 && imported.plan.services.allSatisfy { $0.measured != nil })
    let zones = (0..<70).map { "ap-northeast-2-z\(100 + $0),ap-northeast-2a,1\n" }.joined()
    #expect(throws: PlanError.self) {
      try importPlan([file]) { SourceFile(name: $0, bytes: Array(("fromZone,toZone,bytes\n" + zones).utf8)) }
    }
  }

  /// An own type with more interfaces on a card than any number of cards can have, and one with 200 × 1000 addresses.
  @Test func ownTypesHaveLimits() throws {
    func own(_ type: String, _ environment: String) -> String {
      plan(
        """
        instanceTypes: [{instance_type: my.x, vcpus: 96, memory_mib: 400000, \(type)}]
        cni: {env: {\(environment)}}
        vpc: {subnets: [{name: s0, zone: us-east-1a, cidr: 10.0.0.0/16}]}
        nodeGroups: [{name: g, instanceTypes: [my.x], desiredSize: 3, subnets: [s0]}]
        workloads: [{name: w, replicas: 600}]

        """)
    }
    let cards = "default_card_max_enis: 4, ipv4_per_eni: 10, network_cards_detail: \"1:9223372036854775807\""
    #expect(errors(in: own(cards, "ENABLE_MULTI_NIC: \"true\"")).contains("is not a list of cards"))
    let text = own("default_card_max_enis: 200, ipv4_per_eni: 1000", "WARM_IP_TARGET: \"1000000\"")
    let imported = try importPlan([SourceFile(name: "p", bytes: Array(text.utf8))])
    #expect(Assessment(of: imported.plan).analysis.groups[0].addressesPerFullNode >= 600)
  }

  @Test func secondsOfANodeAreCounted() {
    let steps = Array(repeating: "{op: advance, seconds: 10000000}", count: 11).joined(separator: ", ")
    #expect(throws: PlanError.self) {
      try importNodeScenario(
        SourceFile(name: "s", bytes: Array("instanceType: m5.large\nevents: [\(steps)]".utf8)), catalog: .bundled)
    }
  }

  @Test func longTextsAreNotRepeated() {
    let long = String(repeating: "x", count: 100_000)
    for text in [
      plan(subnets(3).replacing("name: s0,", with: "name: \(long),")), smallPlan.replacing("m5.large", with: long),
      smallPlan + "\(long): 1\n",
      smallPlan + "instanceTypes: [{instance_type: \(long), default_card_max_enis: 3, ipv4_per_eni: 10}]\n",
    ] {
      let message = errors(in: text)
      #expect(!message.isEmpty && message.split(separator: "\n").allSatisfy { $0.count < 700 }, "\(message.count)")
    }
  }

  /// Sizes doubled: the bytes of every format at most double too, and a page stops growing.
  @Test func bytesGrowWithTheSize() throws {
    var last: (csv: Int, html: Int)?
    for size in [250, 500, 1000] {
      let text = plan(subnets(size) + groups(size * 2) + "workloads: [{name: w, replicas: 10}]\n")
      let imported = try importPlan([SourceFile(name: "p", bytes: Array(text.utf8))])
      let document = Document.assessment(Assessment(of: imported.plan), positions: imported.positions)
      let now = (csv: document.tables.reduce(0) { $0 + $1.csv().utf8.count }, html: document.html().utf8.count)
      if let last {
        #expect(Double(now.csv) < 2.3 * Double(last.csv) && Double(now.html) < 2.3 * Double(last.html))
      }
      last = now
    }
    #expect(last!.html < 2_500_000, "\(last!)")
  }
}
