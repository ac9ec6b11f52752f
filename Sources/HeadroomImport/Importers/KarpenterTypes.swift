internal import Headroom

/// The instance types that meet the requirements of NodePools.
///
/// Karpenter asks EC2 for the types of the region. The catalogue has those of all regions, so the answer may have types
/// more than Karpenter finds, but none less.
struct KarpenterTypes {
  private let types: [InstanceType]
  /// The answers to requirements that were asked already, in the order of ``types``.
  private var answers: [NodeRequirement: [Bool?]] = [:]

  /// The most different requirements of all NodePools together: far more than the NodePools of any cluster have.
  static let mostRequirements = 5000

  init(_ catalog: InstanceCatalog) {
    // Karpenter asks for the architectures x86_64 and arm64 only, so it never sees the types with macOS.
    // Source: `pkg/providers/instancetype/instancetype.go`.
    types = catalog.types.filter { type in
      type.architectures.isEmpty || type.architectures.contains { $0 == "x86_64" || $0 == "arm64" }
    }
  }

  /// The types that are left.
  struct Selection {
    /// The names, in the order of the catalogue.
    var names: [String] = []
    /// The labels of which the catalogue does not know the values for some of these types.
    var undecided: Set<String> = []
    /// The requirements each of which alone drops all types that the others leave; empty if there are types.
    var culprits: [NodeRequirement] = []
  }

  /// Returns the types that meet all requirements; `nil` if there are too many requirements.
  ///
  /// - Parameters:
  ///   - requirements: The requirements on labels of instance types.
  ///   - isPossible: Whether a type can be used at all.
  mutating func selection(_ requirements: [NodeRequirement], isPossible: (InstanceType) -> Bool) -> Selection? {
    let requirements = Set(requirements).sorted { $0.description < $1.description }
    for requirement in requirements where answers[requirement] == nil {
      guard answers.count < Self.mostRequirements else { return nil }
      answers[requirement] = types.map {
        requirement.allows(InstanceTypeLabels.attribute(requirement.key, of: $0))
      }
    }
    let columns = requirements.map { answers[$0] ?? [] }
    var selection = Selection()
    var refused = [Int](repeating: 0, count: requirements.count)
    // Types that EC2 no longer sells count only where a NodePool names them.
    let named = Set(requirements.filter { $0.key == NodeLabel.type && $0.comparison == .isIn }.flatMap(\.values))
    for (index, type) in types.enumerated() {
      guard isPossible(type), type.isOnSale != false || named.contains(type.name) else { continue }
      var refusing: Int?
      var count = 0
      for (place, column) in columns.enumerated() where column[index] == false {
        (refusing, count) = (place, count + 1)
        if count > 1 { break }
      }
      if count == 1, let refusing { refused[refusing] += 1 }
      guard count == 0 else { continue }
      selection.names.append(type.name)
      for (place, column) in columns.enumerated() where column[index] == nil {
        selection.undecided.insert(requirements[place].key)
      }
    }
    if selection.names.isEmpty {
      selection.culprits = requirements.indices.filter { refused[$0] > 0 }.map { requirements[$0] }
    }
    return selection
  }
}
