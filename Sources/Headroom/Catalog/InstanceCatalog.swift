/// A catalogue of instance types in natural order: `t3.small` before `t3.large` before `t3.2xlarge`.
public struct InstanceCatalog: Sendable {
  /// All types, in natural order.
  public let types: [InstanceType]
  private let positions: [String: Int]

  /// Creates a catalogue. Of several types with the same name the last one is kept.
  public init(_ types: some Sequence<InstanceType>) {
    var byName: [String: InstanceType] = [:]
    for type in types { byName[type.name] = type }
    self.init(inOrder: byName.values.sorted { InstanceTypeName($0.name) < InstanceTypeName($1.name) })
  }

  /// Creates a catalogue from types with different names that are already in order.
  init(inOrder types: [InstanceType]) {
    self.types = types
    var positions: [String: Int] = [:]
    positions.reserveCapacity(types.count)
    for (position, type) in types.enumerated() { positions[type.name] = position }
    self.positions = positions
  }

  /// The type with a name; `nil` if the catalogue does not contain it.
  public subscript(name: String) -> InstanceType? { positions[name].map { types[$0] } }

  /// Returns the name that was probably meant, such as `m5.large` for `m5.lrage`; `nil` if no name is close enough.
  package func nearestName(to name: String) -> String? {
    Headroom.nearestName(to: name, among: types.lazy.map(\.name))
  }

  /// Returns the catalogue with additional types, which replace those of the same name.
  ///
  /// Facts that an additional type does not give are taken from the type that it replaces.
  public func adding(_ more: some Sequence<InstanceType>) -> InstanceCatalog {
    InstanceCatalog(types + more.map { type in self[type.name].map(type.completed) ?? type })
  }

  /// The newest date of an EC2 API dump from which any of the types was read.
  package var newestDate: CalendarDate? { types.lazy.compactMap(\.details.apiLastSeen).max() }
}
