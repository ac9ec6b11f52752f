/// The address of a resource, split into the module instance that it is in and its own name.
struct TerraformResourceAddress: Hashable, Sendable {
  /// The calls of modules from the root to the resource, each with the key of its instance.
  var module: [TerraformAddress.Step] = []
  /// Whether it is a data source.
  var isData = false
  var type: String
  var name: String
  /// The key of the instance as it is written.
  var key: String?

  /// Reads an address; `nil` if it is not that of a resource.
  init?(_ text: String) {
    guard let address = TerraformAddress(text) else { return nil }
    var rest = address.steps[...]
    while rest.count >= 2, rest[rest.startIndex].name == "module" {
      module.append(rest[rest.startIndex + 1])
      rest = rest.dropFirst(2)
    }
    if rest.first?.name == "data" {
      isData = true
      rest = rest.dropFirst()
    }
    guard rest.count == 2, let first = rest.first, let last = rest.last else { return nil }
    (type, name, key) = (first.name, last.name, last.key)
  }

  /// The resource without the key of its instance.
  var resource: TerraformResourceName { TerraformResourceName(module: module, isData: isData, type: type, name: name) }

  /// The name and the key, which are enough for people within one module.
  var short: String { name + (key.map { "[\($0)]" } ?? "") }
}

/// A resource of a module instance, with all its own instances.
struct TerraformResourceName: Hashable, Sendable {
  var module: [TerraformAddress.Step]
  var isData: Bool
  var type: String
  var name: String

  /// The address without the key of an instance.
  var text: String {
    module.map { "module." + [$0].text + "." }.joined() + (isData ? "data." : "") + "\(type).\(name)"
  }
}
