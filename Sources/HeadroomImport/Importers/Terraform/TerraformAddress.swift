/// An address or a reference of Terraform, such as `module.eks.aws_eks_node_group.this["a.b"]`, split into its steps.
///
/// The keys of instances are any text: dots, quotation marks and brackets in them do not split the address.
struct TerraformAddress: Hashable, Sendable {
  /// A name, and the key of an instance behind it.
  struct Step: Hashable, Sendable {
    let name: String
    /// The key as it is written between the brackets: `0` or `"a"`.
    var key: String?
  }

  private(set) var steps: [Step] = []

  init(steps: [Step]) { self.steps = steps }

  /// Splits a text; `nil` if a bracket or a quotation mark is not closed, or a name is missing.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "."), bytes[index] != UInt8(ascii: "[") { index += 1 }
      var step = Step(name: String(decoding: bytes[start..<index], as: UTF8.self))
      guard !step.name.isEmpty else { return nil }
      var keys: [String] = []
      while index < bytes.count, bytes[index] == UInt8(ascii: "[") {
        guard let end = Self.end(ofKeyAt: index, in: bytes) else { return nil }
        keys.append(String(decoding: bytes[index + 1..<end], as: UTF8.self))
        index = end + 1
      }
      step.key = keys.first
      steps.append(step)
      // What follows the first key is an attribute of the instance.
      for key in keys.dropFirst() { steps.append(Step(name: key.filter { $0 != "\"" })) }
      guard index < bytes.count else { break }
      guard bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count else { return nil }
      index += 1
    }
    guard !steps.isEmpty else { return nil }
  }

  /// Returns the place of the bracket that closes the one at a place.
  private static func end(ofKeyAt start: Int, in bytes: [UInt8]) -> Int? {
    var isQuoted = false
    var index = start + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "]") where !isQuoted: return index > start + 1 ? index : nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The address as text.
  var text: String { steps.text }

  /// Whether another address is a proper beginning of this one.
  func extends(_ other: TerraformAddress) -> Bool {
    guard other.steps.count <= steps.count, let last = other.steps.last, self != other else { return false }
    let place = other.steps.count - 1
    return steps[..<place] == other.steps[..<place] && steps[place].name == last.name
      && (last.key == nil || last.key == steps[place].key)
  }
}

extension [TerraformAddress.Step] {
  /// The keys that lead to a part of the value of a step: its own, and the attributes behind it.
  func path(from start: Int) -> [String] {
    let own = self[start].key.map { key in key.filter { $0 != "\"" } }
    return (own.map { [$0] } ?? []) + self[(start + 1)...].map(\.name)
  }

  /// The steps as they are written.
  var text: String { map { $0.name + ($0.key.map { "[\($0)]" } ?? "") }.joined(separator: ".") }
}
