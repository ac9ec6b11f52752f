/// What is read of a plan or a state of Terraform or OpenTofu.
struct TerraformDocument: Sendable {
  /// A change of a resource, as far as it matters.
  struct Change: Sendable {
    var actions: [String] = []
    /// What is `true` where a value is known only after the plan is applied.
    var unknown: YAMLNode?
    /// The values before and after.
    var before: YAMLNode?, after: YAMLNode?
    /// What is `true` where a value before is sensitive.
    var secret: YAMLNode?
    let place: Place
  }

  /// The version of the format and the place of it.
  var version: YAMLNode?
  /// Whether it has the parts of a plan or of a state.
  var isPlan = false, isState = false
  /// The resources of the plan or state, and the data sources that were read for a plan.
  var resources: [TerraformResource] = []
  /// The changes by the address of the resource.
  var changes: [String: Change] = [:]
  /// The modules of the configuration, of which the first is the root.
  var modules: [TerraformModule] = []
  /// The regions of the providers: a name, or the variable that has it.
  var regions: [String: (name: YAMLNode?, references: [String])] = [:]
  /// The variables of the root: the IDs of subnets, and a text that looks like a region.
  var variables: [String: (constant: TerraformConstant, region: YAMLNode?)] = [:]
  /// Why the plan may lack resources, with the place.
  var gaps: [(reason: String, place: Place)] = []
  /// The hashes of all resources and data sources that have an instance.
  var instances: Set<UInt64> = []
  /// The names of resources of Kubernetes and Helm, of which nothing is read, and how many there are.
  var namedOnly: Set<String> = [], namedOnlyCount = 0

  /// Whether the resource that a reference means has an instance.
  func hasInstance(_ name: TerraformResourceName) -> Bool { instances.contains(Self.hash(name.text.utf8)) }

  /// Adds a resource by its address without the key of its instance.
  mutating func addInstance(_ address: some Sequence<UInt8>) { instances.insert(Self.hash(address)) }

  /// A hash that is the same in every run: FNV-1a.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
