/// Returns a share as a percentage with one decimal.
func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10)%"
}

/// Returns names with their values, in the order of the names; "none" if there are none.
func listed(_ values: [String: String]) -> String {
  values.isEmpty ? "none" : values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
}
