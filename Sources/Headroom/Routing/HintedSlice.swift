/// The ready endpoints of one EndpointSlice, with the zone hints that they have before the controller's next sync.
package struct HintedSlice: Hashable, Sendable {
  /// The endpoints of a slice that have the same zone and the same hint.
  package struct Endpoints: Hashable, Sendable {
    /// The zone of their nodes; `nil` if the nodes have no zone label.
    package var zone: String?
    /// The zone that they are hinted to; `nil` if they have no hint.
    package var hint: String?
    /// The number of endpoints.
    package var count: Int

    /// Creates endpoints with the same zone and hint.
    package init(zone: String?, hint: String? = nil, count: Int) {
      self.zone = zone
      self.hint = hint
      self.count = max(0, count)
    }
  }

  /// The ready endpoints. Endpoints that are not ready do not affect the hints.
  package var endpoints: [Endpoints]
  /// Whether nothing but hints would change in the slice. The controller keeps the hints of such a slice while they are
  /// valid.
  package var isUnchanged: Bool

  /// Creates a slice.
  package init(_ endpoints: [Endpoints], isUnchanged: Bool = false) {
    self.endpoints = endpoints
    self.isUnchanged = isUnchanged
  }
}

extension HintedSlice {
  /// Returns the number of hints by zone that the slice keeps; `nil` if the controller rewrites the slice.
  ///
  /// The controller rewrites it if it changes anyway, if an endpoint has no hint or a hint to a zone without nodes, or
  /// if a zone would get more than its maximum.
  ///
  /// Source: `getHintsByZone` of `topologycache/utils.go`.
  package func keptHints(maximum: [String: Int], with kept: [String: Int]) -> [String: Int]? {
    guard isUnchanged else { return nil }
    var hints: [String: Int] = [:]
    for group in endpoints where group.count > 0 {
      guard let hint = group.hint, maximum[hint] != nil else { return nil }
      hints[hint, default: 0] += group.count
    }
    let fits = hints.allSatisfy { zone, count in count + kept[zone, default: 0] <= maximum[zone]! }
    return fits ? hints : nil
  }
}
