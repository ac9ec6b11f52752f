internal import Headroom

/// An object of Karpenter or of EKS Auto Mode.
struct KarpenterObject {
  /// What it is.
  enum Kind: Hashable {
    case pool
    /// An EC2NodeClass of Karpenter.
    case karpenterClass
    /// A NodeClass of EKS Auto Mode.
    case autoModeClass
    case claim
    /// A kind of an API that Karpenter no longer has.
    case retired
  }

  let kind: Kind
  /// The version of its API, such as `v1`.
  let version: String
  let name: String
  let node: YAMLNode
  let stage: Stage

  /// The names of the kinds.
  static let kinds: Set = [
    "NodePool", "NodeClaim", "EC2NodeClass", "NodeClass", "Provisioner", "Machine", "AWSNodeTemplate",
  ]

  /// The API groups whose objects are read.
  private static let groups = ["karpenter.sh", "karpenter.k8s.aws", "eks.amazonaws.com"]

  /// Recognises an object; `nil` if it is of another kind.
  init?(_ node: YAMLNode, stage: Stage, _ reader: inout FactReader) {
    guard let kind = Self.kind(of: node) else { return nil }
    reader.stage = stage
    guard let name = reader.name(node["metadata"]?["name"]) else {
      reader.complain("`metadata.name` is missing", at: node.place)
      return nil
    }
    self.kind = kind
    self.name = name
    self.node = node
    self.stage = stage
    version = (node["apiVersion"]?.text ?? "").split(separator: "/").dropFirst().first.map(String.init) ?? ""
  }

  /// Returns what an object is by its API and its kind; `nil` if it is not read here.
  static func kind(of node: YAMLNode) -> Kind? {
    let words = (node["apiVersion"]?.text ?? "").split(separator: "/", omittingEmptySubsequences: false)
    guard words.count == 2, groups.contains(String(words[0])), let kind = node["kind"]?.text else { return nil }
    return switch kind {
    case "NodePool": words[0] == "karpenter.sh" ? .pool : nil
    case "NodeClaim": words[0] == "karpenter.sh" ? .claim : nil
    case "EC2NodeClass": words[0] == "karpenter.k8s.aws" ? .karpenterClass : nil
    case "NodeClass": words[0] == "eks.amazonaws.com" ? .autoModeClass : nil
    case "Provisioner", "Machine", "AWSNodeTemplate": .retired
    default: nil
    }
  }

  /// Returns whether an object exists in a cluster, whose API gives it an ID, or is only wanted.
  static func stage(of node: YAMLNode) -> Stage {
    node["metadata"]?["uid"]?.isNull == false || node["status"]?.pairs?.isEmpty == false ? .now : .intent
  }
}
