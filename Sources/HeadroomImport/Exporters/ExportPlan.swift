public import Headroom
internal import Yams

/// Writes a plan as a plan file, which ``importPlan(_:catalog:changes:reading:)`` reads as an equal plan.
///
/// ```swift
/// let larger = try plan.changing { $0.nodeGroups[0].maxSize = 20 }
/// let text = String(decoding: exportPlan(larger)[0].bytes, as: UTF8.self)
/// ```
///
/// Weights of clients are written with nine decimals, and a region that AWS did not have when Headroom was released can be
/// written but not read.
///
/// Keys are in a fixed order, and keys whose value is their default are left out, so that equal plans give equal bytes.
///
/// - Parameters:
///   - plan: The plan.
///   - name: The name of the plan file.
/// - Returns: The plan file, and after it the files with measured traffic that it names.
public func exportPlan(_ plan: ClusterPlan, name: String = "plan.yaml") -> [SourceFile] {
  let stem = name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? "plan"
  var writer = PlanFileWriter(plan, stem: stem)
  let root = writer.root().node(isFlow: false)
  do {
    let text = try Yams.serialize(node: root, width: -1, allowUnicode: true)
    return [SourceFile(name: name, bytes: Array(text.utf8))] + writer.files
  } catch {
    // Every node is a scalar, a sequence or a mapping without tags and aliases, so there is nothing to refuse.
    preconditionFailure("a plan cannot be written as YAML: \(error)")
  }
}
