internal import Headroom

/// Reads what `terraform show -json` prints of a plan or of a state, from the first byte to the last.
///
/// Only resources that take addresses are kept, and of these only what is needed: a plan has every attribute of every
/// resource several times, secrets among them.
///
/// Sources: `internal/command/jsonplan/plan.go` and `internal/command/jsonstate/state.go` of hashicorp/terraform 883c7221.
struct TerraformFileReader {
  var json: JSONReader
  let file: UInt32
  var document = TerraformDocument()
  /// Whether the plan says what there will be, and not only what changes.
  var hasPlannedValues = false

  /// The number of resources that take addresses and of changes of them; more than fit into any plan.
  static let mostResources = 100_000

  init(_ json: JSONReader, file: UInt32) { (self.json, self.file) = (json, file) }

  /// The place of the next value.
  mutating func here() throws -> Place {
    let place = try json.nextPlace()
    return Place(file: file, line: UInt32(clamping: place.line), column: UInt32(clamping: place.column))
  }

  /// Reads the file.
  mutating func read() throws {
    guard try json.beginObject() else { throw json.fail("expected the output of `terraform show -json`") }
    var keys: Set<String> = []
    while try json.nextKey() {
      let key = json.key
      guard keys.insert(key).inserted else {
        throw json.fail("duplicate key '\(key.prefix(80))'; keys must be unique")
      }
      try readPart(key)
    }
    if !hasPlannedValues { addChangedResources() }
    for index in document.resources.indices { join(index) }
    document.changes = [:]
  }

  private mutating func readPart(_ key: String) throws {
    switch key {
    case "format_version": document.version = try json.tree(JSONShape(""), file: file)
    case "planned_values":
      (document.isPlan, hasPlannedValues) = (true, true)
      try readRoot(.planned)
    case "values":
      document.isState = true
      try readRoot(.state)
    case "prior_state":
      try readMembers { reader, key in
        if key == "values" { try reader.readRoot(.prior) } else { try reader.json.skip() }
      }
    case "resource_changes":
      document.isPlan = true
      try readItems { try $0.readChange() }
    case "deferred_changes":
      let place = try here()
      var count = 0
      try readItems {
        count += 1
        try $0.json.skip()
      }
      if count > 0 { document.gaps.append(("it has changes that are deferred", place)) }
    case "configuration": try readConfiguration()
    case "variables": try readMembers { reader, name in try reader.readVariable(name) }
    case "errored", "complete":
      let value = try json.tree(JSONShape(""), file: file)
      if key == "errored", value.isTrue {
        document.gaps.append(("planning stopped at an error, and resources after it are missing", value.place))
      } else if key == "complete", value.text == "false" {
        document.gaps.append(("it is not complete, because changes were deferred or targets were chosen", value.place))
      }
    default: try json.skip()
    }
  }

  /// Goes through the members of an object; anything else is skipped.
  mutating func readMembers(_ read: (inout Self, _ key: String) throws -> Void) throws {
    guard try json.beginObject() else { return try json.skip() }
    while try json.nextKey() { try read(&self, json.key) }
  }

  /// Goes through the items of an array; anything else is skipped.
  mutating func readItems(_ read: (inout Self) throws -> Void) throws {
    guard try json.beginArray() else { return try json.skip() }
    while try json.nextItem() { try read(&self) }
  }

  // MARK: Values

  /// Where resources stand.
  private enum Scope {
    case planned, prior, state
  }

  private mutating func readRoot(_ scope: Scope) throws {
    try readMembers { reader, key in
      if key == "root_module" { try reader.readModule(scope) } else { try reader.json.skip() }
    }
  }

  private mutating func readModule(_ scope: Scope) throws {
    try readMembers { reader, key in
      switch key {
      case "resources": try reader.readItems { try $0.readResource(scope) }
      case "child_modules": try reader.readItems { try $0.readModule(scope) }
      default: try reader.json.skip()
      }
    }
  }

  private mutating func readResource(_ scope: Scope) throws {
    guard try json.beginObject() else { return try json.skip() }
    var text: String?
    var parts: TerraformAddressParts?
    var (values, secrets): (YAMLNode?, YAMLNode?) = (nil, nil)
    var place: Place?
    while try json.nextKey() {
      if json.key(is: "address") {
        place = try here()
        text = try json.text()
        parts = text.flatMap(TerraformAddressParts.init)
      } else if json.key(is: "values") {
        values = try readValues(parts, scope)
      } else if json.key(is: "sensitive_values") {
        secrets = try readValues(parts, scope)
      } else {
        try json.skip()
      }
    }
    guard let text, let parts, let place else { return }
    if scope != .prior || parts.isData { document.addInstance(parts.resource.utf8) }
    if TerraformShapes.isNamedOnly(String(parts.type)) {
      document.namedOnlyCount += 1
      if document.namedOnly.count < 10 { document.namedOnly.insert(text) }
    }
    guard isKept(parts, scope), let values, values.pairs != nil else { return }
    try add(text, TerraformValues(values: values, sensitive: secrets), isThere: scope != .planned, place)
  }

  /// Whether a resource is kept. A data source is never something that is made, and what managed resources a plan finds
  /// are in its planned values too.
  private func isKept(_ parts: TerraformAddressParts, _ scope: Scope) -> Bool {
    guard TerraformShapes.shape(of: String(parts.type)) != nil else { return false }
    return switch scope {
    case .planned: !parts.isData
    case .prior: parts.isData
    case .state: true
    }
  }

  private mutating func readValues(_ parts: TerraformAddressParts?, _ scope: Scope) throws -> YAMLNode? {
    guard let parts else { return try json.tree(TerraformShapes.any, file: file) }
    guard isKept(parts, scope), let shape = TerraformShapes.shape(of: String(parts.type)) else {
      try json.skip()
      return nil
    }
    return try json.tree(shape, file: file)
  }

  private mutating func add(_ text: String, _ values: TerraformValues, isThere: Bool, _ place: Place) throws {
    guard let address = TerraformResourceAddress(text) else {
      throw json.fail("'\(text.prefix(80))' is not the address of a resource")
    }
    guard document.resources.count < Self.mostResources else {
      throw json.fail("the file has more than \(Self.mostResources) resources that take addresses")
    }
    document.resources.append(
      TerraformResource(address: address, text: text, values: values, isThere: isThere, place: place))
  }
}
