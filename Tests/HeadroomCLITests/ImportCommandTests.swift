import Foundation
import HeadroomTestSupport
import Testing

/// Commands that read files of eksctl and of the AWS CLI.
@Suite struct ImportCommandTests {
  private static let fixtures = "Tests/HeadroomImportTests/Fixtures/"

  private static let config = """
    apiVersion: eksctl.io/v1alpha5
    kind: ClusterConfig
    metadata: {name: dev, region: eu-central-1, version: "1.34"}
    managedNodeGroups: [{name: a, instanceType: m5.large, minSize: 3, maxSize: 9}]

    """

  /// Every command that reads a plan reads these files.
  @Test(arguments: [
    ["check"], ["report", "-o", "csv"], ["traffic"], ["propose"], ["compare"], ["cost"], ["convert"],
    ["rank", "--pod", "cpu=500m,memory=1Gi"],
    ["simulate", "--scenario", "{}"], ["explain"],
  ])
  func everyCommandReadsThem(command: [String]) throws {
    let folder = try Scratch()
    let scenario = folder.file("day.yaml")
    try Data("{duration: 1h, events: []}".utf8).write(to: scenario)
    let file = folder.file("cluster.yaml")
    try Data(Self.config.utf8).write(to: file)
    let arguments = command.map { $0 == "{}" ? scenario.path : $0 }
    let rest = command == ["explain"] ? ["node-group", "a"] : []
    let outcome = try Tool.run(arguments + ["-f", file.path] + rest)
    #expect(outcome.status == 0, "\(command) \(outcome.errors)")
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors.contains("Note: The file names no availabilityZones"), "\(outcome.errors)")
  }

  @Test func aFolderStandsForItsFiles() throws {
    let folder = try Scratch()
    for (name, text) in [("b.yaml", Self.config), ("a.txt", "{\"Vpcs\": []}"), (".hidden", "x: ["), ("notes", "words")]
    {
      try Data(text.utf8).write(to: folder.file(name))
    }
    let outcome = try Tool.run("check", "-f", folder.url.path)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("dev: PASS"), "\(outcome.errors)")
    #expect(outcome.errors.contains("notes is not read: it is not recognised"), "\(outcome.errors)")
    let named = try Tool.run("check", "-f", folder.url.path, "-f", folder.file("notes").path)
    #expect(named.status == 2 && named.errors.contains("notes:1:1: the file is not read"), "\(named.errors)")
  }

  @Test func severalClustersNeedAName() throws {
    let folder = try Scratch()
    for name in ["dev", "prod"] {
      try Data(Self.config.replacing("name: dev", with: "name: \(name)").utf8).write(to: folder.file(name))
    }
    let outcome = try Tool.run("check", "-f", folder.url.path)
    #expect(outcome.status == 2 && outcome.errors.contains("2 clusters, dev, prod; choose one with --cluster"))
    let prod = try Tool.run("check", "-f", folder.url.path, "--cluster", "prod", "--set", "nodeGroups.a.maxSize=12")
    #expect(prod.status == 0 && prod.output.hasPrefix("prod: PASS"), "\(prod.errors)")
  }

  /// What is not known is no failure, unless it is asked for.
  @Test func unknownIsNoFailureUnlessAsked() throws {
    let config = Self.config.replacing("instanceType: m5.large", with: "launchTemplate: {id: lt-1, version: \"2\"}")
    for (arguments, status) in [([], Int32(0)), (["--strict"], 2), (["--fail-on", "unknown"], 2)] {
      let outcome = try Tool.run(["check", "-f", "-"] + arguments, input: Data(config.utf8))
      #expect(outcome.status == status && outcome.output.hasPrefix("dev: UNKNOWN"), "\(outcome.errors)")
      #expect(outcome.output.contains("--launch-template-id lt-1"))
    }
  }

  /// A plan of Terraform whose subnets do not exist yet.
  @Test func evenSpreadIsAssumedAloud() throws {
    let group = """
      {"address": "aws_eks_node_group.a", "mode": "managed", "type": "aws_eks_node_group", "name": "a", "values": {"cluster_name": \
      "dev", "node_group_name": "a", "scaling_config": [{"desired_size": 2, "max_size": 18, "min_size": 1}]}}
      """
    let subnets = ["a", "b"].enumerated().map { index, zone in
      """
      {"address": "aws_subnet.s[\(index)]", "mode": "managed", "type": "aws_subnet", "name": "s", "values": {"cidr_block": \
      "10.0.\(index).0/24", "availability_zone": "eu-central-1\(zone)"}}
      """
    }
    let plan = """
      {"format_version": "1.2", "planned_values": {"root_module": {"resources": [\(group), \(subnets.joined(separator: ", "))]}},
      "resource_changes": [{"address": "aws_eks_node_group.a", "change": {"actions": ["create"], "after_unknown":
      {"subnet_ids": true, "instance_types": true}}}], "configuration": {"root_module": {"resources": [{"address":
      "aws_eks_node_group.a", "expressions": {"subnet_ids": {"references": ["aws_subnet.s"]}}}]}}}
      """
    let input = Data("[command]/opt/terraform-bin show -json plan\n\(plan)\n".utf8)
    let open = try Tool.run(["check", "-f", "-"], input: input)
    #expect(open.status == 0 && open.output.hasPrefix("dev: UNKNOWN") && open.output.contains("162"), "\(open.errors)")
    let spread = try Tool.run(["check", "-f", "-", "--assume-even-spread"], input: input)
    #expect(spread.status == 0 && spread.output.hasPrefix("dev: PASS") && spread.output.contains("HR-IMP-008"))
    #expect(spread.errors.contains("Note: The nodes of a are assumed to be spread evenly over s[0], s[1]"))
  }

  @Test func standardInputIsReadOnce() throws {
    let subnets = try Repository.bytes(of: Self.fixtures + "shop/describe-subnets.json")
    let outcome = try Tool.run("check", "-f", "-", input: Data(subnets))
    #expect(outcome.status == 0 && outcome.output.hasPrefix("no cluster: PASS"), "\(outcome.errors)")
    let twice = try Tool.run("check", "-f", "-", "-f", "-", input: Data(subnets))
    #expect(twice.status == 2 && twice.errors.contains("standard input can be read only once"))
  }

  /// The plan that `convert` writes gives the same answer, whichever way it was written.
  @Test func convertWritesAPlan() throws {
    let folder = try Scratch()
    let files = ["-f", Self.fixtures + "shop"]
    let answer = try Tool.run(["check"] + files + ["-o", "json"])
    for form in ["yaml", "json"] {
      let path = folder.file("plan.\(form)").path
      let outcome = try Tool.run(["convert"] + files + ["-o", form, "--out-file", path])
      #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
      let printed = try Tool.run(["convert"] + files + ["-o", form])
      #expect(try printed.output == String(contentsOfFile: path, encoding: .utf8))
      let again = try Tool.run("check", "-f", path, "-o", "json")
      #expect(again.status == answer.status)
      #expect(Self.withoutPlaces(again.output) == Self.withoutPlaces(answer.output))
    }
    let text = try String(contentsOfFile: folder.file("plan.yaml").path, encoding: .utf8)
    #expect(text.contains("# \(Self.fixtures)shop/eks-describe-nodegroup.general.json:2:18"), "\(text)")
  }

  private static func withoutPlaces(_ json: String) -> String {
    json.split(separator: "\n").filter { line in
      !["\"file\"", "\"line\"", "\"column\""].contains { line.contains($0) }
    }.joined(separator: "\n")
  }

  /// A plan with measured traffic and own prices takes the files that it names along.
  @Test func convertTakesOtherFilesAlong() throws {
    let folder = try Scratch()
    let text = try Repository.text(of: CommandTests.lab) + "\nprices: [own.csv]\n"
    try Data(text.utf8).write(to: folder.file("plan.yaml"))
    try Data(
      "region,usage,unit,price,currency,source,as_of\nap-northeast-2,nat_gateway_hour,hour,0.1,USD,contract,2026-11-01\n"
        .utf8
    ).write(
      to: folder.file("own.csv"))
    let refused = try Tool.run("convert", "-f", folder.file("plan.yaml").path)
    #expect(refused.status == 64 && refused.errors.contains("use --out-file"), "\(refused.errors)")
    let path = folder.file("copy.yaml").path
    let outcome = try Tool.run("convert", "-f", folder.file("plan.yaml").path, "--out-file", path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let bills = try [folder.file("plan.yaml").path, path].map { try Tool.run("cost", "-f", $0, "-o", "csv").output }
    #expect(bills[0] == bills[1] && !bills[0].isEmpty)
  }

  /// Files of other tools go to standard output or a file, and what they cannot say to standard error.
  @Test func convertWritesFilesOfOtherTools() throws {
    let folder = try Scratch()
    let files = ["-f", Self.fixtures + "shop"]
    for (name, start) in [
      ("configuration-values", "{\n  \"env\": {"), ("eksctl-subnets", "# eksctl finds"),
      ("terraform-locals", "locals {\n"),
    ] {
      let path = folder.file(name).path
      let printed = try Tool.run(["convert"] + files + ["--to", name])
      #expect(printed.status == 0 && printed.output.hasPrefix(start), "\(printed.errors)")
      let written = try Tool.run(["convert"] + files + ["--to", name, "--out-file", path])
      #expect(written.status == 0 && written.output.isEmpty && written.errors == printed.errors)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == printed.output)
    }
    let path = folder.file("eniconfigs").path
    let refused = try Tool.run(["convert"] + files + ["--to", "eniconfigs", "--out-file", path])
    #expect(refused.status == 2 && refused.output.isEmpty && !FileManager.default.fileExists(atPath: path))
    #expect(refused.errors.contains("the plan names no pod subnets; expected cni.eniConfigs"), "\(refused.errors)")
    let plan = try Tool.run(["convert"] + files + ["--to", "plan", "-o", "json"])
    #expect(plan.status == 0 && plan.output.hasPrefix("{"), "\(plan.errors)")
    for (arguments, message) in [
      (["--to", "helm"], "'helm' is invalid"),
      (["--to", "eniconfigs", "-o", "json"], "--output is the form of a plan, and eniconfigs has one form only"),
    ] {
      let outcome = try Tool.run(["convert"] + files + arguments)
      #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome.errors)")
    }
  }
}
