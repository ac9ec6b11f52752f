internal import Headroom

/// A plan that was put together from several files, as the tree of a plan file.
struct MergedPlan {
  /// The tree. Each value has the place of the fact that it comes from.
  var root: YAMLNode
  /// Where the facts about each part of the plan come from, and how they are known.
  var comments: [PlanPart: [String]] = [:]
  /// What is known of the subnets that a plan has no words for, by their names.
  var identities: [String: SubnetIdentity] = [:]
  /// What was read without becoming part of the plan, one sentence each.
  var notes: [String] = []
}
