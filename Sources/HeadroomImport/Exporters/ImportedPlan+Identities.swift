internal import Headroom

/// What outputs for other tools have to know of subnets.
extension ImportedPlan {
  /// Returns the ID of a subnet; `nil` if it is not known.
  ///
  /// A plan file has no key for IDs. There, a subnet has one only if its name is one.
  func subnetID(of name: String) -> String? {
    if let id = identities[name]?.id { return Self.isSafeID(id) ? id : nil }
    return Self.isID(name) ? name : nil
  }

  /// Returns whether a subnet is public; `nil` if it is not known.
  func isPublic(_ subnet: Subnet) -> Bool? {
    identities[subnet.name]?.isPublic ?? SubnetIdentity.isPublic(tags: subnet.tags)
  }

  /// Returns the problem that the ID of a subnet is not known.
  func missingID(of name: String, _ whose: String) -> PlanError.Problem {
    let block = plan.subnets.first { $0.name == name }?.block
    let filter = block.map { " --filters Name=cidr-block,Values=\($0)" } ?? ""
    return PlanError.Problem(
      PlanPart(.subnet, name),
      """
      the ID of subnet '\(name.prefix(80))'\(whose) is not known; add the output of `aws ec2 describe-subnets\(filter)` with -f
      """, at: position(of: PlanPart(.subnet, name)))
  }

  /// Returns whether a text has the form of an ID that AWS gives: 8 or 17 hexadecimal digits.
  private static func isID(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst(prefix.utf8.count)
    return text.hasPrefix(prefix) && [8, 17].contains(digits.count)
      && digits.allSatisfy { 48...57 ~= $0 || 97...102 ~= $0 }
  }

  /// Returns whether what a file gives as an ID can be written into any file without quotation marks.
  private static func isSafeID(_ text: String) -> Bool {
    text.hasPrefix(prefix) && text.utf8.count <= 64
      && text.utf8.allSatisfy { 48...57 ~= $0 || 97...122 ~= $0 || $0 == UInt8(ascii: "-") }
  }

  private static let prefix = "subnet-"
}
