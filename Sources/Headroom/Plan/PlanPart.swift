/// A part of a plan that an error or a finding is about.
public struct PlanPart: Hashable, Sendable {
  /// The kind of a part, by its code in JSON.
  public enum Kind: String, Hashable, Sendable {
    /// The plan as a whole.
    case plan
    /// The VPC.
    case vpc
    /// A subnet.
    case subnet
    /// The CNI or one of its variables.
    case cni
    /// A node group.
    case nodeGroup
    /// A workload.
    case workload
    /// A Service.
    case service
    /// What the cluster sends and pays for besides its Services.
    case network
    /// A reservation of addresses.
    case reservation
    /// An availability zone.
    case zone
  }

  /// The kind.
  public let kind: Kind
  /// The part's name; empty for parts of which a plan has only one.
  public let name: String
  /// The key within the part, if one is to blame.
  public let key: String?

  /// Names a part.
  public init(_ kind: Kind, _ name: String = "", key: String? = nil) {
    self.kind = kind
    self.name = name
    self.key = key
  }

  /// Returns the same part with one of its keys.
  public func key(_ key: String) -> PlanPart { PlanPart(kind, name, key: key) }

  /// The part without its key.
  public var whole: PlanPart { PlanPart(kind, name) }
}

extension PlanPart: CustomStringConvertible {
  /// The kind and the name: `subnet public-a`.
  public var description: String { name.isEmpty ? kind.description : "\(kind) \(name)" }
}

extension PlanPart.Kind: CustomStringConvertible {
  /// The kind in words: `node group`.
  public var description: String { self == .nodeGroup ? "node group" : rawValue }
}
