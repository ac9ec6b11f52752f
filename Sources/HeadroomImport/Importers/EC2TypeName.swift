/// The parts of the name of an instance type, as Karpenter takes it apart.
///
/// `c6gn.large` is of the category `c`, the generation `6`, the family `c6gn` and the size `large`; `u-6tb1.metal` is of
/// the category `u` and the generation `1`.
///
/// Source: `instanceTypeScheme` in `pkg/providers/instancetype/types.go` of aws/karpenter-provider-aws 1d927085.
struct EC2TypeName: Hashable {
  /// The letters at the start and the number after them; `nil` if the name has another form.
  var category: String?, generation: String?
  /// What stands before and behind the dot; `nil` if there is not exactly one.
  var family: String?, size: String?
  /// The letter that follows the generation.
  var letterAfterGeneration: Character?

  init(_ name: String) {
    let halves = name.split(separator: ".", omittingEmptySubsequences: false)
    if halves.count == 2 { (family, size) = (String(halves[0]), String(halves[1])) }
    guard halves.count > 1 else { return }
    let letters = halves[0].prefix { $0.isASCII && $0.isLowercase }
    var rest = halves[0][letters.endIndex...]
    // Memory such as `-6tb` stands before the generation in the names of the oldest types with much memory.
    if rest.first == "-" {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, rest[digits.endIndex...].hasPrefix("tb") else { return }
      rest = rest[digits.endIndex...].dropFirst(2)
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !letters.isEmpty, !digits.isEmpty else { return }
    (category, generation) = (String(letters), String(digits))
    letterAfterGeneration = rest[digits.endIndex...].first
  }
}
