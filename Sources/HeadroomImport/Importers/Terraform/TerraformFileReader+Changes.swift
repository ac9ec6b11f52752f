internal import Headroom

/// Reads what a plan does with resources, and what of them is known only after it is applied.
extension TerraformFileReader {
  mutating func readChange() throws {
    let place = try here()
    guard try json.beginObject() else { return try json.skip() }
    var text: String?
    var parts: TerraformAddressParts?
    var change: TerraformDocument.Change?
    var isDeposed = false
    while try json.nextKey() {
      if json.key(is: "address") {
        text = try json.text()
        parts = text.flatMap(TerraformAddressParts.init)
      } else if json.key(is: "deposed") {
        isDeposed = true
        try json.skip()
      } else if json.key(is: "change") {
        let shape = parts.map { TerraformShapes.shape(of: String($0.type)) } ?? TerraformShapes.any
        guard let shape else {
          try json.skip()
          continue
        }
        change = try readChange(shape, place)
      } else {
        try json.skip()
      }
    }
    guard let text, let parts, let change, !isDeposed else { return }
    if parts.isData {
      // A data source that is read during apply exists, and nothing of it is known.
      if change.actions.contains("read") { document.addInstance(parts.resource.utf8) }
      return
    }
    guard TerraformShapes.shape(of: String(parts.type)) != nil else { return }
    guard document.changes.count < Self.mostResources else {
      throw json.fail("the file has more than \(Self.mostResources) changes of resources that take addresses")
    }
    document.changes[text] = change
  }

  private mutating func readChange(_ shape: JSONShape, _ place: Place) throws -> TerraformDocument.Change {
    var change = TerraformDocument.Change(place: place)
    try readMembers { reader, key in
      switch key {
      case "actions":
        change.actions = try reader.json.tree(JSONShape(""), file: reader.file).items?.compactMap(\.text) ?? []
      case "after_unknown": change.unknown = try reader.json.tree(shape, file: reader.file)
      case "after" where !reader.hasPlannedValues: change.after = try reader.json.tree(shape, file: reader.file)
      case "before" where change.actions.isEmpty || change.actions.first == "create" && change.actions.count > 1:
        change.before = try reader.json.tree(shape, file: reader.file)
      case "before_sensitive": change.secret = try reader.json.tree(shape, file: reader.file)
      default: try reader.json.skip()
      }
    }
    return change
  }

  /// Adds what a plan without planned values changes.
  mutating func addChangedResources() {
    for (text, change) in document.changes.sorted(by: { $0.value.place < $1.value.place }) {
      guard let after = change.after, after.pairs != nil, let address = TerraformResourceAddress(text) else { continue }
      document.addInstance(address.resource.text.utf8)
      document.resources.append(
        TerraformResource(address: address, text: text, values: TerraformValues(values: after), place: change.place))
    }
  }

  /// Adds to a resource what the plan does with it.
  mutating func join(_ index: Int) {
    guard let change = document.changes[document.resources[index].text], !document.resources[index].address.isData
    else {
      // Something that does not change and has an ID exists.
      if document.resources[index].id != nil { document.resources[index].isThere = true }
      return
    }
    document.resources[index].actions = change.actions
    document.resources[index].values.unknown = change.unknown
    document.resources[index].isThere = ["no-op", "update"].contains(change.actions.first ?? "")
    if let before = change.before, before.pairs != nil {
      document.resources[index].before = TerraformValues(values: before, sensitive: change.secret)
    }
  }
}
