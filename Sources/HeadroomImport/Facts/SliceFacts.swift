internal import Headroom

/// The ready endpoints of a Service as its EndpointSlices list them, with the hints that they have.
struct SliceFacts: Hashable, Sendable {
  /// The numbers of endpoints by their zones; those without a zone stand under an empty name.
  var endpoints: [String: Int] = [:]
  /// The numbers of endpoints by the zones for whose clients they are hinted.
  var hints: [String: Int] = [:]
  /// The number of endpoints with a hint for a zone, and of those with one for a node.
  var hinted = 0, hintedToNode = 0
  /// The place of the first slice.
  var place: Place

  init(place: Place) { self.place = place }

  /// The number of endpoints.
  var count: Int { endpoints.values.reduce(0, +) }
}
