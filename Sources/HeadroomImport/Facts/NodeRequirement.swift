internal import Headroom

/// A requirement of a NodePool: a condition on one label of its nodes.
///
/// Source: `pkg/scheduling/requirement.go` of kubernetes-sigs/karpenter 22664681.
struct NodeRequirement: Hashable, Sendable {
  /// How the value of the label is compared.
  enum Operator: String, Hashable, Sendable, CaseIterable {
    case isIn = "In"
    case isNotIn = "NotIn"
    case exists = "Exists"
    case doesNotExist = "DoesNotExist"
    case isGreater = "Gt"
    case isLess = "Lt"
    case isAtLeast = "Gte"
    case isAtMost = "Lte"
  }

  /// The label, by its present name.
  let key: String
  let comparison: Operator
  /// The values of `In` and `NotIn`; empty for the others.
  let values: Set<String>
  /// The number of `Gt`, `Lt`, `Gte` and `Lte`; `nil` for the others.
  let bound: Int?

  /// Creates a requirement; `nil` if the values are not those that the operator takes.
  init?(_ key: String, _ comparison: Operator, _ values: [String] = []) {
    self.key = Self.presentNames[key] ?? key
    self.comparison = comparison
    switch comparison {
    case .isIn, .isNotIn:
      guard !values.isEmpty || comparison == .isNotIn else { return nil }
      (self.values, bound) = (Set(values), nil)
    case .exists, .doesNotExist: (self.values, bound) = ([], nil)
    case .isGreater, .isLess, .isAtLeast, .isAtMost:
      guard values.count == 1, let bound = Int(decimalDigits: values[0].utf8) else { return nil }
      (self.values, self.bound) = ([], bound)
    }
  }

  /// The older names of labels, with those that Karpenter takes in their place.
  ///
  /// Source: `NormalizedLabels` in `pkg/apis/v1/labels.go` of kubernetes-sigs/karpenter.
  private static let presentNames = [
    "beta.kubernetes.io/arch": "kubernetes.io/arch", "beta.kubernetes.io/os": "kubernetes.io/os",
    "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
    "topology.ebs.csi.aws.com/zone": "topology.kubernetes.io/zone",
  ]

  /// Returns whether nodes with a value, or without the label, meet the requirement.
  func allows(_ value: String?) -> Bool {
    switch comparison {
    case .isIn: value.map(values.contains) ?? false
    // A label that is not there has none of the values.
    case .isNotIn: value.map { !values.contains($0) } ?? true
    case .exists: value != nil
    case .doesNotExist: value == nil
    case .isGreater: compares(value) { $0 > $1 }
    case .isLess: compares(value) { $0 < $1 }
    case .isAtLeast: compares(value) { $0 >= $1 }
    case .isAtMost: compares(value) { $0 <= $1 }
    }
  }

  /// Returns how a value compares with the bound; a value that is no whole number is outside every bound.
  private func compares(_ value: String?, _ isWithin: (Int, Int) -> Bool) -> Bool {
    guard let bound, let number = value.flatMap({ Int(decimalDigits: $0.utf8) }) else { return false }
    return isWithin(number, bound)
  }

  /// Returns whether nodes meet the requirement; `nil` if what is known of them does not decide it.
  func allows(_ attribute: NodeAttribute) -> Bool? {
    switch attribute {
    case .known(let value): return allows(value)
    case .oneOf(let values):
      let answers = Set(values.map { allows($0) })
      return answers.count == 1 ? answers.first : nil
    case .unknown: return nil
    }
  }
}

extension NodeRequirement: CustomStringConvertible {
  /// The requirement as a person would read it out of the file, such as `instance-family In [c5, m5]`.
  var description: String {
    let operand = bound.map { " \($0)" } ?? (values.isEmpty ? "" : " [\(abbreviated(values.sorted()))]")
    return "\(key.prefix(120)) \(comparison.rawValue)\(operand.prefix(200))"
  }
}

extension [NodeRequirement] {
  /// Returns whether nodes with a value meet all requirements on a label.
  func allow(_ key: String, _ value: String) -> Bool { allSatisfy { $0.key != key || $0.allows(value) } }
}
