import Foundation
import HeadroomTestSupport
import Testing

/// Snapshots of a cluster that scripts in place of `aws` and `kubectl` describe.
@Suite struct SnapshotCommandTests {
  private let scratch: Scratch
  private let fixtures = Repository.root.appending(path: "Tests/HeadroomImportTests/Fixtures").path

  init() throws {
    scratch = try Scratch()
    let bin = scratch.file("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let log = scratch.file("log").path
    let aws = """
      #!/bin/sh
      echo "aws $*" >> \(log)
      case "$*" in
      "$DENY"*) echo "An error occurred (UnauthorizedOperation): SECRETLESS" >&2; exit 254;;
      esac
      cd \(fixtures)/shop
      case "$1 $2" in
      "eks list-fargate-profiles") echo '{"fargateProfileNames": []}';;
      "eks list-nodegroups") cat eks-list-nodegroups.json;;
      "eks describe-cluster") cat eks-describe-cluster.json;;
      "eks describe-addon") cat eks-describe-addon.vpc-cni.json;;
      "eks describe-nodegroup") cat "eks-describe-nodegroup.$6.json";;
      "elb describe-load-balancers") echo '{"LoadBalancerDescriptions": []}';;
      "elbv2 describe-load-balancers") cat describe-load-balancers.json;;
      "autoscaling describe-auto-scaling-groups") echo '{"AutoScalingGroups": []}';;
      "ec2 get-subnet-cidr-reservations") f=$(grep -l "$4" get-subnet-*.json) && cat $f || echo '{"SubnetIpv4CidrReservations": []}';;
      "ec2 describe-"*) cat "$2.json";;
      *) echo "not on the list" >&2; exit 2;;
      esac
      """
    let kubectl = """
      #!/bin/sh
      echo "kubectl $*" >> \(log)
      cd \(fixtures)/kubectl
      case "$1 $2" in
      "get nodes") cat nodes.json;;
      "get pods") cat pods.json;;
      "get deployments"*) cat workloads.json;;
      "get services"*) cat services.json;;
      "get horizontal"*) echo '{"apiVersion": "v1", "items": [], "kind": "List"}';;
      *) echo "error: the server doesn't have a resource type \\"$2\\"" >&2; exit 1;;
      esac
      """
    for (name, text) in [("aws", aws), ("kubectl", kubectl)] {
      let file = bin.appending(path: name)
      try Data((text + "\n").utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
  }

  private func snapshot(_ name: String, _ arguments: String..., deny: String = "none") throws -> Tool.Outcome {
    try Tool.run(
      ["snapshot", "--cluster", "shop", "--out-dir", scratch.file(name).path] + arguments,
      environment: ["PATH": "\(scratch.file("bin").path):/usr/bin:/bin", "DENY": deny])
  }

  private func convert(_ paths: [String]) throws -> [String] {
    let plan = try Tool.run(["convert", "-o", "json"] + paths.flatMap { ["-f", $0] }).output
    // The places of files are in remarks.
    return plan.split(separator: "\n").filter { !$0.contains("\"kind\": \"leakedInterface\"") }
      .map { $0.hasSuffix(",") ? String($0.dropLast()) : String($0) }
  }

  /// The folder says what the same answers say in files, and a second run writes the same bytes.
  @Test func theFolderIsWhatTheFilesAre() throws {
    #expect(try snapshot("one", "--region", "eu-central-1").status == 0)
    #expect(try snapshot("two", "--region", "eu-central-1").status == 0)
    let aws = [
      "describe-subnets", "describe-network-interfaces", "describe-instances", "describe-nat-gateways",
      "describe-load-balancers", "describe-vpcs", "describe-vpc-endpoints", "describe-launch-template-versions",
      "get-subnet-cidr-reservations.pods-a", "get-subnet-cidr-reservations.private-a", "eks-describe-cluster",
      "eks-list-nodegroups", "eks-describe-nodegroup.general", "eks-describe-nodegroup.batch",
      "eks-describe-nodegroup.defaults", "eks-describe-addon.vpc-cni",
    ]
    let kubectl = ["nodes", "pods", "workloads", "services"]
    let files = aws.map { "\(fixtures)/shop/\($0).json" } + kubectl.map { "\(fixtures)/kubectl/\($0).json" }
    #expect(try convert([scratch.file("one").path]) == convert(files))
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.file("one").path).sorted()
    #expect(try names == FileManager.default.contentsOfDirectory(atPath: scratch.file("two").path).sorted())
    for name in names {
      let (one, two) = try (
        Data(contentsOf: scratch.file("one/\(name)")), Data(contentsOf: scratch.file("two/\(name)"))
      )
      #expect(one == two, "\(name)")
      #expect(!String(decoding: one, as: UTF8.self).contains("MARKER"), "\(name)")
    }
  }

  /// Only the commands that `--dry-run` prints are run, and they only read.
  @Test func onlyTheListedCommandsRun() throws {
    _ = try snapshot("one")
    let ran = try String(contentsOf: scratch.file("log"), encoding: .utf8).split(separator: "\n").map(String.init)
    let listed = try Tool.run("snapshot", "--cluster", "shop", "--dry-run").output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(ran.count > 30)
    for command in ran {
      let words = command.split(separator: " ").map(String.init)
      let isListed = listed.contains { line in
        line.count == words.count
          && zip(line, words).allSatisfy {
            $0 == $1 || $0.contains("EACH_") || $0.contains("VPC_OF") || $0 == "VERSION"
          }
      }
      #expect(isListed, "\(command)")
      #expect(
        words[0] == "kubectl" ? words[1] == "get" : ["describe-", "list-", "get-"].contains { words[2].hasPrefix($0) })
    }
  }

  /// A command that is refused is written down, and is unknown afterwards, with its name.
  @Test func refusals() throws {
    let outcome = try snapshot("one", deny: "ec2 describe-network-interfaces")
    #expect(outcome.status == 0 && outcome.errors.contains("not known: aws ec2 describe-network-interfaces"))
    let checked = try Tool.run("check", "-f", scratch.file("one").path, "-o", "json")
    #expect(checked.output.contains("describe-network-interfaces --filters"))
    #expect(checked.output.contains("UnauthorizedOperation"))
  }

  /// The folder is written whole or not at all, and never over anything else.
  @Test func theFolderIsWrittenWhole() throws {
    let none = try snapshot("none", deny: "")
    #expect(none.status == 0)
    let other = scratch.file("other")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: other.appending(path: "notes.txt"))
    #expect(try snapshot("other").status == 64)
    #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == ["notes.txt"])
    let missing = try Tool.run(
      ["snapshot", "--cluster", "shop", "--out-dir", scratch.file("new").path], environment: ["PATH": "/nowhere"])
    #expect(missing.status == 2 && missing.errors.contains("not installed"))
    #expect(!FileManager.default.fileExists(atPath: scratch.file("new").path))
    #expect(try Tool.run("snapshot", "--cluster", "--rm", "--dry-run").status == 64)
    #expect(try Tool.run("snapshot", "--cluster", "shop").status == 64)
    let hidden = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).filter { $0.hasPrefix(".") }
    #expect(hidden.isEmpty)
  }
}
