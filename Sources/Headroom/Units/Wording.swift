/// Returns a share of 1 as a percentage with one decimal, such as `12.5%` for 0.125.
package func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10)%"
}

/// Returns names with their values, sorted by name and separated by commas, or "none" if there are none.
func listed(_ values: [String: String]) -> String {
  values.isEmpty ? "none" : values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
}

/// Returns phrases as a list in a sentence. Of more than four phrases it returns the first three and the number of others.
func enumerated(_ phrases: [String]) -> String {
  guard phrases.count > 1, phrases.count <= 4 else { return abbreviated(phrases) }
  return "\(phrases.dropLast().joined(separator: ", ")) and \(phrases[phrases.count - 1])"
}

/// The number of parts of a plan that a finding names besides its subject. A zone may have hundreds of subnets, each with
/// findings of its own.
let mostNamed = 20

/// Returns names separated by commas. Of more than four names it returns the first three and the number of others.
package func abbreviated(_ names: [String]) -> String {
  guard names.count > 4 else { return names.joined(separator: ", ") }
  return "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more"
}
