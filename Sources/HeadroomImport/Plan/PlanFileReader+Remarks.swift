internal import Headroom

/// Reads what a converted plan keeps of the files that it was made from.
extension PlanFileReader {
  /// Returns something that the files say from which the plan was made.
  mutating func readRemark(_ node: YAMLNode) -> PlanRemark? {
    let part = PlanPart(.plan, key: "remarks")
    let values = cursor.object(node, part, keys: PlanKeys.remark)
    for key in ["kind", "about", "message"] where values[key] == nil {
      cursor.complain(part, "`\(key)` is missing", at: node)
    }
    let about = cursor.value(
      values["about"], part, expected: "a kind of part such as subnet or nodeGroup", read: PlanPart.Kind.init)
    let (name, key) = (cursor.text(values["name"], part) ?? "", cursor.text(values["key"], part))
    guard let kind = cursor.choice(values["kind"], part, PlanRemark.Kind.self), let about,
      let message = cursor.text(values["message"], part)
    else { return nil }
    return PlanRemark(kind, PlanPart(about, name, key: key), message)
  }
}
