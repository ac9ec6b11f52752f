internal import Headroom

/// Reads the places in which a file can set max pods, each by the rules of the program that reads it.
///
/// Sources: `pkg/nodebootstrap/al2023.go` of eksctl-io/eksctl 99984adb, and `nodeadm/internal/api/merge.go` of the AMI.
extension EksctlConfig {
  mutating func readMaxPods(_ node: YAMLNode, _ group: inout GroupFacts) {
    let family = group.family.best()?.value ?? .amazonLinux2023
    var found: [Fact<Int?>] = []
    if family == .amazonLinux2023, let value = node["kubeletExtraConfig"]?["maxPods"] { found = reader.count(value) }
    if let value = node["maxPodsPerNode"] {
      let given = reader.count(value)
      if given.first?.value != 0 { found = given.isEmpty ? found : given }
    }
    if family == .bottlerocket, found.isEmpty,
      let value = node["bottlerocket"]?["settings"]?["kubernetes"]?["max-pods"]
    {
      found = reader.count(value)
    }
    if let script = node["overrideBootstrapCommand"], let text = script.text {
      let later = NodeScript.maxPods(in: text, family: family)
      switch later {
      case .number(let number): found = [Fact(number, script.place, .intent)]
      case .expression(let text): group.maxPodsExpression = [Fact(text, script.place, .intent)]
      case .notUnderstood: found = unknownMaxPods(text, script, group)
      case nil: break
      }
    }
    for script in reader.items(node["preBootstrapCommands"]) {
      guard let text = script.text, text.contains("max-pods") || text.contains("maxPods") else { continue }
      found = unknownMaxPods(text, script, group)
    }
    group.maxPods = found
  }

  private mutating func unknownMaxPods(_ text: String, _ node: YAMLNode, _ group: GroupFacts) -> [Fact<Int?>] {
    // Only the word itself is quoted: the rest of a script may be secret.
    let words = text.split { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    let line = words.first { $0.contains("max-pods") || $0.contains("maxPods") } ?? ""
    remark(
      """
      a bootstrap command mentions it in a way that is not understood: '\(line.prefix(60))'; `kubectl get nodes -o json` \
      prints it as status.capacity.pods
      """, node, PlanPart(.nodeGroup, group.name, key: "maxPods"))
    return [Fact(nil, node.place, .intent)]
  }
}
