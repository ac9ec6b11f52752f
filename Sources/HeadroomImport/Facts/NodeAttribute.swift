/// What is known of a label that the nodes of an instance type have.
enum NodeAttribute: Hashable, Sendable {
  /// The value; `nil` if the nodes do not have the label.
  case known(String?)
  /// One of several values.
  case oneOf([String])
  /// Nothing.
  case unknown
}
