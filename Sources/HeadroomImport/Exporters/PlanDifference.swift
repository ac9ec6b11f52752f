package import Headroom
internal import Yams

/// A value of a plan that differs between two versions of it.
package struct PlanDifference: Hashable, Sendable {
  /// The path of the value, as `--set` takes it, such as `nodeGroups.ng1.maxSize`.
  package let path: String
  /// The values before and after; `nil` if the plan does not have it.
  package let old: String?, new: String?
}

/// Returns the values that differ between two plans, in the order of their paths.
///
/// Both are compared in the form in which plans are written, so that equal plans have no differences however their files
/// are written: the order of keys and values that are the default say nothing.
package func differences(from old: ClusterPlan, to new: ClusterPlan) -> [PlanDifference] {
  let (before, after) = (leaves(of: old), leaves(of: new))
  return Set(before.keys).union(after.keys).sorted().compactMap { path in
    before[path] == after[path] ? nil : PlanDifference(path: path, old: before[path], new: after[path])
  }
}

private func leaves(of plan: ClusterPlan) -> [String: String] {
  var writer = PlanFileWriter(plan, stem: "plan")
  var leaves: [String: String] = [:]
  func collect(_ node: Node, _ path: String) {
    switch node {
    case .mapping(let pairs):
      for pair in pairs {
        collect(pair.value, path.isEmpty ? pair.key.string ?? "" : "\(path).\(pair.key.string ?? "")")
      }
    case .sequence(let items):
      guard items.contains(where: { $0.mapping != nil }) else {
        leaves[path] = items.compactMap(\.string).joined(separator: ", ")
        return
      }
      var seen: [String: Int] = [:]
      for item in items {
        // Parts of a list are known by their names; those without one by their places.
        let name = item.mapping?["name"]?.string ?? item.mapping?["service"]?.string ?? ""
        seen[name, default: 0] += 1
        let key = name.isEmpty ? "\(seen[name]!)" : seen[name]! > 1 ? "\(name) \(seen[name]!)" : name
        leaves["\(path).\(key)"] = ""
        collect(item, "\(path).\(key)")
      }
    default: leaves[path] = node.string ?? ""
    }
  }
  collect(writer.root().node(isFlow: false), "")
  for file in writer.files {
    leaves[file.name] = "\(file.bytes.count) bytes of measured traffic, \(checksum(file.bytes))"
  }
  return leaves
}

/// Returns a number that differs for different contents.
private func checksum(_ bytes: [UInt8]) -> String {
  String(bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
}
