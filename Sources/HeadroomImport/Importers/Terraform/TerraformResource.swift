/// A resource or data source of a plan or a state.
struct TerraformResource: Sendable {
  let address: TerraformResourceAddress
  /// The address as it is written.
  let text: String
  var values: TerraformValues
  /// What the plan does with it; empty in a state.
  var actions: [String] = []
  /// The values that it has before it is replaced.
  var before: TerraformValues?
  /// Whether it exists, and is not only planned.
  var isThere = false
  let place: Place

  /// Whether the old one exists until the new one does.
  var isReplacedLate: Bool { actions == ["create", "delete"] }

  subscript(key: String) -> TerraformValues.Value { values[key] }

  /// Its ID in AWS, if it is known.
  var id: String? { values["id"].node?.text.flatMap { $0.isEmpty ? nil : $0 } }
}
