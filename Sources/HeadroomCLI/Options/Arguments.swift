public import ArgumentParser
public import Headroom
public import HeadroomImport

extension CalendarDate: ExpressibleByArgument {
  /// Reads a date of the command line.
  public init?(argument: String) { self.init(argument) }
}

extension Region: ExpressibleByArgument {
  /// Reads a region of the command line.
  public init?(argument: String) { self.init(argument) }
}

extension PlanChange: ExpressibleByArgument {
  /// Reads `PATH=VALUE`.
  public init?(argument: String) { self.init(argument) }
}

extension KubernetesVersion: ExpressibleByArgument {
  /// Reads a version of the command line.
  public init?(argument: String) { self.init(argument) }
}

extension TopologyMode: ExpressibleByArgument {}
extension KubernetesService.TrafficPolicy: ExpressibleByArgument {}
extension MaxPodsSetter: ExpressibleByArgument {}
extension CNIEnvironment.Defaults: ExpressibleByArgument {}
extension AddressPlacement: ExpressibleByArgument {}

/// The types that a command may name.
struct CatalogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Add or override instance types: CSV with the catalogue's columns, or JSON of `aws ec2 describe-instance-types`.",
      valueName: "file"))
  var instanceTypes: String?

  /// The catalogue with what the options add.
  func catalog() throws -> InstanceCatalog {
    guard let instanceTypes else { return .bundled }
    return try orExit { InstanceCatalog.bundled.adding(try readInstanceTypes(try Files.read(instanceTypes))) }
  }

  /// The types of names; exit status 2 if there are some that the catalogue lacks, all told at once.
  func types(_ names: [String], in catalog: InstanceCatalog) throws -> [InstanceType] {
    try orExit {
      let unknown = names.filter { catalog[$0] == nil }.map { name in
        let hint = catalog.nearestName(to: name).map { "did you mean '\($0)'?" } ?? "`headroom catalog list` prints all"
        return "no instance type '\(name)'; \(hint)"
      }
      guard unknown.isEmpty else { throw InvalidInput(description: unknown.joined(separator: "\n")) }
      return names.compactMap { catalog[$0] }
    }
  }

  static let names = CompletionKind.custom { _, _, _ in InstanceCatalog.bundled.types.map(\.name) }
}

/// The CNI's modes that decide about pods.
struct NetworkingOptions: ParsableArguments {
  @Flag(help: "A /28 prefix in every slot (ENABLE_PREFIX_DELEGATION).")
  var prefixDelegation = false

  @Flag(help: "Pods in subnets of their own (AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG).")
  var customNetworking = false

  @Flag(help: "A trunk interface for security groups for pods (ENABLE_POD_ENI).")
  var securityGroupsForPods = false

  @Option(name: .customLong("max-eni"), help: ArgumentHelp("The most interfaces to use (MAX_ENI).", valueName: "n"))
  var maxENI: Int?

  func validate() throws {
    if let maxENI, maxENI < 1 { throw ValidationError("--max-eni is \(maxENI); expected 1 or more") }
  }

  func apply(to settings: inout CNISettings) {
    settings.prefixDelegation = prefixDelegation
    settings.customNetworking = customNetworking
    settings.podENI = securityGroupsForPods
    settings.maxENI = maxENI
  }
}

/// A number of pods, or a range of them: `5`, `0...11`.
struct PodRange: ExpressibleByArgument {
  let pods: ClosedRange<Int>

  /// More pods than any node runs; a longer table serves nobody.
  private static let most = 100_000

  init?(argument: String) {
    let ends = argument.split(separator: "...", omittingEmptySubsequences: false).map { Int(decimalDigits: $0.utf8) }
    guard let first = ends[0], ends.count <= 2, let last = ends[ends.count - 1], first <= last, last <= Self.most else {
      return nil
    }
    pods = first...last
  }
}

/// A zone with a number: `a=2000`.
struct ZoneNumber: ExpressibleByArgument {
  let zone: String
  let number: Double

  /// More than any cluster has, and small enough that nothing computed from it overflows.
  private static let most = 1e12

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "="), equals > argument.startIndex,
      let number = ExactDecimal(argument[argument.index(after: equals)...].utf8)
    else { return nil }
    zone = String(argument[..<equals])
    self.number = Double(number.billionths) / Double(ExactDecimal.unit)
    guard self.number <= Self.most else { return nil }
  }
}
