internal import Headroom

/// Reads the configuration of a plan: the expressions that lead from a resource to another one.
extension TerraformFileReader {
  mutating func readConfiguration() throws {
    try readMembers { reader, key in
      switch key {
      case "provider_config": try reader.readMembers { reader, name in try reader.readProvider(name) }
      case "root_module": _ = try reader.readModuleConfiguration(isRoot: true)
      default: try reader.json.skip()
      }
    }
  }

  private mutating func readProvider(_ name: String) throws {
    guard name.hasPrefix("aws") || name.contains(":aws") else { return try json.skip() }
    let shape = JSONShape("expressions{region{constant_value references}}")
    let region = try json.tree(shape, file: file)["expressions"]?["region"]
    document.regions[name] = (region?["constant_value"], region?["references"]?.items?.compactMap(\.text) ?? [])
  }

  /// Reads a variable of the root with its value, of which only the IDs of subnets and a region are kept.
  mutating func readVariable(_ name: String) throws {
    try readMembers { reader, key in
      guard key == "value" else { return try reader.json.skip() }
      let place = try reader.here()
      guard try reader.json.isText() else {
        reader.document.variables[name] = (try reader.readConstant(), nil)
        return
      }
      let text = try reader.json.text() ?? ""
      var constant = TerraformConstant()
      if Self.isSubnet(text) { constant.subnets = [text] }
      let isRegion = text.utf8.count < 30 && Region(text) != nil
      reader.document.variables[name] = (
        constant, isRegion ? YAMLNode(.scalar(text, isPlain: false), at: place) : nil
      )
    }
  }

  /// Reads a module and all modules that it calls, and returns its place in the list of modules.
  private mutating func readModuleConfiguration(isRoot: Bool = false) throws -> Int {
    let index = document.modules.count
    document.modules.append(TerraformModule())
    try readMembers { reader, key in
      switch key {
      case "resources": try reader.readItems { try $0.readResourceConfiguration(index) }
      case "module_calls": try reader.readMembers { reader, name in try reader.readCall(name, index) }
      case "outputs" where !isRoot:
        try reader.readMembers { reader, name in
          var found: [String: TerraformExpression] = [:]
          try reader.readMembers { reader, key in
            if key == "expression" { try reader.readExpression(name, into: &found) } else { try reader.json.skip() }
          }
          reader.document.modules[index].outputs[name] = found[name]
        }
      case "variables":
        try reader.readMembers { reader, name in
          try reader.readMembers { reader, key in
            guard key == "default" else { return try reader.json.skip() }
            reader.document.modules[index].defaults[name] = try reader.readConstant()
          }
        }
      default: try reader.json.skip()
      }
    }
    return index
  }

  private mutating func readCall(_ name: String, _ index: Int) throws {
    var call = TerraformModule.Call()
    try readMembers { reader, key in
      switch key {
      case "expressions":
        try reader.readMembers { reader, name in try reader.readExpression(name, into: &call.arguments) }
      case "for_each_expression":
        var found: [String: TerraformExpression] = [:]
        try reader.readExpression(key, into: &found)
        call.forEach = found[key]
      case "module": call.module = try reader.readModuleConfiguration()
      default: try reader.json.skip()
      }
    }
    document.modules[index].calls[name] = call
  }

  private mutating func readResourceConfiguration(_ index: Int) throws {
    guard try json.beginObject() else { return try json.skip() }
    var resource = TerraformModule.Resource()
    var (address, found): (String?, [String: TerraformExpression]) = (nil, [:])
    while try json.nextKey() {
      switch json.key {
      case "address": address = try json.text()
      case "provider_config_key": resource.provider = try json.text()
      case "expressions":
        if let address, !Self.isFollowed(address) {
          try json.skip()
        } else {
          try readMembers { reader, name in
            guard TerraformShapes.expressions.contains(name) else { return try reader.json.skip() }
            try reader.readExpression(name, into: &resource.expressions, isBlock: true)
          }
        }
      case "for_each_expression":
        try readExpression("", into: &found)
        resource.forEach = found[""]
      default: try json.skip()
      }
    }
    guard let address, Self.isFollowed(address) else { return }
    document.modules[index].resources[address] = resource
  }

  private static func isFollowed(_ address: String) -> Bool {
    TerraformAddressParts(address).map { !$0.isData && TerraformShapes.shape(of: String($0.type)) != nil } ?? false
  }

  // MARK: Expressions

  /// Reads an expression, or the blocks of a name with the expressions in them that are needed.
  private mutating func readExpression(
    _ name: String, into found: inout [String: TerraformExpression], isBlock: Bool = false
  ) throws {
    if try json.beginArray() {
      while try json.nextItem() { try readExpression(name, into: &found, isBlock: isBlock) }
      return
    }
    guard try json.beginObject() else { return try json.skip() }
    var expression = TerraformExpression()
    while try json.nextKey() {
      if json.key(is: "references") {
        try readItems { reader in
          if let text = try reader.json.text() { expression.references.append(text) }
        }
      } else if json.key(is: "constant_value") {
        expression.constant = try readConstant()
      } else {
        let inner = "\(name).\(json.key)"
        if isBlock, TerraformShapes.expressions.contains(inner) {
          try readExpression(inner, into: &found, isBlock: true)
        } else {
          try json.skip()
        }
      }
    }
    found[name, default: TerraformExpression()].add(expression)
  }

  /// The levels of a constant whose keys are kept: those of a map of groups, and those of a group.
  private static let levels = 2

  /// Reads a constant. Its texts are not kept, apart from the IDs of subnets.
  private mutating func readConstant(_ level: Int = 0) throws -> TerraformConstant {
    var constant = TerraformConstant()
    if try json.beginObject() {
      while try json.nextKey() {
        let key = json.key
        let member = try readConstant(level + 1)
        constant.subnets += member.subnets
        if level < Self.levels { constant.members[key] = member }
      }
    } else if try json.beginArray() {
      while try json.nextItem() { constant.subnets += try readConstant(level + 1).subnets }
    } else if let (text, isPlain) = try json.scalar() {
      constant.isNull = isPlain && text == "null"
      if Self.isSubnet(text) { constant.subnets = [text] }
    }
    return constant
  }

  private static func isSubnet(_ text: String) -> Bool { text.hasPrefix("subnet-") && text.utf8.count < 64 }
}
