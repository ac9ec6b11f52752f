internal import FoundationEssentials
internal import Headroom

/// Takes out of answers what may be secret.
extension YAMLNode {
  /// Returns the value without what may be secret and decides nothing: user data beside max pods, variables that the CNI's
  /// numbers do not depend on, and tags that nobody reads.
  func withoutSecrets(of key: String) -> YAMLNode {
    switch content {
    case .scalar(let text, _):
      switch key {
      case "UserData", "userData": return scalar(Self.userData(text))
      case "configurationValues": return scalar(Self.configuration(text, file: file))
      default: return self
      }
    case .sequence(let items):
      let kept: [YAMLNode] =
        switch key {
        case "env": items.filter { CNIEnvironment.isKnown($0["name"]?.text ?? "") }
        case "Tags", "TagSet": items.filter { Self.isRead(tag: $0["Key"]?.text ?? "") }
        default: items
        }
      return YAMLNode(.sequence(kept.map { $0.withoutSecrets(of: key) }), at: place)
    case .mapping(let pairs):
      // All tags of a subnet may select it for Karpenter.
      let isSubnet = self["SubnetId"] != nil && self["CidrBlock"] != nil
      return YAMLNode(
        .mapping(
          pairs.map { pair in
            let name = pair.key.text ?? ""
            return (pair.key, isSubnet && name == "Tags" ? pair.value : pair.value.withoutSecrets(of: name))
          }), at: place)
    }
  }

  private func scalar(_ text: String) -> YAMLNode { YAMLNode(.scalar(text, isPlain: false), at: place) }

  private static func isRead(tag: String) -> Bool {
    tag == "Name"
      || [
        "eks:", "aws:eks:", "kubernetes.io/", "karpenter.sh/", "alpha.eksctl.io/", "aws:autoscaling:", "k8s.io/",
        "node.k8s.amazonaws.com/", "cluster.k8s.amazonaws.com/", "vpcresources.k8s.aws/", "cni.networking.k8s.aws/",
      ].contains { tag.hasPrefix($0) }
  }

  /// Returns user data that sets the same max pods and has nothing else.
  private static func userData(_ text: String) -> String {
    let isEncoded = Data(base64Encoded: text)
    guard let bytes = isEncoded else { return reduced(text) }
    // Compressed scripts are not understood, whatever they are.
    if bytes.starts(with: [0x1F, 0x8B]) { return Data([0x1F, 0x8B]).base64EncodedString() }
    return Data(reduced(String(decoding: bytes.prefix(1 << 16), as: UTF8.self)).utf8).base64EncodedString()
  }

  private static func reduced(_ script: String) -> String {
    let isNodeConfig = script.contains("NodeConfig")
    switch NodeScript.maxPods(in: script, family: isNodeConfig ? .amazonLinux2023 : .amazonLinux2) {
    case .number(let number)? where isNodeConfig:
      return "kind: NodeConfig\nspec: {kubelet: {config: {maxPods: \(number)}}}\n"
    case .number(let number)?: return "--max-pods=\(number)\n"
    case .expression?, .notUnderstood?: return "max-pods\n"
    case nil: return "\n"
    }
  }

  /// Returns the configuration values of an add-on with the variables that are read.
  private static func configuration(_ text: String, file: UInt32) -> String {
    guard let root = try? YAMLBuilder.documents(of: Array(text.utf8), .lenient, file: file).first else { return "{}" }
    let kept = (root.pairs ?? []).compactMap { key, value -> (key: YAMLNode, value: YAMLNode)? in
      switch key.text {
      case "eniConfig": return (key, value)
      case "env":
        let known = (value.pairs ?? []).filter { CNIEnvironment.isKnown($0.key.text ?? "") }
        return (key, YAMLNode(.mapping(known), at: value.place))
      default: return nil
      }
    }
    return YAMLNode(.mapping(kept), at: root.place).json
  }

  /// The value as JSON.
  var json: String {
    switch content {
    case .scalar(let text, let isPlain):
      let isLiteral =
        ["true", "false", "null"].contains(text) || text.utf8.first.map { 48...57 ~= $0 || $0 == 45 } == true
      return isPlain && isLiteral && !text.isEmpty ? text : QuotedText.json(text)
    case .sequence(let items): return "[\(items.map(\.json).joined(separator: ", "))]"
    case .mapping(let pairs):
      return "{\(pairs.map { "\(QuotedText.json($0.key.text ?? "")): \($0.value.json)" }.joined(separator: ", "))}"
    }
  }
}
