internal import Headroom

/// The configuration values of the VPC CNI's add-on: a text in JSON or YAML, or the object itself.
struct AddonValues {
  private(set) var environment: [Fact<[String: String]>] = []
  private(set) var eniConfigs: [Fact<[String: String]>] = []

  init(_ node: YAMLNode, _ reader: inout FactReader) {
    guard let root = Self.tree(node, &reader) else { return }
    if let env = root["env"] { environment = [Fact(reader.strings(env), node.place, reader.stage)] }
    guard let config = root["eniConfig"], reader.flag(config["create"]) == true else { return }
    var subnets: [String: String] = [:]
    for (zone, subnet) in reader.pairs(config["subnets"]) {
      if let zone = zone.text, let id = reader.text(subnet["id"] ?? subnet) { subnets[zone] = id }
    }
    eniConfigs = [Fact(subnets, node.place, reader.stage)]
  }

  /// Returns the values as a tree whose places are that of the text.
  private static func tree(_ node: YAMLNode, _ reader: inout FactReader) -> YAMLNode? {
    guard let text = node.text else { return node.pairs == nil ? nil : node }
    do throws(YAMLFailure) {
      return try YAMLBuilder.documents(of: Array(text.utf8), .lenient, file: node.file).first?.placed(at: node.place)
    } catch {
      reader.complain(
        "the configuration values in this text cannot be read (its line \(error.line)): \(error.message)",
        at: node.place)
      return nil
    }
  }
}
