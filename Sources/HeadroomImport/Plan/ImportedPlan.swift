public import Headroom

/// A plan, and the positions of its parts in the file that it was read from.
public struct ImportedPlan: Sendable {
  /// The plan.
  public let plan: ClusterPlan
  /// The position of each part, and of each key of a part.
  public let positions: [PlanPart: SourcePosition]
  /// The catalogue that the plan was read with, including the instance types that the plan itself defines.
  public let catalog: InstanceCatalog
  /// The files with prices that the plan names, which ``readPrices(_:for:)`` reads.
  public let priceFiles: [SourceFile]

  /// Where the facts about each part come from, and how they are known, if the plan was made from files of other tools.
  package internal(set) var comments: [PlanPart: [String]] = [:]
  /// What files of other tools say of the subnets that the plan has no words for, by the names of the subnets.
  package internal(set) var identities: [String: SubnetIdentity] = [:]
  /// What the files say without becoming part of the plan, one sentence each.
  package internal(set) var notes: [String] = []

  /// Keeps what is known of the subnets that are still those of the files: one whose CIDR a plan file or a change replaces
  /// is another subnet.
  mutating func keepIdentities(_ all: [String: SubnetIdentity]) {
    for subnet in plan.subnets {
      guard let identity = all[subnet.name], identity.block == nil || identity.block == subnet.block else { continue }
      identities[subnet.name] = identity
    }
  }

  /// Returns the position of a part's key; if the file does not contain the key, the position of the part.
  public func position(of part: PlanPart) -> SourcePosition? { positions[part] ?? positions[part.whole] }
}
