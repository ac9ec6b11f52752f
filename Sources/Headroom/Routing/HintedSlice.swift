/// The ready endpoints of one EndpointSlice, with the hints that they have before the controller looks.
public struct HintedSlice: Hashable, Sendable {
  /// Endpoints that share zone and hint.
  public struct Endpoints: Hashable, Sendable {
    /// The zone of their nodes; `nil` if it is not labelled.
    public var zone: String?
    /// The zone they are hinted to; `nil` without a hint.
    public var hint: String?
    /// How many they are.
    public var count: Int

    /// Makes endpoints of one zone and hint.
    public init(zone: String?, hint: String? = nil, count: Int) {
      self.zone = zone
      self.hint = hint
      self.count = max(0, count)
    }
  }

  /// The ready endpoints; those that are not ready count for nothing.
  public var endpoints: [Endpoints]
  /// Whether nothing else than hints would change the slice: then it keeps hints that are still allowed.
  public var isUnchanged: Bool

  /// Makes a slice.
  public init(_ endpoints: [Endpoints], isUnchanged: Bool = false) {
    self.endpoints = endpoints
    self.isUnchanged = isUnchanged
  }
}

extension HintedSlice {
  /// The hints that stay, by zone; `nil` if the slice is to be written anew: it changes anyway, an endpoint has no
  /// hint or one to a zone without nodes, or a zone would have more than its maximum.
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
