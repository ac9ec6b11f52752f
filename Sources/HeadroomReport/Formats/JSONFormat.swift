internal import FoundationEssentials

extension Document {
  /// Returns the answer as JSON.
  ///
  /// Every document has `apiVersion` and `kind`. Keys are sorted, money is text, and `null` stands for what is not
  /// known.
  public func json() -> String {
    let head: [String: JSONValue] = ["apiVersion": .string("headroom/v1alpha1"), "kind": .string(kind)]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(JSONValue.object(content().merging(head) { $1 })), as: UTF8.self)
        + "\n"
    } catch {
      // Every number is finite and every key is text, so that there is nothing to refuse.
      preconditionFailure("a document cannot be written as JSON: \(error)")
    }
  }
}
