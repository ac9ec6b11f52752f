/// A NodePool that EKS Auto Mode creates itself, of which a file says only the name, or only that there may be some.
struct BuiltInPoolFacts: Sendable {
  /// The name, `general-purpose` or `system`; `nil` if the file names none although Auto Mode is on.
  let name: String?
  /// The name of the cluster.
  let cluster: String
  /// The subnets of its nodes.
  let homes: GroupFacts.Homes
  /// Where the name stands, and whether the file says what is wanted or what exists.
  let place: Place, stage: Stage
}
