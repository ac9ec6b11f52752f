import Headroom
import HeadroomTestSupport
import Testing

/// What the documentation shows is what happens.
@Suite struct DocumentationTests {
  @Test func theExampleOfTheLandingPageHolds() throws {
    let type = InstanceCatalog.bundled["m5.large"]!
    #expect(MaxPods(on: type).possible == 29)
    #expect(WarmPool(on: type, pods: 10).subnetAddresses == 30)

    let subnet = Subnet(name: "a", zone: "us-east-1a", block: try IPv4CIDR(parsing: "10.0.0.0/24"))
    let group = NodeGroup(name: "ng", instanceTypes: [type], subnets: ["a"], desiredSize: 8)
    let plan = try ClusterPlan(name: "demo", region: Region("us-east-1")!) {
      $0.subnets = [subnet]
      $0.nodeGroups = [group]
    }
    let assessment = Assessment(of: plan)
    #expect(assessment.verdict == .warn)
    #expect(assessment.analysis.subnets[0].freeAddresses == 6)

    // The page contains each of these lines, word for word.
    let source = try Repository.text(of: "Tests/HeadroomTests/DocumentationTests.swift")
    let lines = source.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("let ") }.prefix(4)
    let text = try Repository.text(of: "Sources/Headroom/Headroom.docc/Headroom.md")
    for line in lines { #expect(text.contains(line), "the page lacks: \(line)") }
  }

  /// `.ci/links` builds the snippet as a user's package would, so that the example compiles with what is public.
  @Test func theReadmesExampleIsTheSnippet() throws {
    let snippet = try Repository.text(of: "Snippets/PlanInCode.swift")
    let code = snippet.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)[1]
    #expect(try Repository.text(of: "README.md").contains("```swift\n\(code)```"))
    #expect(snippet.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
  }

  @Test func theExampleOfTheArticleOnTrafficHolds() throws {
    let zones = ZoneCPURatios(cpu: ["a": .vcpus(2), "b": .vcpus(3), "c": .vcpus(8)])
    let hints = TopologyHints(endpoints: ["a": 2, "c": 7], ratios: zones)
    #expect(hints.hintsByZone == ["a": 2, "b": 1, "c": 6])
    let text = try Repository.text(of: "Sources/Headroom/Headroom.docc/TrafficBetweenZones.md")
    for line in [
      "let zones = ZoneCPURatios(cpu: [\"a\": .vcpus(2), \"b\": .vcpus(3), \"c\": .vcpus(8)])",
      "let hints = TopologyHints(endpoints: [\"a\": 2, \"c\": 7], ratios: zones)",
    ] { #expect(text.contains(line)) }
  }

  @Test func theExampleOfTheArticleOnTimeHolds() throws {
    let plan = ClusterPlan.sample([.m5Large], nodes: 0, network: .prefixes, reservations: nothingReserved)
    var cluster = try ClusterSimulator(of: plan, placement: .adversarial)
    try cluster.apply(.addNodes("ng", 14))
    cluster.advance(to: 600)
    #expect(cluster.moments()[0].prefixBlocks == 7)
    let text = try Repository.text(of: "Sources/Headroom/Headroom.docc/OverTime.md")
    for line in [
      "var cluster = try ClusterSimulator(of: plan, placement: .adversarial)",
      "try cluster.apply(.addNodes(\"ng\", 14))",
      "cluster.moments()[0].prefixBlocks                                       // 7",
    ] { #expect(text.contains(line)) }
  }

  @Test func theNumbersInDocCommentsHold() throws {
    #expect(WarmPool(on: .t3Small, pods: 2).podAddresses == 6)
    #expect(try IPv4CIDR(parsing: "10.0.0.0/24").prefixBlocks == 14)
    #expect(try IPv4CIDR(parsing: "10.0.0.0/24").split(into: 26).map(\.network.description).count == 4)
    let node = Allocatable(on: .t3Medium, family: .amazonLinux2023, maxPods: 17)
    #expect(node.cpu?.description == "1930m" && node.memory?.description == "3246Mi")
    #expect([0, 1, 4, 9].map { WarmPool(on: .t3Small, pods: $0).subnetAddresses } == [4, 8, 12, 12])
  }
}
