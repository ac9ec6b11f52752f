/// A part of a plan that an error or a finding is about.
public struct PlanPart: Hashable, Sendable {
  /// The kind of a part. The raw value is its name in JSON.
  public enum Kind: String, Hashable, Sendable {
    /// The plan as a whole.
    case plan
    /// The VPC.
    case vpc
    /// A subnet.
    case subnet
    /// The CNI or one of its variables.
    case cni
    /// A node group or Fargate profile.
    case nodeGroup
    /// A workload.
    case workload
    /// A Service.
    case service
    /// The gateways, endpoints, data stores and DNS that the cluster uses in addition to its Services.
    case network
    /// A reservation of addresses.
    case reservation
    /// An availability zone.
    case zone
  }

  /// The kind of part.
  public let kind: Kind
  /// The part's name; empty for parts of which a plan has only one.
  public let name: String
  /// The key within the part that is wrong, if it is a single one.
  public let key: String?

  /// Creates a reference to a part.
  public init(_ kind: Kind, _ name: String = "", key: String? = nil) {
    self.kind = kind
    self.name = name
    self.key = key
  }

  /// Returns the part with one of its keys.
  package func key(_ key: String) -> PlanPart { PlanPart(kind, name, key: key) }

  /// The part without its key.
  package var whole: PlanPart { PlanPart(kind, name) }
}

extension PlanPart: CustomStringConvertible {
  /// The kind and the name, such as `subnet public-a`.
  public var description: String { name.isEmpty ? kind.description : "\(kind) \(name)" }
}

extension PlanPart.Kind: CustomStringConvertible {
  /// The kind in words, such as `node group`.
  public var description: String { self == .nodeGroup ? "node group" : rawValue }
}
