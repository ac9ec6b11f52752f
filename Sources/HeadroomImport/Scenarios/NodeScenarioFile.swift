package import Headroom

/// Imports the scenario of a node simulation from YAML or JSON.
///
/// - Parameters:
///   - file: The scenario file.
///   - catalog: The instance types that the scenario may name.
/// - Returns: The node at its start, and the events that happen to it.
/// - Throws: `PlanError` with all problems of the file, each with its file, line and column.
package func importNodeScenario(
  _ file: SourceFile, catalog: InstanceCatalog = .bundled
) throws(PlanError) -> NodeScenario {
  let root = try YAMLDocument(file).root
  var reader = NodeScenarioReader(file: file.name, catalog: catalog)
  let scenario = reader.read(root)
  guard let scenario, reader.cursor.problems.isEmpty else { throw reader.cursor.error }
  return scenario
}

/// The reader of the keys of a node scenario.
struct NodeScenarioReader {
  var cursor: YAMLCursor
  let catalog: InstanceCatalog
  let part = PlanPart(.plan)
  /// The meaning of variables of the CNI that are not set, for the start and for each `configure` event.
  var defaults = CNIEnvironment.Defaults.binary

  /// Limits that no real node reaches and that keep a simulation short.
  static let mostPods = 10_000, mostSeconds = 10_000_000, mostEvents = 100_000, mostSecondsInAll = 100_000_000

  init(file: String, catalog: InstanceCatalog) {
    cursor = YAMLCursor(file: file)
    self.catalog = catalog
  }

  /// Returns the scenario, or `nil` if there are problems.
  mutating func read(_ node: YAMLNode) -> NodeScenario? {
    let values = cursor.object(node, part, keys: PlanKeys.nodeScenario)
    defaults = cursor.choice(values["defaults"], part, CNIEnvironment.Defaults.self) ?? .binary
    let environment = CNIEnvironment(cursor.texts(values["cni"], part), defaults: defaults)
    let type = readType(values, node)
    let maxPods = number(values["maxPods"], 1...Self.mostPods)
    let unmanaged = number(values["unmanagedENIs"], 0...1000) ?? 0
    let policy = cursor.choice(values["policy"], part, NodeSimulator.Policy.self) ?? .packed
    let start = readStart(values["start"])
    let subnet = values["subnet"].map { readSubnet($0) } ?? .empty
    let podSubnet = values["podSubnet"].map { readSubnet($0) }
    if environment.settings.ipv6 {
      cursor.complain(part, "an IPv6 node holds one prefix and has no pool to simulate; use IPv4", at: values["cni"])
    }
    let events = readEvents(values)
    guard let type, cursor.problems.isEmpty else { return nil }
    let settings = environment.settings
    let node = NodeSimulator(
      type: type, settings: settings, agent: AgentSettings(environment), maxPods: maxPods, unmanaged: unmanaged,
      policy: policy, start: start, subnet: subnet, podSubnet: podSubnet ?? (settings.customNetworking ? subnet : nil))
    return NodeScenario(node: node, events: events)
  }

  /// Returns a whole number within a range.
  mutating func number(_ node: YAMLNode?, _ range: ClosedRange<Int>) -> Int? {
    cursor.value(node, part, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      Int(decimalDigits: $0.utf8).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  // MARK: The node

  /// Returns the instance type: one of the catalogue, one that is described by `instance`, or a mixture of both.
  private mutating func readType(_ values: [String: YAMLNode], _ root: YAMLNode) -> InstanceType? {
    let name = cursor.text(values["instanceType"], part)
    let known = name.flatMap { catalog[$0] }
    guard let own = values["instance"] else {
      if let known { return known }
      let hint = name.flatMap { catalog.nearestName(to: $0) }.map { "; did you mean '\($0)'?" } ?? ""
      cursor.complain(
        part,
        name.map { "no instance type '\($0.prefix(80))'\(hint)" } ?? "`instanceType` is missing; set it or `instance`",
        at: values["instanceType"] ?? root)
      return nil
    }
    let limits = cursor.object(own, part, keys: PlanKeys.nodeInstance)
    let interfaces = number(limits["enis"], 1...200) ?? known?.interfaces
    let addresses = number(limits["ipv4PerENI"], 2...1000) ?? known?.addressesPerInterface
    let vcpus = number(limits["vcpus"], 1...100_000) ?? known?.vcpus
    let isBareMetal = cursor.flag(limits["bareMetal"], part) ?? known?.isBareMetal ?? false
    let trunking = cursor.flag(limits["trunking"], part) ?? known?.supportsTrunking
    let hypervisor = cursor.value(limits["hypervisor"], part, expected: "one of nitro, xen and none") {
      InstanceType.Hypervisor(rawValue: $0)
    }
    guard let interfaces, let addresses else {
      cursor.complain(part, "`enis` and `ipv4PerENI` are required for a type that is not in the catalogue", at: own)
      return nil
    }
    guard
      var type = try? InstanceType(
        name: name ?? "own", interfaces: interfaces, addressesPerInterface: addresses, vcpus: vcpus)
    else { return nil }
    type.hypervisor = hypervisor ?? known?.hypervisor
    type.isBareMetal = isBareMetal
    type.supportsTrunking = trunking
    return type
  }

  /// Returns what the primary interface holds when the agent starts; nothing unless the scenario says otherwise.
  private mutating func readStart(_ node: YAMLNode?) -> NodeSimulator.Start {
    var start = NodeSimulator.Start()
    guard let node else { return start }
    let values = cursor.object(node, part, keys: PlanKeys.nodeStart)
    start.addresses = number(values["primaryIPs"], 0...1000) ?? 0
    start.prefixes = number(values["primaryPrefixes"], 0...1000) ?? 0
    start.excludesPrimary = cursor.flag(values["primaryExcluded"], part) ?? false
    return start
  }

  /// Returns a subnet. Without `freeAddresses` it is an empty /16, and without `freeBlocks` its free addresses form as
  /// many free /28 blocks as possible.
  private mutating func readSubnet(_ node: YAMLNode) -> NodeSubnet {
    let values = cursor.object(node, part, keys: PlanKeys.nodeSubnet)
    let addresses = number(values["freeAddresses"], 0...1_000_000)
    let blocks = number(values["freeBlocks"], 0...1_000_000)
    let free = addresses ?? NodeSubnet.empty.freeAddresses
    return NodeSubnet(
      freeAddresses: free, freeBlocks: blocks ?? addresses.map { $0 / 16 } ?? NodeSubnet.empty.freeBlocks)
  }
}
