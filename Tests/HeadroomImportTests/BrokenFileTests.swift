import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Files of other tools that are broken: an error with a position or a plan, and never a crash.
@Suite struct BrokenFileTests {
  private static let subnets = """
    {"Subnets": [{"SubnetId": "subnet-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-central-1a",
      "AvailabilityZoneId": "euc1-az2", "VpcId": "vpc-1", "AvailableIpAddressCount": 200,
      "Tags": [{"Key": "Name", "Value": "a"}, {"Key": "kubernetes.io/role/cni", "Value": "1"}]}], "Other": {"x": [1, {}]}}
    """

  private static let interfaces = """
    {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "InterfaceType": "interface",
      "Description": "ELB app/web/1", "RequesterManaged": true, "Attachment": {"InstanceId": "i-1", "InstanceOwnerId": "1"},
      "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.9"}], "Ipv4Prefixes": [{"Ipv4Prefix": "10.0.0.32/28"}],
      "Operator": {"Managed": false}, "TagSet": [{"Key": "cluster.k8s.amazonaws.com/name", "Value": "dev"}]}]}
    """

  private static let group = """
    {"nodegroup": {"nodegroupName": "a", "clusterName": "dev", "capacityType": "SPOT", "instanceTypes": ["m5.large"],
      "scalingConfig": {"minSize": 1, "maxSize": 3, "desiredSize": 2}, "subnets": ["subnet-1"], "amiType": "AL2023_x86_64",
      "labels": {"a": "b"}, "launchTemplate": {"id": "lt-1", "version": "$Default"}, "updateConfig": {"maxUnavailable": 1},
      "health": {"issues": [{"code": "X"}]}, "taints": [{"key": "k"}]}}
    """

  private static let config = """
    {"apiVersion": "eksctl.io/v1alpha5", "kind": "ClusterConfig", "metadata": {"name": "dev", "region": "eu-central-1",
      "version": "1.34"}, "vpc": {"cidr": "10.0.0.0/16", "nat": {"gateway": "Single"}}, "availabilityZones": ["eu-central-1a",
      "eu-central-1b"], "privateCluster": {"enabled": false}, "addons": [{"name": "vpc-cni", "configurationValues":
      "env: {WARM_IP_TARGET: 2}"}], "managedNodeGroups": [{"name": "a", "instanceTypes": ["m5.large"], "desiredCapacity": 1,
      "minSize": 1, "maxSize": 3, "privateNetworking": true, "subnets": ["eu-central-1a"], "amiFamily": "AmazonLinux2023",
      "maxPodsPerNode": 20, "labels": {"a": "b"}, "updateConfig": {"maxUnavailable": 1}, "preBootstrapCommands": ["a"]}],
      "fargateProfiles": [{"name": "f", "subnets": ["eu-central-1a"]}], "autoModeConfig": {"enabled": false}}
    """

  private static let files = [subnets, interfaces, group, config]

  /// Imports a text beside a file with a subnet. An error must have a position in the file.
  private func read(_ bytes: [UInt8]) {
    do {
      let file = SourceFile(name: "broken", bytes: bytes)
      let other = SourceFile(name: "other", bytes: Array("{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}]}".utf8))
      let imported = try importPlan([file, other])
      _ = exportPlan(imported, as: .yaml, name: "p")
    } catch {
      let problem = error.problems[0]
      #expect(problem.position != nil || problem.message.hasPrefix("the files describe"), "\(error)")
    }
  }

  @Test func theyAreValid() throws {
    func file(_ text: String) -> SourceFile { SourceFile(name: String(text.prefix(9)), bytes: Array(text.utf8)) }
    #expect(throws: Never.self) { try importPlan([file(Self.subnets), file(Self.interfaces), file(Self.group)]) }
    #expect(throws: Never.self) { try importPlan([file(Self.config)]) }
  }

  /// Cut off after every byte.
  @Test(arguments: files) func cutAnywhere(text: String) {
    let bytes = Array(text.utf8)
    for end in 0..<bytes.count { read(Array(bytes[..<end])) }
  }

  /// Each value in turn replaced by one of another kind, and left out.
  @Test(arguments: files) func valuesOfOtherKinds(text: String) throws {
    let others = [
      "null", "true", "-1", "1e400", "\"\"", "\"x\"", "[]", "{}", "[[{}]]", "{\"a\": [1]}", "99999999999999999999",
    ]
    let places = try #require(Self.values(of: text))
    #expect(places.count > 15)
    for place in places {
      for other in others {
        let bytes = Array(text.utf8)
        read(Array(bytes[..<place.lowerBound]) + Array(other.utf8) + Array(bytes[place.upperBound...]))
      }
    }
  }

  /// The places of all values in a JSON text, objects and lists included.
  private static func values(of text: String) -> [Range<Int>]? {
    let bytes = Array(text.utf8)
    var found: [Range<Int>] = []
    var starts: [Int] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): starts.append(index)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard let start = starts.popLast() else { return nil }
        found.append(start..<(index + 1))
      case UInt8(ascii: "\""):
        let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\""))! + 1
        if bytes[end...].first(where: { $0 > 0x20 }) != UInt8(ascii: ":") { found.append(index..<end) }
        index = end - 1
      case 48...57:
        let end = bytes[index...].firstIndex { !(48...57 ~= $0) }!
        found.append(index..<end)
        index = end - 1
      default: break
      }
      index += 1
    }
    return found
  }

  /// Random subsets of the keys of a valid file.
  @Test(arguments: files) func keysLeftOut(text: String) throws {
    var random = SeededGenerator()
    let bytes = Array(text.utf8)
    let places = try #require(Self.values(of: text))
    for _ in 0..<200 {
      var result = bytes
      for place in places.shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random)) {
        for index in place { result[index] = 0x20 }
        if place.count >= 4 { result.replaceSubrange(place.prefix(4), with: Array("null".utf8)) }
      }
      read(result)
    }
  }

  @Test(arguments: [
    (String(repeating: "[", count: 10_000), "nested more than 64 levels deep"),
    ("{\"Subnets\": " + String(repeating: "[", count: 10_000), "nested more than 64 levels deep"),
    ("{\"Subnets\": [{\"SubnetId\": \"" + String(repeating: "x", count: 10 << 20) + "\"}]}", "is longer than"),
    (
      "{\"Subnets\": [{\"AvailableIpAddressCount\": " + String(repeating: "9", count: 400) + "}]}",
      "the subnet has no SubnetId"
    ),
    ("{\"Subnets\": [{\"SubnetId\": \"\\ud83d\"}]}", "the escape is half of a character"),
    (
      "{\"Subnets\": [{\"SubnetId\": \"a\", \"CidrBlock\": \"10.0.0.0/24\", \"CidrBlock\": \"10.0.0.0/24\"}]}",
      "duplicate key"
    ),
    ("{\"Subnets\": [{\"SubnetId\": \"a\" \"b\": 1}]}", "expected ',' or '}'"),
    ("{\"Subnets\": [{\"SubnetId\": tru}]}", "is not a value of JSON"),
    ("Subnets:\n- SubnetId: &a [*a]\n", "no value before this place has the anchor 'a'"),
  ])
  func whatIsHostileIsRefused(text: String, message: String) {
    let error = #expect(throws: PlanError.self) { try importPlan([SourceFile(name: "x", bytes: Array(text.utf8))]) }
    #expect(error?.description.contains(message) == true, "\(error?.description.prefix(300) ?? "")")
    #expect(error?.description.hasPrefix("x:") == true)
  }

  /// A few aliases that stand for more values than fit into memory.
  @Test func anAliasBombIsRefused() {
    var text = "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    let error = #expect(throws: PlanError.self) { try importPlan([SourceFile(name: "x", bytes: Array(text.utf8))]) }
    #expect(error?.description.hasSuffix("the file has more than 1000000 values, which is the maximum") == true)
    // A chain of aliases is as deep as what it stands for.
    var chain = "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\na0: &a0 [x]\n"
    for level in 1...100 { chain += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    let deep = #expect(throws: PlanError.self) { try importPlan([SourceFile(name: "x", bytes: Array(chain.utf8))]) }
    #expect(deep?.description.contains("nested more than 64 levels deep") == true)
  }

  @Test(arguments: [
    [0x00], [0xFF, 0xFE], [0xFE, 0xFF, 0xD8, 0x00], [0x7B, 0x00], [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D],
    [0xEF, 0xBB, 0xBF],
  ])
  func bytesThatAreNoText(bytes: [UInt8]) {
    #expect(throws: PlanError.self) { try importPlan([SourceFile(name: "x", bytes: bytes)]) }
  }

  /// PowerShell writes what it redirects in UTF-16.
  @Test func utf16IsRead() throws {
    for isLittle in [true, false] {
      var bytes: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
      for unit in Self.subnets.utf16 {
        bytes += isLittle ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      }
      #expect(try importPlan([SourceFile(name: "x", bytes: bytes)]).plan.subnets.map(\.name) == ["a"])
    }
  }

  /// Random bytes in a valid file.
  @Test func randomBytes() {
    var random = SeededGenerator()
    for text in Self.files {
      for _ in 0..<300 {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        read(bytes)
      }
    }
  }
}
