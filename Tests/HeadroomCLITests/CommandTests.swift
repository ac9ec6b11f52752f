import Foundation
import HeadroomTestSupport
import Testing

@Suite struct CommandTests {
  static let lab = "data/examples/kans-lab.yaml"

  @Test func maxPodsOfAllTypesFollowTheFormula() throws {
    let outcome = try Tool.run("max-pods", "--all", "-o", "csv")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines[0]
        == "instance_type,mode,enis,ipv4_per_eni,max_pods,recommended_max_pods,node_max_pods,set_by,limited_by,pod_enis"
    )
    #expect(lines.count == 1448)
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(Int(cells[4]) == Int(cells[2])! * (Int(cells[3])! - 1) + 2, "\(line)")
    }
  }

  @Test(arguments: [
    (["p5.48xlarge"], "p5.48xlarge,secondary,2,50,100,100,100,managed,addresses,2"),
    (["m5.large"], "m5.large,secondary,3,10,29,29,29,managed,addresses,3"),
    (["m8i.large"], "m8i.large,secondary,3,20,59,59,59,managed,addresses,3"),
    (["c5.18xlarge", "--set-by", "nodeadm"], "c5.18xlarge,secondary,15,50,737,250,737,nodeadm,250 above 30 vCPUs,15"),
    (["m5.large", "--custom-networking"], "m5.large,secondary+custom,3,10,20,20,20,managed,addresses,2"),
    (["m5.large", "--prefix-delegation"], "m5.large,prefix,3,10,434,110,110,managed,110 up to 30 vCPUs,3"),
    (
      ["m5.large", "--prefix-delegation", "--custom-networking"],
      "m5.large,prefix+custom,3,10,290,110,110,managed,110 up to 30 vCPUs,2"
    ),
    (
      ["m5.large", "--security-groups-for-pods", "--custom-networking"],
      "m5.large,secondary+custom+trunk,3,10,11,11,20,managed,addresses,1"
    ),
    (["m5.large", "--windows"], "m5.large,windows,1,10,9,9,110,managed,addresses,1"),
    (["m5.large", "--ipv6"], "m5.large,ipv6,3,10,434,110,110,managed,110 up to 30 vCPUs,3"),
  ])
  func maxPodsByMode(arguments: [String], row: String) throws {
    let outcome = try Tool.run(["max-pods"] + arguments + ["-o", "csv"])
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").last.map(String.init) == row)
  }

  @Test func warmPoolPrintsTheSettledNode() throws {
    let outcome = try Tool.run("warm-pool", "t3.small", "--pods", "9...10", "-o", "csv")
    #expect(
      outcome.output == """
        instance_type,pods,pending,enis,prefixes,ips,unused_ips,subnet_addresses,per_eni,stable,enis_min,subnet_addresses_min,waiting
        t3.small,9,0,3,0,9,0,12,3;3;3,true,3,12,0
        t3.small,10,1,3,0,9,0,12,3;3;3,true,3,12,1

        """)
    let restless = try Tool.run("warm-pool", "t3.small", "--pods", "3", "--warm-eni-target", "0", "-o", "csv")
    #expect(restless.output.hasSuffix("t3.small,3,0,2,0,6,3,8,3;3,false,1,4,0\n"))
    let binary = try Tool.run(
      "warm-pool", "m5.large", "--pods", "0", "--prefix-delegation", "--defaults", "binary", "-o", "json")
    #expect(binary.output.contains("\"stable\" : false") && binary.output.contains("\"perENI\" : ["))
  }

  @Test func subnetPrintsTheArithmetic() throws {
    let outcome = try Tool.run("subnet", "192.168.1.0/24", "10.0.0.0/27", "-o", "csv")
    #expect(
      outcome.output
        == "cidr,addresses,usable_addresses,prefix_blocks\n192.168.1.0/24,256,251,14\n10.0.0.0/27,32,27,0\n")
  }

  @Test func theLabFailsAndSaysWhy() throws {
    let outcome = try Tool.run("check", "-f", Self.lab)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("8 of 50 pods stay Pending: 0/3 nodes are available: 3 Too many pods"))
    #expect(outcome.output.contains("\(Self.lab):28:5"))
    #expect(try Tool.run("check", "-f", Self.lab, "--exit-zero").status == 0)
    let whatIf = try Tool.run("check", "-f", Self.lab, "--set", "cni.env.ENABLE_PREFIX_DELEGATION=true")
    #expect(whatIf.status == 0 && whatIf.output.hasPrefix("kans-lab: PASS"))
  }

  @Test func findingsAndUnknownsSetTheStatus() throws {
    let warn = ["check", "-f", Self.lab, "--set", "cni.env.WARM_ENI_TARGET=-1", "--set", "workloads.nginx.replicas=1"]
    #expect(try Tool.run(warn).status == 0)
    #expect(try Tool.run(warn + ["--fail-on", "warn"]).status == 1)
    #expect(try Tool.run(warn + ["--fail-on", "warn", "--exit-zero"]).status == 0)
    let unknown = [
      "check", "-f", Self.lab, "--set", "cni.env.DISABLE_NETWORK_RESOURCE_PROVISIONING=true", "--set",
      "workloads.nginx.replicas=1",
    ]
    #expect(try Tool.run(unknown).status == 0)
    #expect(try Tool.run(unknown + ["--strict"]).status == 2)
    // A failure wins over what is unknown.
    #expect(
      try Tool.run("check", "-f", Self.lab, "--set", "cni.env.DISABLE_NETWORK_RESOURCE_PROVISIONING=true", "--strict")
        .status == 1)
  }

  @Test func standardInputIsAFile() throws {
    let plan = Data(try Repository.bytes(of: Self.lab))
    let outcome = try Tool.run("check", "-f", "-", "-o", "csv", "--table", "workloads", input: plan)
    #expect(outcome.status == 1 && outcome.output.contains("nginx,50,42,8,0,0/3 nodes are available: 3 Too many pods"))
    #expect(try Tool.run("check", "-f", "-", "-o", "json", input: plan).output.contains("\"file\" : \"<stdin>\""))
  }

  @Test func reportsAreWrittenWhole() throws {
    let folder = try Scratch()
    let outcome = try Tool.run(
      "report", "-f", Self.lab, "--out-dir", folder.file("out").path, "-o", "html", "-o", "csv", "-o", "json")
    #expect(outcome.status == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("out").path).sorted()
    #expect(
      names == [
        "assessment.json", "cost.csv", "findings.csv", "index.html", "node-groups.csv", "subnets.csv", "workloads.csv",
      ])
    let csv = try String(contentsOf: folder.file("out/subnets.csv"), encoding: .utf8)
    #expect(csv == (try Repository.text(of: "reports/kans-lab/subnets.csv")))
  }

  @Test func initPrintsAPlanThatPasses() throws {
    for region in ["ap-northeast-2", "us-gov-west-1"] {
      let plan = try Tool.run("init", "--region", region)
      #expect(plan.status == 0)
      let outcome = try Tool.run("check", "-f", "-", "--strict", "--fail-on", "warn", input: Data(plan.output.utf8))
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test func initWritesThePlanWithTheSchemaThatItNames() throws {
    let folder = try Scratch()
    let outcome = try Tool.run("init", "--out-dir", folder.file("new").path)
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    let plan = try String(contentsOf: folder.file("new/plan.yaml"), encoding: .utf8)
    #expect(plan.hasPrefix("# yaml-language-server: $schema=plan.schema.json\n"))
    let schema = try String(contentsOf: folder.file("new/plan.schema.json"), encoding: .utf8)
    #expect(schema == (try Repository.text(of: "data/schema/plan.schema.json")))
    #expect(try Tool.run("init", "--schema").output == schema)
    let again = try Tool.run("init", "--out-dir", folder.file("new").path)
    #expect(again.status == 2 && again.errors.contains("plan.yaml: the file exists already"))
  }

  /// Hash tables are seeded anew in every process, so the order of a set or dictionary would show here.
  @Test(arguments: ["kans-lab-services", "fragmented"])
  func sameInputSameBytesInEveryProcess(sample: String) throws {
    let arguments = ["report", "-f", "data/examples/\(sample).yaml", "--exit-zero", "-o"]
    for format in ["html", "json", "table"] {
      let outputs = try (0..<3).map { _ in try Tool.run(arguments + [format]).output }
      #expect(Set(outputs).count == 1 && !outputs[0].isEmpty, "\(format)")
    }
  }

  /// A table about something that the plan does not have is a header without rows, not another table.
  @Test func theTableThatIsAskedForIsPrinted() throws {
    for command in ["report", "check"] {
      let outcome = try Tool.run(command, "-f", Self.lab, "-o", "csv", "--table", "growth", "--exit-zero")
      #expect(outcome.status == 0 && outcome.output.split(separator: "\n").count == 1, "\(command)")
    }
  }

  @Test func whatHasNoDerivationIsSaid() throws {
    let outcome = try Tool.run("explain", "topology", "--cpu", "a=1", "b=1", "--replicas", "1...3")
    #expect(outcome.status == 64 && outcome.output.isEmpty && outcome.errors.contains("cannot be explained"))
  }

  @Test func explainShowsTheDerivation() throws {
    let type = try Tool.run("explain", "max-pods", "m5.large", "--prefix-delegation")
    #expect(type.status == 0 && type.output.contains("3 × (10 − 1) × 16 + 2 = 434") && type.output.contains("source: "))
    let subnet = try Tool.run("explain", "-f", Self.lab, "subnet", "public-a")
    #expect(subnet.status == 0 && subnet.output.contains("251 − 0 − 5 − 18 = 228"))
    let group = try Tool.run("explain", "-f", Self.lab, "node-group", "ng1")
    #expect(group.output.contains("3 × 0.05200 × 730 = 113.88 USD") && group.output.contains("2026-05-12"))
    let explained = try Tool.run("explain", "HR-SUB-001").output
    #expect(explained.hasPrefix("HR-SUB-001  Too few addresses in a subnet (unknown, warn, fail)"))
    let typo = try Tool.run("explain", "-f", Self.lab, "subnet", "public-d")
    #expect(
      typo.status == 2 && typo.errors == "Error: the plan has no subnet public-d; did you mean 'public-a'?\n")
    #expect(try Tool.run("explain", "init").status == 64 && Tool.run("explain", "--help").status == 0)
  }

  @Test func theCatalogueIsPrintedAsItIs() throws {
    #expect(try Tool.run("catalog", "list", "-o", "csv").output == Repository.text(of: "data/instance-types.csv"))
    #expect(try Tool.run("catalog", "show", "t3.medium").output.contains("ipv4_per_eni"))
    let folder = try Scratch()
    let file = folder.file("types.csv")
    try Data("instance_type,default_card_max_enis,ipv4_per_eni\nmy.own,2,5\n".utf8).write(to: file)
    let own = try Tool.run("max-pods", "my.own", "--instance-types", file.path, "-o", "csv")
    #expect(own.output.contains("my.own,secondary,2,5,10,10,10,managed,addresses,2"))
  }

  @Test func theVersionNamesItsDates() throws {
    let outcome = try Tool.run("--version")
    #expect(
      outcome.output.contains("1447 instance types as of 2026-10-27")
        && outcome.output.contains("2024-11-06 to 2026-07-20"))
  }

  @Test func completionsAreThere() throws {
    for shell in ["bash", "zsh", "fish"] {
      #expect(try Tool.run("--generate-completion-script", shell).output.contains("max-pods"))
    }
  }

  @Test func pipesGetNoColour() throws {
    #expect(!(try Tool.run("check", "-f", Self.lab).output.contains("\u{1B}")))
  }
}
