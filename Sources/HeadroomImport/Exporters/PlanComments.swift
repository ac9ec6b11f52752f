internal import Headroom

/// Comments of a plan file that say where facts come from, how they are known, and what is not known.
struct PlanComments {
  /// The comments by the top-level key, or `subnets`, of each list and by the names of its items, in the order of the file.
  private var items: [String: [[String]]] = [:]
  /// The comments of single keys.
  private var keys: [String: [String]] = [:]

  init(of imported: ImportedPlan) {
    let plan = imported.plan
    let places = Places(imported)
    func lines(_ kind: PlanPart.Kind, _ name: String) -> [String] {
      let part = PlanPart(kind, name)
      let unknown = plan.remarks.filter { $0.kind == .notInFiles && $0.subject.whole == part && plan.isOpen($0) }
        .map { "\($0.subject.key.map { "\($0): " } ?? "")not known; \($0.message)" }
      return places.line(of: part) + (imported.comments[part] ?? []) + unknown
    }
    items["subnets"] = plan.subnets.map { lines(.subnet, $0.name) }
    items["nodeGroups"] = (plan.nodeGroups.map(\.name) + plan.incompleteGroups.map(\.name)).map {
      lines(.nodeGroup, $0)
    }
    items["reservations"] = plan.reservations.map { lines(.reservation, $0.name) }
    items["workloads"] = plan.workloads.map { lines(.workload, $0.name) }
    items["services"] = plan.services.map { lines(.service, $0.name) }
    for key in ["region", "kubernetesVersion", "ipFamily", "growth", "policy"] {
      let part = PlanPart(.plan, key: key)
      keys[key] = places.line(ofKey: part) + (imported.comments[part] ?? [])
    }
    keys["cni"] = places.line(ofKey: PlanPart(.cni)) + (imported.comments[PlanPart(.cni)] ?? [])
    keys["vpc"] = places.line(ofKey: PlanPart(.vpc, key: "cidrs"))
  }

  /// Returns a plan file with each comment before the line that it belongs to.
  func inserted(in text: String) -> String {
    var result = ""
    var list = ""
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let content = line.drop { $0 == " " }
      let indentation = String(repeating: " ", count: line.count - content.count)
      var comments: [String] = []
      if content.hasPrefix("- ") {
        let all = items[list] ?? []
        if all.indices.contains(number) { comments = all[number] }
        number += 1
      } else if let colon = content.firstIndex(of: ":") {
        list = String(content[..<colon])
        number = 0
        if indentation.isEmpty { comments = keys[list] ?? [] }
      }
      for comment in comments { result += "\(indentation)# \(QuotedText.comment(comment))\n" }
      result += line + "\n"
    }
    return result
  }
}

/// The places in the files of the parts of a plan.
private struct Places {
  private var keysOfPart: [PlanPart: [(key: String, position: SourcePosition)]] = [:]
  private let positions: [PlanPart: SourcePosition]

  init(_ imported: ImportedPlan) {
    positions = imported.positions
    for (part, position) in imported.positions {
      if let key = part.key { keysOfPart[part.whole, default: []].append((key, position)) }
    }
  }

  /// Returns the place of a part, and of its keys in each other file.
  func line(of part: PlanPart) -> [String] {
    guard let own = positions[part] else { return [] }
    var files: [String: [(key: String, position: SourcePosition)]] = [:]
    for item in keysOfPart[part] ?? [] where item.position.file != own.file {
      files[item.position.file, default: []].append(item)
    }
    let others = files.sorted { $0.key < $1.key }.map { _, items in
      let first = items.map(\.position).min()!
      return "\(first) (\(items.map(\.key).sorted().joined(separator: ", ")))"
    }
    return [([own.description] + others).joined(separator: ", ")]
  }

  /// Returns the place of a single key.
  func line(ofKey part: PlanPart) -> [String] { positions[part].map { [$0.description] } ?? [] }
}
