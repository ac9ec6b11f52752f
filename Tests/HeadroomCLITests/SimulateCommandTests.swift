import Foundation
import HeadroomTestSupport
import Testing

@Suite struct SimulateCommandTests {
  private func run(_ scenario: String, _ output: String = "csv") throws -> Tool.Outcome {
    try Tool.run("simulate", "--node", "-", "-o", output, input: Data(scenario.utf8))
  }

  /// Seven pods where the agent may hold 3 × 3 addresses: 5 at rest, 9 with the pods.
  @Test func aScenarioPrintsARowASnapshot() throws {
    let outcome = try run(
      """
      {"instanceType": "t3.small", "cni": {"WARM_IP_TARGET": "2", "MINIMUM_IP_TARGET": "5"},
       "subnet": {"freeAddresses": 192, "freeBlocks": 2},
       "events": [{"op": "settle"}, {"op": "pods", "count": 7, "order": "lifo"}, {"op": "advance", "seconds": 40},
                  {"op": "snapshot"}, {"op": "configure", "cni": {"WARM_IP_TARGET": "4"}}, {"op": "settle"}]}
      """)
    let rows = outcome.output.split(separator: "\n")
    #expect(outcome.status == 0 && rows.count == 4)
    #expect(
      rows[0].hasPrefix(
        "time,assigned,pending,enis,per_eni,ips,prefixes,unused_ips,cooling_ips,subnet_addresses,stable"))
    #expect(rows[1].contains(",0,0,2,3;2,5,0,5,0,7,true") && rows[2].contains(",7,0,3,3;3;3,9,0,2,0,12,true"))
  }

  @Test func withoutRestBothEndsAreTold() throws {
    let outcome = try run(
      "{instanceType: t3.small, cni: {WARM_ENI_TARGET: 0}, events: [{op: pods, count: 3}, {op: settle}]}", "json")
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let item = try #require((answer["items"] as? [[String: Any]])?.first)
    #expect(item["stable"] as? Bool == false && item["enis"] as? [String: Int] == ["min": 1, "max": 2])
  }

  @Test func proposalsKeepWhatSuffices() throws {
    let lab = "data/examples/kans-lab-prefix.yaml"
    let full = ["propose", "-f", lab, "-o", "csv", "--set", "policy.basis=fullNodes"]
    let kept = try Tool.run(full)
    #expect(kept.output.contains("public-a,ap-northeast-2a,192.168.1.0/24,119,7,/24,192.168.1.0/24,true,HR-SUB-004"))
    let grown = try Tool.run(full + ["--set", "nodeGroups.ng1.maxSize=12"])
    #expect(grown.output.contains("public-a,ap-northeast-2a,192.168.1.0/24,461,28,/22,192.168.4.0/22,false,HR-SUB-004"))
    let lost = try Tool.run("propose", "-f", CommandTests.lab, "--check", "HR-SUR-001", "-o", "csv")
    #expect(lost.status == 0 && lost.errors.contains("Note: Larger subnets do not resolve HR-SUR-001 (plan): "))
    let unknown = try Tool.run("propose", "-f", lab, "--check", "HR-SUR-01")
    #expect(unknown.status == 64 && unknown.errors.contains("did you mean 'HR-SUR-001'?"))
  }

  @Test func podsMayGetSubnetsOfTheirOwn() throws {
    let outcome = try Tool.run("propose", "-f", CommandTests.lab, "--pod-subnets", "-o", "csv")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("pods-a,ap-northeast-2a,,12,0,/27,100.64.0.0/27,false,HR-SUB-001"))
    #expect(outcome.errors.contains("cidrs: [192.168.0.0/16, 100.64.0.0/25]"))
    #expect(outcome.errors.contains("kind: ENIConfig\nmetadata: {name: ap-northeast-2a}"))
    let overlay = try Tool.run("propose", "-f", CommandTests.lab, "--pod-subnets", "--set", "cni.kind=overlay")
    #expect(overlay.status == 2 && overlay.errors.hasPrefix("Error: no subnets for pods can be proposed"))
  }

  @Test func waysOfGivingAddressesAreCompared() throws {
    let ways = try Tool.run("compare", "-f", CommandTests.lab, "-o", "csv")
    #expect(ways.output.hasPrefix("variant,summary,max_pods,running,pending,waiting_for_address,tightest_subnet,free"))
    #expect(ways.output.contains("prefixes,VPC CNI with one /28 prefix per slot,110,59,0,0,public-a,197,pass"))
    let table = try Tool.run("compare", "-f", CommandTests.lab)
    #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(table.output)")
    let subnets = try Tool.run("compare", "-f", CommandTests.lab, "-o", "csv", "--table", "subnets")
    #expect(subnets.output.contains("custom networking,pods-a,100.64.0.0/27,12,12,15,0,0,pass"))
    let shown = try Tool.run("compare", "-f", CommandTests.lab, "--table", "subnets")
    #expect(shown.output.split(separator: "\n").count == subnets.output.split(separator: "\n").count)
    #expect(try Tool.run("compare", "-f", CommandTests.lab, "--table", "x").status == 64)
  }

  @Test func occupiedAddressesAreDrawn() throws {
    let arguments = ["10.0.0.0/24", "--occupied", "10.0.0.20", "10.0.0.64/28"]
    let table = try Tool.run(["subnet"] + arguments + ["--map"])
    #expect(
      table.output.hasSuffix("10.0.0.0/24: # prefix, . free, 1-9 used addresses (o: 10 or more)\n41..o..........1\n"))
    let csv = try Tool.run(["subnet"] + arguments + ["--used", "5", "--prefixes", "7", "-o", "csv"])
    #expect(csv.output.hasSuffix("10.0.0.0/24,256,251,14,22,12,8.394674838,7,0\n"), "\(csv.output)")
    #expect(try Tool.run("subnet", "10.0.0.0/24", "--occupied", "10.0.1.20").status == 64)
    #expect(try Tool.run("subnet", "10.0.0.0/24", "--occupied", "x").status == 64)
  }

  @Test func usedAddressesSpoilBlocks() throws {
    let outcome = try Tool.run("subnet", "10.0.0.0/24", "--used", "60", "--prefixes", "7", "-o", "csv")
    #expect(outcome.output.hasSuffix("10.0.0.0/24,256,251,14,60,11,0.151137914,0,1\n"))
    #expect(
      outcome.errors == "Note: A CIDR reservation of type prefix for 10.0.0.128/25 guarantees 7 blocks for prefixes.\n")
    #expect(try Tool.run("subnet", "10.0.0.0/8", "--used", "1").status == 64)
    #expect(try Tool.run("subnet", "10.0.0.0/24", "--prefixes", "1").status == 64)
  }

  @Test func ownLimitsStandForAType() throws {
    let outcome = try run(
      "{instance: {enis: 2, ipv4PerENI: 5, hypervisor: nitro, vcpus: 2}, events: [{op: pods, count: 8}, {op: settle}]}")
    #expect(outcome.output.contains(",8,0,2,4;4,8,"))
  }

  @Test func bothFormsOfEventsSayTheSame() throws {
    let head = "instanceType: t3.small, cni: {WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '5'}"
    let old = try run(
      """
      {\(head), events: [{op: pods, count: 7}, {op: advance, seconds: 40}, {op: snapshot}, {op: pods, count: 3, order: fifo},
        {op: cordon}, {op: advance, seconds: 60}, {op: snapshot}, {op: configure, cni: {WARM_IP_TARGET: '4'}},
        {op: refuse, seconds: 60}, {op: uncordon}, {op: restart}, {op: settle}]}
      """)
    let new = try run(
      """
      {\(head), events: [{at: 100s, snapshot: true}, {at: 100s, configure: {WARM_IP_TARGET: '4'}}, {at: 100s, refuse: 1m},
        {at: 100s, cordon: false}, {at: 100s, restart: true}, {at: 100s, settle: true}, {at: 40s, snapshot: true},
        {at: 40s, pods: 3, order: fifo}, {at: 40s, cordon: true}, {pods: 7}]}
      """)
    #expect(old.status == 0 && old.errors.isEmpty && old.output.split(separator: "\n").count == 4)
    #expect(new.output == old.output && new.errors.isEmpty)
  }

  @Test func eventsOfANodeCanRepeat() throws {
    let outcome = try run(
      """
      {instanceType: t3.small, duration: 5m, sample: 2m, events: [{every: 1m, repeat: 2, snapshot: true},
        {at: 30s, every: 100s, pods: 1}, {at: 1h, snapshot: true}]}
      """)
    let times = outcome.output.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(times == ["0", "60", "120", "120", "240"])
    let many = try run("{instanceType: t3.small, duration: 1h, events: [{every: 1h, repeat: 3000, snapshot: true}]}")
    #expect(many.status == 0 && many.output.split(separator: "\n").count == 2)
  }

  /// A subnet of which only the blocks are given is no empty one.
  @Test func aSubnetWithoutNumbersHasRoom() throws {
    let events = "events: [{pods: 5}, {settle: true}]"
    let plain = try run("{instanceType: t3.small, \(events)}")
    #expect(try run("{instanceType: t3.small, subnet: {}, \(events)}").output == plain.output)
    #expect(try run("{instanceType: t3.small, subnet: {freeBlocks: 0}, \(events)}").output == plain.output)
    #expect(try run("{instanceType: t3.small, subnet: {freeAddresses: 0}, \(events)}").output != plain.output)
  }

  @Test(arguments: [
    ("{instanceType: t3.small, events: [{op: settle}, {at: 1s, pods: 1}]}", "unknown key 'at'"),
    ("{instanceType: t3.small, duration: 1h, events: [{op: settle}]}", "`duration` does not apply to events with `op`"),
    ("{instanceType: t3.small, events: [{at: 1s}]}", "the event has no action; expected exactly one of pods, settle"),
    ("{instanceType: t3.small, events: [{pods: 1, settle: true}]}", "more than one action"),
    ("{instanceType: t3.small, events: [{every: 1m, pods: 1}]}", "`every` requires `repeat`, or the scenario a"),
    ("{instanceType: t3.small, events: [{repeat: 2, pods: 1}]}", "`repeat` requires `every`"),
    ("{instanceType: t3.small, sample: 1m, events: []}", "`sample` requires `duration`"),
    ("{instanceType: t3.small, events: [{settle: false}]}", "`settle` can only be true"),
    ("{instanceType: t3.small, events: [{at: soon, pods: 1}]}", "`at` is 'soon'; expected a time such as"),
    ("{instanceType: t3.small, events: [{at: 1s, refuse: 5x}]}", "'5x' is not a time such as"),
    ("{instanceType: t3.small, events: [{every: 1s, repeat: 100000000, pods: 1}]}", "repetitions are too many"),
    ("{instanceType: t3.smal, events: []}", "no instance type 't3.smal'; did you mean 't3.small'?"),
    ("{instanceType: t3.small, events: [{op: pod, count: 1}]}", "'pod' is not one of settle, snapshot, pods"),
    (
      "{instanceType: t3.small, events: [{op: pods, count: 1000000}]}",
      "<stdin>:1:53: '1000000' is not a whole number from 0 to 10000"
    ),
    ("{instanceType: t3.small, events: [{op: advance, seconds: -5}]}", "'-5' is not a whole number from 0"),
    ("{instanceType: t3.small, events: [{op: advance}]}", "`seconds` is missing"),
    ("{instanceType: t3.small, events: [{op: settle, count: 3}]}", "`count` does not apply to 'settle'"),
    ("{instance: {enis: 2}, events: []}", "`enis` and `ipv4PerENI` are required"),
    ("{events: []}", "`instanceType` is missing"), ("[]", "expected keys and values"),
  ])
  func whatIsWrongIsSaidWithItsPlace(scenario: String, message: String) throws {
    let outcome = try run(scenario)
    #expect(outcome.status == 2 && outcome.errors.contains(message) && outcome.output.isEmpty, "\(outcome.errors)")
  }

  // MARK: The cluster

  private func cluster(_ scenario: String, _ arguments: String...) throws -> Tool.Outcome {
    try Tool.run(
      ["simulate", "-f", CommandTests.lab, "--scenario", "-"] + arguments, input: Data(scenario.utf8))
  }

  /// A day of the lab, as its example tells it: rows a moment, what became of each subnet, and the blocks at the end.
  @Test(arguments: ["first-fit", "random", "adversarial"])
  func aDayOfTheLab(placement: String) throws {
    let day = ["simulate", "-f", CommandTests.lab, "--scenario", "data/examples/kans-lab-day.yaml"]
    let arguments = day + ["--placement", placement, "--seed", "7"]
    let csv = try Tool.run(arguments + ["-o", "csv"])
    #expect(csv.status == 0 && csv.errors.isEmpty)
    let columns =
      "time,subnet,addresses,free_addresses,prefix_blocks,free_prefix_blocks,waiting_pods,failed_pods,ec2_calls"
    #expect(csv.output.hasPrefix(columns + "\n") && csv.output.split(separator: "\n").count == 1 + 25 * 3)
    try expectGolden(csv.output, "kans-lab/day-\(placement).csv")
    try expectGolden(try Tool.run(arguments + ["--map"]).output, "kans-lab/day-\(placement).txt")
    let again = try Tool.run(arguments + ["-o", "csv"])
    #expect(again.output == csv.output)
  }

  @Test func theClusterAsJSON() throws {
    let outcome = try cluster("{duration: 10m, events: [{scale: nginx, replicas: 70}]}", "-o", "json")
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(answer["kind"] as? String == "ClusterSimulation" && answer["pendingPods"] as? Int == 28)
    let moment = try #require((answer["moments"] as? [[String: Any]])?.last)
    #expect(
      Set(moment.keys) == [
        "time", "subnet", "addresses", "freeAddresses", "prefixBlocks", "freePrefixBlocks", "waitingPods", "failedPods",
        "ec2Calls",
      ])
  }

  @Test(arguments: [
    (
      "duration: 1h\nevents:\n- {at: 5s, scale: ngnx, replicas: 4}",
      "<stdin>:3:1: no workload 'ngnx'; did you mean 'nginx'?"
    ),
    (
      "duration: 1h\nevents:\n- {scale: nginx, by: -400}",
      "<stdin>:3:1: nginx has 50 pods and cannot have -350; expected 0"
    ),
    ("duration: 1h\nevents:\n- {drain: ng1, count: 4}", "<stdin>:3:1: 4 nodes of ng1 cannot be drained; it has 3"),
    ("duration: 1h\nevents:\n- {addNodes: ng1, count: 9999999}", "9999999 nodes cannot be added; expected 0 to 99997"),
    ("duration: 1h\nevents:\n- {loseZone: ap-northeast-2d}", "no zone 'ap-northeast-2d'; did you mean"),
    (
      "duration: 1h\nevents:\n- {replace: ng1}\n- {replace: ng1}",
      "<stdin>:4:1: the nodes of ng1 are already being replaced"
    ),
    ("duration: 1h\nevents:\n- {scale: aws-node, by: 1}", "aws-node is a DaemonSet, which has one pod per node"),
    (
      "{\"duration\":\"1h\"}\n{\"at\":9,\"drain\":\"ng1\"}\n{\"at\":3,\"drain\":\"ng1\"}",
      "<stdin>:3:1: events must be in the order of time, but 3s follows 9s"
    ),
  ])
  func anEventThatCannotHappenIsNamed(scenario: String, message: String) throws {
    let outcome = try cluster(scenario)
    #expect(outcome.status == 2 && outcome.errors.contains(message) && outcome.output.isEmpty, "\(outcome.errors)")
  }

  /// A million pods on three nodes, all zones lost, more pods ending than there are: all of it is told, nothing crashes.
  @Test func sillyDaysEnd() throws {
    let million = try cluster("{duration: 10m, events: [{scale: nginx, replicas: 1000000}]}")
    #expect(million.status == 0 && million.output.contains("at the end 999958"))
    let lost = try cluster(
      "{duration: 10m, events: [{loseZone: ap-northeast-2a}, {loseZone: ap-northeast-2b}, {loseZone: ap-northeast-2c}, {at: 1m, addNodes: ng1, count: 3}, {at: 2m, churn: nginx, podsPerMinute: 1000}]}"
    )
    #expect(lost.status == 0 && lost.output.contains("at the end 0 pods on 0 nodes"))
    #expect(lost.output.contains("6 nodes are missing because no subnet has an address for them."))
    #expect(try cluster("duration: 3000d\nsample: 1h").status == 2)
    #expect(try cluster("duration: 1000d\nsample: 1m").errors.contains("at most 100000 moments"))
    #expect(try Tool.run("simulate", "-f", CommandTests.lab).status == 64)
    #expect(try Tool.run("simulate", "--node", "x", "-f", CommandTests.lab).status == 64)
  }
}
