internal import Headroom

/// A file of another tool that was given in place of a plan, recognised by its content and never by its name.
struct ForeignFile {
  /// What the file is, such as "the output of `aws ec2 describe-subnets`".
  let description: String
  /// The option that reads such a file; `nil` if none does.
  private(set) var option: String?
  /// The line on which that shows.
  private(set) var line = 1

  /// What is wrong, in one sentence.
  var objection: String {
    let advice = option.map { "the option \($0) reads it" } ?? "`headroom init` prints one to start from"
    return "this is \(description); expected a plan, which begins with `apiVersion: headroom/v1alpha1` (\(advice))"
  }

  /// Recognises a file; `nil` if it may be a plan.
  init?(_ file: SourceFile) {
    let bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? file.bytes[3...] : file.bytes[...]
    if let found = Self.conflict(in: bytes) ?? Self.text(bytes) {
      self = found
      return
    }
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let top = isJSON ? Self.jsonKeys(file.name, Array(bytes)) : Self.yamlKeys(bytes.prefix(Self.beginning))
    guard let found = Self.recognised(top) else { return nil }
    self = found
  }

  private init(_ description: String, option: String? = nil, line: Int = 1) {
    (self.description, self.option, self.line) = (description, option, line)
  }

  /// The number of bytes that are looked at in files that are not JSON.
  private static let beginning = 1 << 16

  // MARK: Text

  /// Returns the marks of a merge conflict, which Git writes at the start of lines.
  private static func conflict(in bytes: ArraySlice<UInt8>) -> ForeignFile? {
    let mark = Array("<<<<<<< ".utf8)
    var line = 1
    for place in bytes.indices {
      if bytes[place] == mark[0], place == bytes.startIndex || bytes[place - 1] == 0x0A,
        bytes[place...].starts(with: mark)
      {
        return ForeignFile("a file with an unresolved merge conflict", line: line)
      }
      if bytes[place] == 0x0A { line += 1 }
    }
    return nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> ForeignFile? {
    let starts: [(String, String)] = [
      ("PK\u{3}\u{4}", "a zip archive, such as a plan that `terraform plan -out` wrote"),
      ("```", "Markdown"), ("SUBNETS\t", "the output of `aws` with `--output text`"),
      ("NETWORKINTERFACES\t", "the output of `aws` with `--output text`"),
      ("----------", "the output of `aws` with `--output table`"),
    ]
    return starts.first { bytes.starts(with: $0.0.utf8) }.map { ForeignFile($0.1) }
  }

  // MARK: Keys

  /// Returns the top-level keys of a JSON text, or those of the first object of an array, with the values that are text.
  private static func jsonKeys(_ name: String, _ bytes: [UInt8]) -> [String: String] {
    var json = JSONReader(name, bytes)
    var keys: [String: String] = [:]
    do {
      if try json.beginArray() {
        guard try json.nextItem() else { return [:] }
        keys["[]"] = ""
      }
      guard try json.beginObject() else { return [:] }
      while keys.count < 100, try json.nextKey() {
        let key = json.key
        keys[key] = try json.text() ?? ""
      }
    } catch {
      // What was read before the mistake is enough to tell; the mistake itself is found when the file is read.
    }
    return keys
  }

  /// Returns the keys at the start of lines, with the rest of the line.
  private static func yamlKeys(_ bytes: ArraySlice<UInt8>) -> [String: String] {
    var keys: [String: String] = [:]
    for line in bytes.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let first = line.first, first > 0x20,
        first != UInt8(ascii: "#"), first != UInt8(ascii: "-")
      else { continue }
      let key = String(decoding: line[..<colon], as: UTF8.self)
      let unwanted = [0x20, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'")]
      if keys[key] == nil {
        keys[key] = String(decoding: line[(colon + 1)...].filter { !unwanted.contains($0) }, as: UTF8.self)
      }
    }
    return keys
  }

  private static func recognised(_ keys: [String: String]) -> ForeignFile? {
    func has(_ wanted: String...) -> Bool { wanted.allSatisfy { keys[$0] != nil } }
    if let version = keys["apiVersion"] {
      if version.hasPrefix("headroom/") || version.isEmpty { return nil }
      if version.hasPrefix("eksctl.io/") { return ForeignFile("a ClusterConfig of eksctl") }
      return has("kind") && keys["region"] == nil ? ForeignFile("a file with objects of Kubernetes") : nil
    }
    if has("format_version", "planned_values") || has("format_version", "resource_changes") {
      return ForeignFile("a plan of Terraform, as `terraform show -json` prints it")
    }
    if has("format_version", "values") {
      return ForeignFile("a state of Terraform, as `terraform show -json` prints it")
    }
    if has("serial", "lineage") { return ForeignFile("a state file of Terraform") }
    if has("@level", "@message") { return ForeignFile("the log of `terraform plan -json`") }
    if has("AWSTemplateFormatVersion") { return ForeignFile("a template of CloudFormation") }
    if has("offerCode", "terms") || has("PriceList") {
      return ForeignFile("a price list of AWS", option: "--prices")
    }
    // Keys of a plan that lacks its header are not those of another tool.
    if has("vpc") || has("nodeGroups") { return nil }
    let command =
      awsCommands.first { keys[$0.key] != nil }
      ?? awsItems.first { item in item.keys.allSatisfy { has($0) } }
      .map { (key: "", command: $0.command) }
    return command.map {
      ForeignFile("the output of `aws \($0.command)`", option: $0.key == "InstanceTypes" ? "--instance-types" : nil)
    }
  }

  /// The top-level keys of the AWS CLI's output.
  private static let awsCommands: [(key: String, command: String)] = [
    ("Subnets", "ec2 describe-subnets"), ("Vpcs", "ec2 describe-vpcs"),
    ("SubnetIpv4CidrReservations", "ec2 get-subnet-cidr-reservations"),
    ("NetworkInterfaces", "ec2 describe-network-interfaces"), ("Reservations", "ec2 describe-instances"),
    ("InstanceTypes", "ec2 describe-instance-types"), ("NatGateways", "ec2 describe-nat-gateways"),
    ("VpcEndpoints", "ec2 describe-vpc-endpoints"), ("LoadBalancers", "elbv2 describe-load-balancers"),
    ("LoadBalancerDescriptions", "elb describe-load-balancers"),
    ("AutoScalingGroups", "autoscaling describe-auto-scaling-groups"),
    ("LaunchTemplateVersions", "ec2 describe-launch-template-versions"), ("cluster", "eks describe-cluster"),
    ("nodegroup", "eks describe-nodegroup"), ("addon", "eks describe-addon"),
    ("fargateProfile", "eks describe-fargate-profile"), ("nodegroups", "eks list-nodegroups"),
    ("clusters", "eks list-clusters"), ("addons", "eks list-addons"),
  ]

  /// The keys of the items of a list that `--query` took out of the output.
  private static let awsItems: [(keys: [String], command: String)] = [
    (["[]", "SubnetId", "CidrBlock"], "ec2 describe-subnets"),
    (["[]", "NetworkInterfaceId"], "ec2 describe-network-interfaces"),
    (["[]", "InstanceId", "InstanceType"], "ec2 describe-instances"),
    (["[]", "VpcId", "CidrBlockAssociationSet"], "ec2 describe-vpcs"),
  ]
}
