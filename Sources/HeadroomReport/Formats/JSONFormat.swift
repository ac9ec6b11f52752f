internal import Headroom

extension Document {
  /// Returns the answer as JSON.
  ///
  /// Every document has the keys `apiVersion` and `kind`. Keys are sorted, amounts of money are text, and `null` means
  /// that a value is not known. Characters that could control a terminal are escaped, such as `\u009B`.
  public func json() -> String {
    let head: [String: JSONValue] = ["apiVersion": .string("headroom/v1alpha1"), "kind": .string(kind)]
    var writer = JSONWriter()
    writer.write(.object(content().merging(head) { $1 }))
    return writer.text + "\n"
  }
}
