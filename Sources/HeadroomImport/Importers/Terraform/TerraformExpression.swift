/// What a plan keeps of an expression: the references in it, or its value if it is a constant.
///
/// Functions and conditions are lost: `slice(aws_subnet.a[*].id, 0, 2)` and `aws_subnet.a[*].id` look the same.
///
/// Source: `internal/command/jsonconfig/expression.go` of hashicorp/terraform 883c7221.
struct TerraformExpression: Sendable {
  /// What is needed of the value if the expression is a constant.
  var constant: TerraformConstant?
  /// The references as they are written, each followed by its own beginnings.
  var references: [String] = []

  /// The references without the beginnings that follow each of them.
  var targets: [TerraformAddress] {
    var targets: [TerraformAddress] = []
    var last: TerraformAddress?
    for text in references {
      guard let address = TerraformAddress(text) else {
        // What cannot be read must not look like nothing.
        targets.append(TerraformAddress(steps: [TerraformAddress.Step(name: text)]))
        last = nil
        continue
      }
      if last.map({ $0.extends(address) }) != true { targets.append(address) }
      last = address
    }
    return targets
  }

  /// Adds what another block of the same kind says.
  mutating func add(_ other: TerraformExpression) {
    references += other.references
    if constant == nil { constant = other.constant }
  }
}

/// What is kept of a constant: its keys, and the IDs of subnets in it. Other values may be secret.
struct TerraformConstant: Sendable {
  var isNull = false
  /// The IDs of subnets in it, at any depth.
  var subnets: [String] = []
  /// Its members, if it is an object.
  var members: [String: TerraformConstant] = [:]
}
