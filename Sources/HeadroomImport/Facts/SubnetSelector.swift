internal import Headroom

/// The subnets that the class of a NodePool selects, which other files describe.
///
/// Source: `getFilterSets` in `pkg/providers/subnet/subnet.go` of aws/karpenter-provider-aws 1d927085.
struct SubnetSelector: Hashable, Sendable {
  /// One of the terms; a subnet that meets any of them is selected.
  struct Term: Hashable, Sendable {
    /// The ID; the tags do not count if there is one.
    var id: String?
    /// The values of tags, all of which a subnet must have, with the wildcards of EC2.
    var tags: [String: String] = [:]
  }

  /// The terms.
  var terms: [Term]
  /// The requirements on the zone of the subnets.
  var zones: [NodeRequirement]
  /// The command that prints the subnets that were selected.
  var command: String

  /// Returns whether a subnet is selected; `nil` if what is known of it does not decide it.
  func selects(_ subnet: SubnetFacts) -> Bool? {
    guard isInZones(subnet) ?? true else { return false }
    let answers = terms.map { selects($0, subnet) }
    return answers.contains(true) ? isInZones(subnet) : answers.contains(nil) ? nil : false
  }

  private func selects(_ term: Term, _ subnet: SubnetFacts) -> Bool? {
    if let id = term.id { return subnet.id.map { $0 == id } ?? false }
    guard let tags = subnet.allTags.best()?.value else { return nil }
    return term.tags.allSatisfy { key, pattern in tags[key].map { Self.matches(pattern, $0) } ?? false }
  }

  /// Returns whether a subnet is in a zone that the requirements allow; `nil` if its zone is not known.
  private func isInZones(_ subnet: SubnetFacts) -> Bool? {
    var isKnown = true
    for requirement in zones {
      let value = requirement.key == NodeLabel.zoneID ? subnet.zoneID.best()?.value : subnet.zone.best()?.value
      guard let value else {
        isKnown = false
        continue
      }
      guard requirement.allows(value) else { return false }
    }
    return isKnown ? true : nil
  }

  /// Returns whether a text matches a pattern of an EC2 filter: `*` stands for any text, `?` for one character, and a
  /// backslash takes the meaning of what follows.
  ///
  /// Source: Amazon EC2 User Guide, "List and filter your resources", and API Reference, `Filter`.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    enum Part: Equatable { case any, one, literal(Unicode.Scalar) }
    var parts: [Part] = []
    var isEscaped = false
    for scalar in pattern.unicodeScalars {
      switch scalar {
      case "\\" where !isEscaped: isEscaped = true
      case "*" where !isEscaped: if parts.last != .any { parts.append(.any) }
      case "?" where !isEscaped: parts.append(.one)
      default:
        parts.append(.literal(scalar))
        isEscaped = false
      }
    }
    let text = Array(text.unicodeScalars)
    // After a mismatch the last `*` takes one more character, so the time grows with the product of both lengths at most.
    var (place, index) = (0, 0)
    var lastStar: (place: Int, index: Int)?
    while index < text.count {
      if place < parts.count, parts[place] == .any {
        lastStar = (place, index)
        place += 1
      } else if place < parts.count, parts[place] == .one || parts[place] == .literal(text[index]) {
        (place, index) = (place + 1, index + 1)
      } else if let star = lastStar {
        lastStar = (star.place, star.index + 1)
        (place, index) = (star.place + 1, star.index + 1)
      } else {
        return false
      }
    }
    return parts[place...].allSatisfy { $0 == .any }
  }
}
