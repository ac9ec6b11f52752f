/// Follows references through the configuration of a plan, from an expression to subnets.
///
/// A plan has no values that are known only after it is applied; what is left of them are the references in the
/// configuration, without the functions around them. So the result is a set of candidates and never a list.
struct TerraformWalk {
  private let document: TerraformDocument
  /// The resources by their names, as places in the list of the document.
  private let places: [TerraformResourceName: [Int]]
  /// The keys of the instances of each module call, by its path.
  private var instances: [[TerraformAddress.Step]: Set<String?>] = [:]
  /// Returns the key of a subnet's facts.
  private let keyOfSubnet: (TerraformResource) -> String
  /// The number of references that may still be followed in the whole file.
  private var budget = 2_000_000

  init(_ document: TerraformDocument, keyOfSubnet: @escaping (TerraformResource) -> String) {
    self.document = document
    self.keyOfSubnet = keyOfSubnet
    places = Dictionary(grouping: document.resources.indices) { document.resources[$0].address.resource }
    for module in Set(document.resources.map(\.address.module)) {
      for end in module.indices {
        var path = Array(module[...end])
        path[end].key = nil
        instances[path, default: []].insert(module[end].key)
      }
    }
  }

  /// Returns the place of a module's configuration; `nil` if the file has none.
  func configuration(of module: [TerraformAddress.Step]) -> Int? {
    guard !document.modules.isEmpty else { return nil }
    var place = 0
    for step in module {
      guard let next = document.modules[place].calls[step.name]?.module else { return nil }
      place = next
    }
    return place
  }

  /// Returns the configuration of a resource, and where its expressions stand.
  func source(of address: TerraformResourceAddress) -> (TerraformModule.Resource, TerraformScope)? {
    guard let place = configuration(of: address.module),
      let resource = document.modules[place].resources["\(address.type).\(address.name)"]
    else { return nil }
    let scope = TerraformScope(
      module: address.module, configuration: place, forEach: resource.forEach, key: address.key)
    return (resource, scope)
  }

  /// Follows all references of an expression.
  mutating func follow(_ expression: TerraformExpression, in scope: TerraformScope) -> TerraformFound {
    var found = TerraformFound()
    var seen: Set<String> = []
    var rest = [(expression, scope)]
    while let (expression, scope) = rest.popLast() {
      guard budget > 0 else { break }
      if let constant = expression.constant { found.subnets.formUnion(constant.subnets(at: scope.path)) }
      for target in expression.targets {
        let text = target.text
        // `each` means something else in every call and for every key.
        let each = target.steps[0].name == "each" ? "\(scope.call ?? "")\n\(scope.key ?? "")" : ""
        let mark = [scope.module.text, text, scope.path.joined(separator: "\n"), "\(scope.isBesideForEach)", each]
        guard seen.insert(mark.joined(separator: "\n\n")).inserted else { continue }
        budget -= 1
        follow(target, scope, &rest, &found)
      }
    }
    // What was not followed may lead to others.
    if budget <= 0 { found.deadEnds.insert("the rest of more references than are followed") }
    return found
  }

  /// Follows each reference of an expression by itself, and returns what the first one leads to that leads to subnets.
  mutating func followFirst(_ expression: TerraformExpression, in scope: TerraformScope) -> TerraformFound {
    var conditions: Set<String> = []
    let targets = expression.targets.map { TerraformExpression(references: [$0.text]) }
    for part in [TerraformExpression(constant: expression.constant)] + targets {
      let found = follow(part, in: scope)
      guard found.subnets.isEmpty else { return found }
      conditions.formUnion(found.conditions)
    }
    return TerraformFound(conditions: conditions)
  }

  private typealias Rest = [(TerraformExpression, TerraformScope)]

  private mutating func follow(
    _ target: TerraformAddress, _ scope: TerraformScope, _ rest: inout Rest, _ found: inout TerraformFound
  ) {
    let steps = target.steps
    switch steps[0].name {
    case "count", "path", "terraform", "self": break
    case "var" where steps.count > 1: followVariable(steps, scope, &rest, &found)
    case "module" where steps.count > 2: followOutput(steps, scope, &rest, &found)
    case "each" where steps.count > 1:
      guard let forEach = scope.forEach else {
        found.deadEnds.insert(target.text)
        return
      }
      followEach(steps, forEach, scope, &rest)
    case "local":
      let name = steps.count > 1 ? steps[1].name : ""
      // A local decides whether something is made, or it has the value itself; its name or its place tells.
      let isCondition = ["create_", "enable_", "is_", "has_", "use_"].contains { name.hasPrefix($0) }
      if isCondition || scope.isBesideForEach {
        found.conditions.insert("local.\(name)")
      } else {
        found.deadEnds.insert("local.\(name)")
      }
    // A whole module or something else without a name behind it.
    case "var", "module", "each": found.deadEnds.insert(target.text)
    default: followResource(target, scope, &found)
    }
  }

  private func followVariable(
    _ steps: [TerraformAddress.Step], _ scope: TerraformScope, _ rest: inout Rest, _ found: inout TerraformFound
  ) {
    let name = steps[1].name
    let path = steps.path(from: 1) + scope.path
    let fallback = document.modules[scope.configuration].defaults[name]
    guard let call = scope.module.last else {
      let constant = document.variables[name]?.constant ?? fallback
      found.subnets.formUnion(constant?.subnets(at: path) ?? [])
      return
    }
    let parent = Array(scope.module.dropLast())
    guard let place = configuration(of: parent), let source = document.modules[place].calls[call.name] else {
      found.deadEnds.insert("var.\(name)")
      return
    }
    guard let argument = source.arguments[name] else {
      found.subnets.formUnion(fallback?.subnets(at: path) ?? [])
      return
    }
    rest.append(
      (
        argument,
        TerraformScope(
          module: parent, configuration: place, forEach: source.forEach, key: call.key, call: call.name,
          path: path)
      ))
  }

  private mutating func followOutput(
    _ steps: [TerraformAddress.Step], _ scope: TerraformScope, _ rest: inout Rest, _ found: inout TerraformFound
  ) {
    guard let place = document.modules[scope.configuration].calls[steps[1].name]?.module,
      let output = document.modules[place].outputs[steps[2].name]
    else {
      found.deadEnds.insert(steps.text)
      return
    }
    let path = scope.module + [TerraformAddress.Step(name: steps[1].name)]
    let keys = steps[1].key.map { [$0] } ?? (instances[path] ?? [nil])
    budget -= keys.count
    for key in keys.sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
      let module = scope.module + [TerraformAddress.Step(name: steps[1].name, key: key)]
      rest.append(
        (
          output,
          TerraformScope(module: module, configuration: place, path: steps.path(from: 2) + scope.path)
        ))
    }
  }

  private func followEach(
    _ steps: [TerraformAddress.Step], _ forEach: TerraformExpression, _ scope: TerraformScope, _ rest: inout Rest
  ) {
    var outer = scope
    outer.forEach = nil
    let key = scope.key.map { $0.filter { $0 != "\"" } }
    outer.path = (key.map { [$0] } ?? []) + steps.path(from: 1) + scope.path
    outer.isBesideForEach = forEach.targets.contains { $0.steps[0].name != "local" }
    rest.append((forEach, outer))
  }

  private mutating func followResource(
    _ target: TerraformAddress, _ scope: TerraformScope, _ found: inout TerraformFound
  ) {
    let isData = target.steps[0].name == "data"
    let steps = Array(target.steps.dropFirst(isData ? 1 : 0))
    guard steps.count > 1 else {
      found.deadEnds.insert(target.text)
      return
    }
    let name = TerraformResourceName(
      module: scope.module, isData: isData, type: steps[0].name, name: steps[1].name)
    // What has no instance adds nothing.
    guard document.hasInstance(name) else { return }
    found.hasResources = true
    let attribute = steps.count > 2 ? steps[2].name : nil
    budget -= places[name]?.count ?? 0
    let own = (places[name] ?? []).map { document.resources[$0] }.filter { item in
      steps[1].key == nil || steps[1].key == item.address.key
    }
    switch name.type {
    case "aws_subnet":
      guard attribute == nil || attribute == "id" else { return }
      if own.isEmpty, isData { found.deadEnds.insert(target.text) }
      found.subnets.formUnion(own.map(keyOfSubnet))
    case "aws_subnets" where isData, "aws_subnet_ids" where isData:
      let ids = own.map { $0["ids"].node?.items?.compactMap(\.text) }
      if ids.isEmpty || ids.contains(nil) { found.deadEnds.insert(target.text) }
      found.subnets.formUnion(ids.flatMap { $0 ?? [] })
    default:
      if !Self.isNeverSubnet(name.type, attribute) { found.deadEnds.insert(target.text) }
    }
  }

  /// Whether an attribute of a resource of AWS can be no subnet: a name, an ARN, or the ID of something else.
  private static func isNeverSubnet(_ type: String, _ attribute: String?) -> Bool {
    guard type.hasPrefix("aws_"), type != "aws_default_subnet" else { return false }
    if ["aws_caller_identity", "aws_partition", "aws_region", "aws_availability_zones"].contains(type) { return true }
    let others = [
      "arn", "id", "name", "name_prefix", "key_name", "key_pair_name", "key_id", "unique_id", "version",
      "latest_version",
      "image_id", "role", "policy", "json", "vpc_id", "certificate_authority", "endpoint",
    ]
    return attribute.map(others.contains) ?? false
  }
}

extension TerraformConstant {
  /// Returns the IDs of subnets in the part of the constant to which keys lead.
  func subnets(at path: [String]) -> [String] {
    var part = self
    for key in path {
      // Lists have no keys, and of what is deep inside only the IDs are kept.
      guard !part.members.isEmpty else { break }
      guard let member = part.members[key] else { return [] }
      part = member
    }
    return part.subnets
  }
}
