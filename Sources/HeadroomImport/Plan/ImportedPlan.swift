public import Headroom

/// A plan with the places of its parts in the files it was read from.
public struct ImportedPlan: Sendable {
  /// The plan.
  public let plan: ClusterPlan
  /// Where each part, and each key of it, stands.
  public let positions: [PlanPart: SourcePosition]
  /// The catalogue with the types that the plan brings along.
  public let catalog: InstanceCatalog

  /// Where a part stands; its whole if its key was not given.
  public func position(of part: PlanPart) -> SourcePosition? { positions[part] ?? positions[part.whole] }
}
