/// Instance types by name, in natural order: `t3.small` before `t3.large` before `t3.2xlarge`.
public struct InstanceCatalog: Sendable {
  /// All types, in natural order.
  public let types: [InstanceType]
  private let positions: [String: Int]

  /// Makes a catalogue; of several types with one name the last counts.
  public init(_ types: some Sequence<InstanceType>) {
    var byName: [String: InstanceType] = [:]
    for type in types { byName[type.name] = type }
    self.init(inOrder: byName.values.sorted { InstanceTypeName($0.name) < InstanceTypeName($1.name) })
  }

  /// Takes types whose names are different and in order.
  init(inOrder types: [InstanceType]) {
    self.types = types
    var positions: [String: Int] = [:]
    positions.reserveCapacity(types.count)
    for (position, type) in types.enumerated() { positions[type.name] = position }
    self.positions = positions
  }

  /// The type of a name, or `nil` if the catalogue has none.
  public subscript(name: String) -> InstanceType? { positions[name].map { types[$0] } }

  /// The name that was probably meant: `m5.large` for `m5.lrage`; `nil` if none is near.
  public func nearestName(to name: String) -> String? {
    Headroom.nearestName(to: name, among: types.lazy.map(\.name))
  }

  /// The catalogue with further types, which replace those of the same name; what a type leaves open is kept from the
  /// one it replaces.
  public func adding(_ more: some Sequence<InstanceType>) -> InstanceCatalog {
    InstanceCatalog(types + more.map { type in self[type.name].map(type.completed) ?? type })
  }

  /// The day of the newest API dump that any of the types was read from.
  public var newestDate: CalendarDate? { types.lazy.compactMap(\.details.apiLastSeen).max() }
}
