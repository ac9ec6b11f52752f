internal import Headroom

/// Reads a `ClusterConfig` of eksctl.
///
/// Sources of the rules and defaults: eksctl-io/eksctl 99984adb (v0.230.0-rc.0), as named at each of them.
struct EksctlConfig {
  var reader: FactReader
  /// The document that describes the network, and all documents of the cluster: node groups often have files of their own.
  let root: YAMLNode, roots: [YAMLNode]
  var cluster: ClusterFacts
  /// The names of the zones and local zones; assumed if the file lists none.
  var zones: [Fact<String>] = [], localZones: [Fact<String>] = []
  /// The subnets by kind and by the keys of the file, and all their names.
  var publicSubnets: [EksctlSubnet] = [], privateSubnets: [EksctlSubnet] = []
  /// Whether eksctl makes the VPC.
  let makesVPC: Bool
  /// Whether the file has no public subnets.
  var isPrivate = false
  var region: String?

  /// A subnet of the file, as groups refer to it.
  struct EksctlSubnet {
    /// The name that is unique among all files.
    let key: String
    /// The key in the file and the ID.
    var alias: String?, id: String?
    /// The zone; `nil` if it is not known.
    var zone: String?
    var isLocal = false
  }

  /// The version that the file leaves to eksctl.
  ///
  /// Source: `pkg/apis/eksctl.io/v1alpha5/types.go:59`.
  static let defaultVersion = "1.34"

  private init(_ roots: [YAMLNode], _ reader: consuming FactReader) {
    self.reader = reader
    self.roots = roots
    root = roots.max { Self.weight($0) < Self.weight($1) }!
    self.reader.stage = .intent
    let name = self.reader.name(root["metadata"]?["name"])
    cluster = ClusterFacts(name: name ?? "unnamed", place: (root["metadata"]?["name"] ?? root).place)
    let vpc = root["vpc"]
    makesVPC = vpc?["subnets"]?.isNull != false && vpc?["id"]?.isNull != false
    if name == nil, root["metadata"]?["name"] == nil {
      self.reader.complain("`metadata.name` is missing; eksctl needs it", at: root.place)
    }
    if root["metadata"] == nil { self.reader.complain("`metadata` is missing; eksctl needs it", at: root.place) }
  }

  /// Reads the documents of all clusters.
  static func read(_ roots: [YAMLNode], _ reader: inout FactReader) {
    var clusters: [(name: String, roots: [YAMLNode])] = []
    for root in roots {
      let name = root["metadata"]?["name"]?.text ?? ""
      if let place = clusters.firstIndex(where: { $0.name == name }) {
        clusters[place].roots.append(root)
      } else {
        clusters.append((name, [root]))
      }
    }
    for cluster in clusters {
      var taken = FactReader()
      swap(&taken, &reader)
      var config = EksctlConfig(cluster.roots, taken)
      config.read()
      reader = config.reader
    }
  }

  /// Returns the value of a key: that of the document with the network, or of the first other one that has it.
  func value(_ key: String) -> YAMLNode? {
    if let own = root[key], !own.isNull { return own }
    return roots.compactMap { $0[key] }.filter { !$0.isNull }.min { $0.place < $1.place }
  }

  /// Documents of one cluster must not describe different networks.
  private mutating func compareRoots() {
    for key in ["vpc", "availabilityZones", "localZones", "kubernetesNetworkConfig", "privateCluster"] {
      guard let first = value(key) else { continue }
      for other in roots.compactMap({ $0[key] }) where !other.isNull && !other.hasSameContent(as: first) {
        reader.complain(
          "`\(key)` of cluster '\(cluster.name.prefix(80))' differs from that of another file", at: other.place,
          beside: first.place)
      }
    }
  }

  /// Returns how much a document says of the network.
  private static func weight(_ root: YAMLNode) -> Int {
    let vpc = root["vpc"]
    if vpc?["subnets"]?.isNull == false { return 3 }
    if vpc?["id"]?.isNull == false { return 2 }
    return vpc?.isNull == false || root["availabilityZones"]?.isNull == false ? 1 : 0
  }

  /// The word that begins the names that are unique among all files.
  var prefix: String { "eksctl \(root.file) \(root.line) " }

  private mutating func read() {
    for root in roots { checkKeys(of: root, EksctlKeys.root, PlanPart(.plan)) }
    compareRoots()
    cluster.saysNetwork = Self.weight(root) > 0
    readMetadata()
    readNetworkConfig()
    readVPC()
    readAddons()
    readGroups()
    readFargateProfiles()
    readUnknownParts()
    reader.facts.clusters.append(cluster)
  }

  private mutating func readMetadata() {
    guard let metadata = root["metadata"] else { return }
    region = reader.text(metadata["region"])
    cluster.region = roots.flatMap { reader.fact($0["metadata"]?["region"]) }
    if region == nil {
      let given =
        metadata["region"]?.text.map { "'\($0.prefix(80))' is a placeholder; fill in" }
        ?? "`metadata.region` is missing; expected"
      reader.complain("\(given) a region such as eu-central-1", at: (metadata["region"] ?? metadata).place)
    }
    let versions = roots.compactMap { $0["metadata"]?["version"] }.filter { !$0.isNull }
    if let version = versions.first {
      cluster.version = versions.flatMap { reader.fact($0) }
      if case .scalar(let text, isPlain: true) = version.content, !reader.isPlaceholder(version) {
        let message = """
          metadata.version is \(text.prefix(20)) without quotation marks, which eksctl takes for a number and refuses; \
          write "\(text.prefix(20))"
          """
        reader.facts.remarks.append(
          RemarkFacts(
            .refusedByTool, PlanPart(.plan, key: "kubernetesVersion"), message, version.place, cluster: cluster.name))
      }
    } else {
      cluster.version = [
        Fact(Self.defaultVersion, metadata.place, .intent, .defaulted(by: "eksctl v0.230.0 (older releases differ)"))
      ]
    }
  }

  private mutating func readNetworkConfig() {
    let config = value("kubernetesNetworkConfig")
    cluster.ipFamily = reader.fact(config?["ipFamily"], expected: "IPv4 or IPv6") {
      NetworkSettings.IPFamily(rawValue: $0.lowercased())
    }
    cluster.serviceCIDR = reader.block(config?["serviceIPv4CIDR"])
  }

  /// Whether pods have IPv6 addresses.
  var isIPv6: Bool { cluster.ipFamily.best()?.value == .ipv6 }

  // MARK: Add-ons

  private mutating func readAddons() {
    let addons = roots.flatMap { reader.items($0["addons"]) }
    for addon in addons where addon["name"]?.text == "vpc-cni" {
      guard let values = addon["configurationValues"], !values.isNull else { continue }
      let settings = AddonValues(values, &reader)
      cluster.environment += settings.environment
      cluster.eniConfigs += settings.eniConfigs
    }
  }

  // MARK: What the file does not say

  private mutating func readUnknownParts() {
    if let outpost = value("outpost") {
      remark(
        """
        the cluster is on an Outpost, whose instance types and capacity are not in this file; `aws outposts \
        get-outpost-instance-types` prints them
        """, outpost)
    }
    if let config = value("autoModeConfig"), reader.flag(config["enabled"]) == true {
      let pools = config["nodePools"].map { reader.texts($0) } ?? ["general-purpose", "system"]
      for pool in pools {
        reader.facts.builtInPools.append(
          BuiltInPoolFacts(
            name: pool, cluster: cluster.name, homes: GroupFacts.Homes(keys: privateSubnets.map(\.key)),
            place: config.place, stage: .intent))
      }
    }
    if let karpenter = value("karpenter"), karpenter["version"] != nil {
      reader.facts.builtInPools.append(
        BuiltInPoolFacts(
          name: nil, manager: .karpenter, cluster: cluster.name,
          homes: GroupFacts.Homes(keys: privateSubnets.map(\.key)), place: karpenter.place, stage: .intent))
    }
    if value("remoteNetworkConfig") != nil {
      reader.facts.notes.insert("The pods of hybrid nodes (remoteNetworkConfig) take no addresses of the VPC.")
    }
    if reader.flag(value("addonsConfig")?["disableDefaultAddons"]) != true {
      reader.facts.notes.insert(
        "The pods of add-ons that eksctl installs, such as coredns and metrics-server, are not counted.")
    }
  }

  /// Adds a remark about something that is not in the file.
  mutating func remark(_ message: String, _ node: YAMLNode, _ subject: PlanPart = PlanPart(.plan)) {
    reader.facts.remarks.append(RemarkFacts(.notInFiles, subject, message, node.place, cluster: cluster.name))
  }
}
