internal import Headroom

/// Something that takes addresses and is neither a node nor a pod.
struct ReservationFacts: Sendable {
  /// The ID or the name that AWS knows it by.
  let id: String
  /// The name that people know it by.
  var name: String
  /// What it is.
  let kind: AddressReservation.Kind
  /// The keys of its subnets.
  var subnets: Set<String>
  /// The name of its cluster if it belongs to one.
  var cluster: String?
  /// The addresses that its interfaces hold in each subnet.
  var held: [String: Int] = [:]
  /// Whether it is only wanted although it belongs to no cluster.
  var isPlanned = false
  /// Whether it exists, and is not only wanted.
  var isThere: Bool { cluster == nil && !isPlanned }
  /// Where it is described.
  let place: Place
}
