import Headroom
import HeadroomImport

/// Plans and states of Terraform that tests make.
struct TerraformText {
  /// A resource with its values, what is unknown in them, and what the plan does.
  struct Resource {
    var address: String
    var values: JSONText
    var unknown: JSONText = [:]
    var actions = ["create"]
    var before: JSONText = nil
    var isData = false
    var sensitive: JSONText = [:]
  }

  var resources: [Resource] = []
  /// The data sources that were read for the plan.
  var data: [Resource] = []
  var configuration: JSONText = [:]
  var variables: JSONText = [:]
  var rest: JSONText = [:]
  var version = "1.2"

  /// The plan.
  var plan: SourceFile { file(planText.description) }

  /// The state after the plan: all values, and nothing unknown.
  var state: SourceFile {
    let root: JSONText = ["root_module": Self.module(resources + data, "")]
    return file(
      JSONText.object([("format_version", "1.0"), ("terraform_version", "1.11.4"), ("values", root)]).description)
  }

  func file(_ text: String, name: String = "plan.json") -> SourceFile {
    SourceFile(name: name, bytes: Array(text.utf8))
  }

  var planText: JSONText {
    let prior: JSONText = ["format_version": "1.0", "values": ["root_module": Self.module(data, "")]]
    return JSONText.object([
      ("format_version", .text(version)), ("terraform_version", "1.11.4"), ("variables", variables),
      ("planned_values", ["root_module": Self.module(resources.filter { $0.actions != ["delete"] }, "")]),
      ("resource_changes", .list(resources.map(Self.change))), ("prior_state", prior), ("configuration", configuration),
      ("timestamp", "2026-11-28T00:00:00Z"), ("errored", false), ("complete", true),
    ]).with(rest)
  }

  /// Returns the module of an address, with the modules in it.
  private static func module(_ resources: [Resource], _ path: String) -> JSONText {
    func rest(_ resource: Resource) -> Substring { resource.address.dropFirst(path.isEmpty ? 0 : path.count + 1) }
    var own: [JSONText] = []
    var children: [String: [Resource]] = [:]
    for resource in resources {
      guard rest(resource).hasPrefix("module.") else {
        own.append(Self.resource(resource, String(rest(resource))))
        continue
      }
      // The first call in the rest of the address; keys may have dots.
      var (call, isKey) = ("module.", false)
      for character in rest(resource).dropFirst("module.".count) {
        if character == "[" { isKey = true }
        if character == "]" { isKey = false }
        if character == ".", !isKey { break }
        call.append(character)
      }
      children[path.isEmpty ? call : path + "." + call, default: []].append(resource)
    }
    let list = children.sorted { $0.key < $1.key }.map { module($0.value, $0.key).with(["address": .text($0.key)]) }
    return ["resources": .list(own), "child_modules": .list(list)]
  }

  private static func resource(_ resource: Resource, _ own: String) -> JSONText {
    let words = own.split(separator: ".").map(String.init)
    let type = words[0] == "data" ? words[1] : words[0]
    return [
      "address": .text(resource.address), "mode": resource.isData ? "data" : "managed", "type": .text(type),
      "name": "x", "provider_name": "registry.terraform.io/hashicorp/aws", "schema_version": 1,
      "values": resource.values, "sensitive_values": resource.sensitive,
    ]
  }

  private static func change(_ resource: Resource) -> JSONText {
    let before: JSONText = resource.actions == ["no-op"] ? resource.values : resource.before
    return [
      "address": .text(resource.address), "mode": "managed", "type": "x", "name": "x",
      "change": [
        "actions": .list(resource.actions.map(JSONText.text)), "before": before, "after": resource.values,
        "after_unknown": resource.unknown, "before_sensitive": false, "after_sensitive": resource.sensitive,
      ],
    ]
  }

  // MARK: Parts

  static func subnet(_ address: String, _ index: Int, id: String? = nil, prefix: Int = 24) -> Resource {
    let zone = "eu-central-1" + ["a", "b", "c"][index % 3]
    let values: JSONText = ["cidr_block": .text("10.0.\(index).0/\(prefix)"), "availability_zone": .text(zone)]
    guard let id else { return Resource(address: address, values: values, unknown: ["id": true, "vpc_id": true]) }
    return Resource(address: address, values: values.with(["id": .text(id), "vpc_id": "vpc-1"]), actions: ["no-op"])
  }

  static func group(
    _ address: String = "aws_eks_node_group.workers", most: Int = 18, types: [String]? = nil, subnets: [String]? = nil,
    _ rest: JSONText = [:], unknown: JSONText = [:]
  ) -> Resource {
    var values: JSONText = [
      "cluster_name": "dev", "node_group_name": "workers", "ami_type": "AL2023_x86_64_STANDARD",
      "scaling_config": [["desired_size": 2, "max_size": .number(most), "min_size": 1]], "launch_template": [],
    ]
    var open: JSONText = ["scaling_config": [[:]]]
    if let types {
      values = values.with(["instance_types": .list(types.map(JSONText.text))])
      open = open.with(["instance_types": .list(types.map { _ in false })])
    } else {
      open = open.with(["instance_types": true])
    }
    if let subnets {
      values = values.with(["subnet_ids": .list(subnets.map(JSONText.text))])
    } else {
      open = open.with(["subnet_ids": true])
    }
    return Resource(address: address, values: values.with(rest), unknown: open.with(unknown))
  }

  static let cluster = Resource(
    address: "aws_eks_cluster.dev", values: ["name": "dev", "version": "1.34", "vpc_config": [[:]]],
    unknown: ["vpc_config": [["subnet_ids": true, "vpc_id": true]]])

  static func references(_ texts: String...) -> JSONText { ["references": .list(texts.map(JSONText.text))] }

  /// Returns a configuration of the root, with the expressions of resources by address.
  static func root(
    _ resources: [(String, JSONText)], calls: JSONText = [:], region: JSONText = ["constant_value": "eu-central-1"]
  ) -> JSONText {
    let list = resources.map { address, expressions -> JSONText in
      ["address": .text(address), "mode": "managed", "expressions": expressions]
    }
    return [
      "provider_config": ["aws": ["name": "aws", "expressions": ["region": region]]],
      "root_module": ["resources": .list(list), "module_calls": calls],
    ]
  }

  /// The example of the documentation: a group in two subnets that do not exist yet, without instance types.
  static func example(most: Int = 18, references: [String] = ["aws_subnet.private"], types: JSONText? = nil)
    -> TerraformText
  {
    let subnets: JSONText = ["references": .list(references.map(JSONText.text))]
    let group: JSONText = ["subnet_ids": subnets, "cluster_name": ["constant_value": "dev"]]
    return TerraformText(
      resources: [
        subnet("aws_subnet.private[0]", 0), subnet("aws_subnet.private[1]", 1), cluster, Self.group(most: most),
      ],
      configuration: root([
        ("aws_eks_node_group.workers", types.map { group.with(["instance_types": $0]) } ?? group),
        ("aws_eks_cluster.dev", ["vpc_config": [["subnet_ids": Self.references("aws_subnet.private")]]]),
      ]))
  }
}
