public import Headroom
internal import Yams

/// Writes a plan as a plan file, which ``importPlan(_:cluster:assumesEvenSpread:catalog:changes:reading:)`` reads as an equal plan.
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
  var writer = PlanFileWriter(plan, stem: stem(of: name))
  let text = yaml(writer.root())
  return [SourceFile(name: name, bytes: Array(text.utf8))] + writer.files
}

/// The forms in which a plan file can be written.
package enum PlanFileFormat: String, CaseIterable, Sendable {
  case yaml, json
}

/// Writes an imported plan as a plan file, in YAML with comments that say where each fact comes from.
///
/// - Parameters:
///   - imported: The plan, with the positions of its parts.
///   - format: The form.
///   - name: The name of the plan file.
/// - Returns: The plan file, and after it the files with measured traffic and prices that it names.
package func exportPlan(_ imported: ImportedPlan, as format: PlanFileFormat, name: String) -> [SourceFile] {
  var writer = PlanFileWriter(imported.plan, stem: stem(of: name))
  var root = writer.root()
  let prices = imported.priceFiles.enumerated().map { number, file in
    let ending = file.name.split(separator: ".").last.map { ".\($0)" } ?? ""
    return SourceFile(name: "\(stem(of: name))-prices-\(number + 1)\(ending)", bytes: file.bytes)
  }
  root.add("prices", prices.map(\.name))
  let text =
    switch format {
    case .yaml: PlanComments(of: imported).inserted(in: yaml(root))
    case .json: PlanJSON.text(of: root.node(isFlow: false))
    }
  return [SourceFile(name: name, bytes: Array(text.utf8))] + writer.files + prices
}

private func stem(of name: String) -> String {
  name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? "plan"
}

private func yaml(_ root: YAMLObject) -> String {
  do {
    return try Yams.serialize(node: root.node(isFlow: false), width: -1, allowUnicode: true)
  } catch {
    // Every node is a scalar, a sequence or a mapping without tags and aliases, so there is nothing to refuse.
    preconditionFailure("a plan cannot be written as YAML: \(error)")
  }
}
