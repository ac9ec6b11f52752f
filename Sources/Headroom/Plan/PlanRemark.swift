/// Something that the files say from which a plan was made and that the rest of a plan has no words for.
///
/// Each remark becomes a finding. The plan file keeps remarks, so that nothing is lost when files are converted.
package struct PlanRemark: Hashable, Sendable {
  /// What a remark is about. The raw value is its name in a plan file.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// What is planned differs from what exists.
    case drift
    /// A network interface that the VPC CNI created and that no node has any more.
    case leakedInterface
    /// Addresses that are in use although nothing in the files explains it.
    case unexplainedAddresses
    /// Something that decides about addresses and that the files do not say.
    case notInFiles
    /// Words in the files that stand for values which are not there.
    case placeholder
    /// A problem that EKS itself reports.
    case health
    /// Something that the tool whose file it is will not accept.
    case refusedByTool
    /// Something that is assumed because the user asked for it.
    case assumption
    /// A node group that is created before the one that it replaces is deleted.
    case replacement
  }

  /// What the remark is about.
  package let kind: Kind
  /// The part of the plan that it concerns.
  package let subject: PlanPart
  /// One or two sentences.
  package let message: String

  /// Creates a remark.
  package init(_ kind: Kind, _ subject: PlanPart, _ message: String) {
    (self.kind, self.subject, self.message) = (kind, subject, message)
  }
}
