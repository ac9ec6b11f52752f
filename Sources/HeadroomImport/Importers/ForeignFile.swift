internal import Headroom

/// A file of another tool, recognised by its content and never by its name.
struct ForeignFile {
  /// What reads a file.
  enum Kind {
    case aws, eksctl, kubernetes, instanceTypes, terraform, snapshot
    /// Nothing does.
    case refused
  }

  /// What reads the file.
  let kind: Kind
  /// What the file is, such as "a ClusterConfig of eksctl".
  let description: String
  /// What to do instead; `nil` if there is nothing but a plan to write.
  private let advice: String?
  /// The line on which that shows.
  private(set) var line = 1

  /// What can be read, for messages.
  static let readable = """
    a plan, which begins with `apiVersion: headroom/v1alpha1`, a ClusterConfig of eksctl, the output of `terraform show \
    -json` or `kubectl get -o json`, or the JSON output of `aws ec2 describe-…`, `aws eks describe-…`, `aws elbv2 \
    describe-load-balancers` or `aws autoscaling describe-auto-scaling-groups`
    """

  /// What is wrong, in one sentence.
  var objection: String {
    "this is \(description), which is not read; "
      + (advice ?? "expected \(Self.readable) (`headroom init` prints a plan to start from)")
  }

  /// Returns whether a file has a key of a plan at its top.
  static func isPlan(_ file: SourceFile) -> Bool {
    let keys = topKeys(file, beginning)
    let own = ["vpc", "nodeGroups", "cni", "workloads", "services", "reservations", "metadata", "policy", "growth"]
    return keys["apiVersion"]?.hasPrefix("headroom/") ?? own.contains { keys[$0] != nil }
  }

  /// Recognises a file in UTF-8 without a byte order mark; `nil` if it may be a plan.
  init?(_ file: SourceFile) {
    let bytes = file.bytes[...]
    if let found = Self.conflict(in: bytes) ?? Self.text(bytes) {
      self = found
      return
    }
    let keys = Self.topKeys(file, Self.beginning)
    if let found = Self.terraform(keys, bytes) {
      self = found
      return
    }
    guard let found = Self.recognised(keys) else { return nil }
    self = found
  }

  private init(_ description: String, _ kind: Kind = .refused, advice: String? = nil, line: Int = 1) {
    (self.description, self.kind, self.advice, self.line) = (description, kind, advice, line)
  }

  /// Returns the keys at the top of a file, with the values that are text.
  private static func topKeys(_ file: SourceFile, _ beginning: Int) -> [String: String] {
    let bytes = file.bytes[...]
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    return isJSON ? jsonKeys(file.name, Array(bytes)) : yamlKeys(bytes.prefix(beginning))
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
        return ForeignFile(
          "a file with an unresolved merge conflict", advice: "resolve the conflict that starts here", line: line)
      }
      if bytes[place] == 0x0A { line += 1 }
    }
    return nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> ForeignFile? {
    let json = "print it with --output json"
    let starts: [(start: String, description: String, advice: String?)] = [
      ("PK", "a zip archive, such as a plan that `terraform plan -out` wrote", terraformAdvice),
      ("```", "Markdown", nil),
      ("SUBNETS\t", "the output of `aws` with `--output text`", json),
      ("NETWORKINTERFACES\t", "the output of `aws` with `--output text`", json),
      ("RESERVATIONS\t", "the output of `aws` with `--output text`", json),
      ("NODEGROUP\t", "the output of `aws` with `--output text`", json),
      ("CLUSTER\t", "the output of `aws` with `--output text`", json),
      ("----------", "the output of `aws` with `--output table`", json),
      ("NAME ", "a table of `kubectl`", "print it with -o json"),
      ("NAMESPACE ", "a table of `kubectl`", "print it with -o json"),
    ]
    if let found = starts.first(where: { bytes.starts(with: $0.start.utf8) }) {
      return ForeignFile(found.description, advice: found.advice)
    }
    return dump(bytes.prefix(beginning)) ?? template(bytes.prefix(beginning))
  }

  /// Returns a dump of `kubectl cluster-info dump`, which may begin with a stray brace.
  private static func dump(_ bytes: ArraySlice<UInt8>) -> ForeignFile? {
    let start = bytes.filter { $0 > 0x20 }.prefix(64)
    guard start.starts(with: "{{\"kind\":\"".utf8) else { return nil }
    return ForeignFile("a dump of `kubectl cluster-info dump`", .kubernetes)
  }

  /// Returns a template of Helm: it has braces where YAML begins a value.
  private static func template(_ bytes: ArraySlice<UInt8>) -> ForeignFile? {
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      if text.starts(with: "{{".utf8), !text.starts(with: "{{}".utf8) || text.contains(UInt8(ascii: "-")) {
        return ForeignFile("a template", advice: "render it first (helm template, envsubst)", line: number + 1)
      }
    }
    return nil
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
        // Only the beginning of a large file is here, and a value may go on behind it.
        let key = json.key
        keys[key] = ""
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
      let unwanted = [0x20, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'")]
      let key = String(decoding: line[..<colon].filter { !unwanted.contains($0) }, as: UTF8.self)
      if keys[key] == nil {
        keys[key] = String(decoding: line[(colon + 1)...].filter { !unwanted.contains($0) }, as: UTF8.self)
      }
    }
    return keys
  }

  private static func recognised(_ keys: [String: String]) -> ForeignFile? {
    func has(_ wanted: String...) -> Bool { wanted.allSatisfy { keys[$0] != nil } }
    if let version = keys["apiVersion"] {
      if version.hasPrefix("headroom/"), keys["kind"] == "Snapshot" {
        return ForeignFile("the list of the commands of a snapshot", .snapshot)
      }
      if version.hasPrefix("headroom/") || version.isEmpty { return nil }
      if version.hasPrefix("eksctl.io/") { return ForeignFile("a ClusterConfig of eksctl", .eksctl) }
      let isObject = has("kind") || has("items")
      return isObject && keys["region"] == nil ? ForeignFile("a file with objects of Kubernetes", .kubernetes) : nil
    }
    // An item of a list may lack its version, and so does everything in a dump.
    if let kind = keys["kind"], kind != "CapacityPlan", has("metadata") || has("items") {
      return ForeignFile("a file with objects of Kubernetes", .kubernetes)
    }
    // Keys of a plan that lacks its header are not those of another tool.
    if has("vpc") || has("nodeGroups") { return nil }
    if has("AWSTemplateFormatVersion") {
      return ForeignFile("a template of CloudFormation", advice: "print what it made with `aws ec2 describe-…`")
    }
    if has("offerCode", "terms") || has("PriceList") {
      return ForeignFile("a price list of AWS", advice: "the option --prices reads it")
    }
    if has("InstanceTypes") { return ForeignFile("the output of `aws ec2 describe-instance-types`", .instanceTypes) }
    let output =
      AWSOutput.all.first { keys[$0.key] != nil }
      ?? (has("[]") ? AWSOutput.withItem { keys[$0] != nil } : nil)
    if let output { return ForeignFile("the output of `aws \(output.command)`", .aws) }
    guard has("[]"), keys.count > 1 else { return nil }
    return ForeignFile(
      "a list whose items have none of the keys that the AWS CLI prints",
      advice: "if --query renamed them, print the command's whole output")
  }

  /// What to do with files that Terraform writes for itself.
  private static let terraformAdvice = "print it with `terraform show -json`, and give its output"

  /// Returns a file of Terraform or OpenTofu. Of a large file only the beginning is known, and its first key may be that of
  /// any part.
  private static func terraform(_ keys: [String: String], _ bytes: ArraySlice<UInt8>) -> ForeignFile? {
    func has(_ wanted: String...) -> Bool { wanted.allSatisfy { keys[$0] != nil } }
    if has("serial", "lineage") { return ForeignFile("a state file of Terraform", advice: terraformAdvice) }
    if has("@level", "@message") {
      return ForeignFile("the log of `terraform plan -json`", advice: "print the plan with `terraform show -json PLAN`")
    }
    let parts = ["planned_values", "resource_changes", "values", "prior_state", "configuration", "variables"]
    let hasParts = parts.contains { keys[$0] != nil }
    if keys["format_version"] != nil {
      guard hasParts || keys.keys.allSatisfy(["format_version", "terraform_version"].contains) else { return nil }
      let isState = has("values") && !has("planned_values")
      return ForeignFile(
        "a \(isState ? "state" : "plan") of Terraform, as `terraform show -json` prints it", .terraform)
    }
    // With sorted keys, the configuration of a large plan comes before its version.
    guard has("configuration"), keys["apiVersion"] == nil, keys["[]"] == nil,
      bytes.firstRange(of: "\"root_module\"".utf8) != nil || bytes.firstRange(of: "\"provider_config\"".utf8) != nil
    else { return nil }
    return ForeignFile("a plan of Terraform, as `terraform show -json` prints it", .terraform)
  }
}
