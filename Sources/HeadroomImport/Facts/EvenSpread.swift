internal import Headroom

/// What is said where the nodes of a group are taken to be spread evenly over all subnets that they may be in.
enum EvenSpread {
  /// Returns what becomes a remark about the group.
  static func message(_ subnets: [String]) -> String {
    """
    its nodes are assumed to be spread evenly over \(abbreviated(subnets)) (--assume-even-spread); it is not known which of \
    these it uses
    """
  }

  /// Returns what is said once when the files are read.
  static func note(_ group: String, _ subnets: [String]) -> String {
    "The nodes of \(group.prefix(80)) are assumed to be spread evenly over \(abbreviated(subnets)) (--assume-even-spread)."
  }
}
