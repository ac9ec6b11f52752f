internal import FoundationEssentials

extension Document {
  /// Returns the answer as JSON.
  ///
  /// Every document has the keys `apiVersion` and `kind`. Keys are sorted, amounts of money are text, and `null` means
  /// that a value is not known.
  public func json() -> String {
    let head: [String: JSONValue] = ["apiVersion": .string("headroom/v1alpha1"), "kind": .string(kind)]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(JSONValue.object(content().merging(head) { $1 })), as: UTF8.self)
        + "\n"
    } catch {
      // All numbers are finite and all keys are text, so encoding cannot fail.
      preconditionFailure("a document cannot be written as JSON: \(error)")
    }
  }
}
