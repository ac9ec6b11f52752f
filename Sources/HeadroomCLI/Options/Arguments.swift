public import ArgumentParser
public import Headroom
public import HeadroomImport

extension CalendarDate: ExpressibleByArgument {
  /// Creates a date from a command-line argument such as `2026-08-02`; `nil` if it is not a date.
  public init?(argument: String) { self.init(argument) }
}

extension Region: ExpressibleByArgument {
  /// Creates a region from a command-line argument such as `eu-central-1`; `nil` if it is not a region.
  public init?(argument: String) { self.init(argument) }
}

extension PlanChange: ExpressibleByArgument {
  /// Creates a change from a command-line argument of the form `PATH=VALUE`; `nil` if it has another form.
  public init?(argument: String) { self.init(argument) }
}

extension KubernetesVersion: ExpressibleByArgument {
  /// Creates a version from a command-line argument such as `1.34`; `nil` if it is not a version.
  public init?(argument: String) { self.init(argument) }
}

extension TopologyMode: ExpressibleByArgument {}
extension KubernetesService.TrafficPolicy: ExpressibleByArgument {}
extension MaxPodsSetter: ExpressibleByArgument {}
extension CNIEnvironment.Defaults: ExpressibleByArgument {}
extension AddressPlacement: ExpressibleByArgument {}
extension CapacityType: ExpressibleByArgument {}
extension CostEstimate.Grouping: ExpressibleByArgument {}

/// The options of the commands that use the catalogue of instance types.
struct CatalogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Add or override instance types from a CSV file with the catalogue's columns, or from the JSON output of \
      `aws ec2 describe-instance-types`.
      """,
      valueName: "file"))
  var instanceTypes: String?

  /// Returns the embedded catalogue together with the instance types of the file, if one is given.
  func catalog() throws -> InstanceCatalog {
    guard let instanceTypes else { return .bundled }
    return try orExit { InstanceCatalog.bundled.adding(try readInstanceTypes(try Files.read(instanceTypes))) }
  }

  /// Returns the instance types with the given names.
  ///
  /// If the catalogue does not contain some of them, one error lists all of these, and the exit status is 2.
  func types(_ names: [String], in catalog: InstanceCatalog) throws -> [InstanceType] {
    try orExit {
      let unknown = names.filter { catalog[$0] == nil }.map { name in
        let hint =
          catalog.nearestName(to: name).map { "did you mean '\($0)'?" } ?? "`headroom catalog list` prints all types"
        return "no instance type '\(name)'; \(hint)"
      }
      guard unknown.isEmpty else { throw InvalidInput(description: unknown.joined(separator: "\n")) }
      return names.compactMap { catalog[$0] }
    }
  }

  static let names = CompletionKind.custom { _, _, _ in InstanceCatalog.bundled.types.map(\.name) }
}

/// The options of the VPC CNI that affect how many pods a node can run.
struct NetworkingOptions: ParsableArguments {
  @Flag(help: "Assign a /28 prefix to each slot of an interface (ENABLE_PREFIX_DELEGATION).")
  var prefixDelegation = false

  @Flag(help: "Put pods in separate subnets (AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG).")
  var customNetworking = false

  @Flag(help: "Reserve a trunk interface for security groups for pods (ENABLE_POD_ENI).")
  var securityGroupsForPods = false

  @Option(
    name: .customLong("max-eni"),
    help: ArgumentHelp("The largest number of interfaces to use (MAX_ENI).", valueName: "n"))
  var maxENI: Int?

  func validate() throws {
    if let maxENI, maxENI < 1 { throw ValidationError("--max-eni is \(maxENI); expected 1 or more") }
  }

  /// Whether any of the settings is given.
  var isGiven: Bool { prefixDelegation || customNetworking || securityGroupsForPods || maxENI != nil }

  func apply(to settings: inout CNISettings) {
    settings.prefixDelegation = prefixDelegation
    settings.customNetworking = customNetworking
    settings.podENI = securityGroupsForPods
    settings.maxENI = maxENI
  }
}

/// A number of pods or a range of numbers: `5`, `0...11` or `0..11`.
struct PodRange: ExpressibleByArgument {
  let pods: ClosedRange<Int>

  /// The largest number that is accepted, which is more pods than any node can run.
  private static let most = 100_000

  init?(argument: String) {
    let separator = argument.contains("...") ? "..." : ".."
    let ends = argument.split(separator: separator, omittingEmptySubsequences: false).map {
      Int(decimalDigits: $0.utf8)
    }
    guard let first = ends[0], ends.count <= 2, let last = ends[ends.count - 1], first <= last, last <= Self.most else {
      return nil
    }
    pods = first...last
  }
}

/// One or more zones with numbers, separated by commas, such as `a=2000` or `a=2000,b=3000`.
struct ZoneNumbers: ExpressibleByArgument {
  let numbers: [ZoneNumber]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { ZoneNumber(String($0)) }
    guard !parts.contains(where: { $0 == nil }) else { return nil }
    numbers = parts.compactMap(\.self)
  }
}

/// A zone with a number, such as `a=2000`.
struct ZoneNumber {
  let zone: String
  let number: Double

  /// The largest number that is accepted: more than any cluster needs, and small enough that no computation overflows.
  private static let most = 1e12

  init?(_ text: String) {
    guard let equals = text.lastIndex(of: "="), equals > text.startIndex,
      let number = ExactDecimal(text[text.index(after: equals)...].utf8)
    else { return nil }
    zone = String(text[..<equals])
    self.number = Double(number.billionths) / Double(ExactDecimal.unit)
    guard self.number <= Self.most else { return nil }
  }
}
