/// Where a reference stands, which decides what it means.
struct TerraformScope: Sendable {
  /// The module instance, and the place of its configuration among all modules.
  var module: [TerraformAddress.Step]
  var configuration: Int
  /// What `each` goes through, and the key of the instance in it.
  var forEach: TerraformExpression?
  var key: String?
  /// The module call whose arguments are followed; `nil` in a resource.
  var call: String?
  /// The keys that lead to the part of the value that is meant.
  var path: [String] = []
  /// Whether the reference stands in a `for_each` beside others, where a local is only a condition.
  var isBesideForEach = false
}

/// What references lead to.
struct TerraformFound: Sendable {
  /// The keys of the subnets.
  var subnets: Set<String> = []
  /// The references that cannot be followed, as they are written.
  var deadEnds: Set<String> = []
  /// The locals that were passed over because they can only be conditions.
  var conditions: Set<String> = []
  /// Whether anything but constants and arguments that are not given was reached.
  var hasResources = false
}
