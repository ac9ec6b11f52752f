internal import Headroom

/// An answer of the AWS CLI: the key of its list or object, the command that prints it, and what is read of it.
struct AWSOutput: Sendable {
  /// The key at the top of the answer.
  let key: String
  /// The command, without `aws`.
  let command: String
  /// The keys that are read of each item.
  let shape: JSONShape
  /// The keys by which an item is recognised when `--query` took the list out of the answer.
  var marks: [String] = []
  /// Reads an item.
  let read: @Sendable (YAMLNode, inout FactReader) -> Void

  /// All answers that are read.
  static let all: [AWSOutput] =
    [
      .subnets, .vpcs, .cidrReservations, .interfaces, .instances, .natGateways, .endpoints, .loadBalancers,
      .classicLoadBalancers, .autoScalingGroups, .launchTemplates, .cluster, .nodeGroup, .addon, .fargateProfile,
    ] + [.groupNames, .clusterNames, .addonNames, .profileNames]

  /// The answer with a key at its top.
  static func with(key: String) -> AWSOutput? { all.first { $0.key == key } }

  /// The answer whose list has an item with these keys.
  static func withItem(_ keys: (String) -> Bool) -> AWSOutput? {
    all.first { !$0.marks.isEmpty && $0.marks.allSatisfy(keys) }
  }

  /// The keys of all items that can stand alone in a list.
  static let anyItem = JSONShape(
    all.filter { !$0.marks.isEmpty }.map { output in output.text }.joined(separator: " "))

  /// The shape as it was written.
  private let text: String

  init(
    _ key: String, _ command: String, _ shape: String, marks: [String] = [],
    read: @escaping @Sendable (YAMLNode, inout FactReader) -> Void
  ) {
    (self.key, self.command, self.marks, self.read, text) = (key, command, marks, read, shape)
    self.shape = JSONShape(shape)
  }
}

extension String {
  /// The beginning of the text that fits into a name of a plan.
  var shortened: String {
    var text = self[...]
    while text.utf8.count > 200 { text = text.dropLast() }
    return String(text)
  }
}

extension YAMLNode {
  /// The values of AWS tags by key, of those that are read.
  func tags(_ list: String = "Tags", _ isRead: (String) -> Bool) -> [String: String] {
    var tags: [String: String] = [:]
    for tag in self[list]?.items ?? [] {
      guard let key = tag["Key"]?.text, isRead(key), let value = tag["Value"]?.text else { continue }
      tags[key] = value
    }
    return tags
  }
}
