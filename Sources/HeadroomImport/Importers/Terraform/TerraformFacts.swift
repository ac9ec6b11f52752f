internal import Headroom

/// Turns a plan or a state of Terraform into facts.
///
/// Sources of the rules and defaults, as named at each of them: hashicorp/terraform 883c7221, terraform-provider-aws, and
/// terraform-aws-modules/terraform-aws-eks v21.19.0, whose plans were made and read.
struct TerraformFacts {
  var reader: FactReader
  let document: TerraformDocument
  /// The number of the file, and its name for people.
  let file: UInt32, name: String
  var walk: TerraformWalk
  /// The clusters that the file makes, with their resources.
  var clusters: [(facts: ClusterFacts, resource: TerraformResource)] = []
  /// The VPC of each cluster and of each subnet: its ID, or its address while it has none.
  var vpcOfCluster: [String: String] = [:], vpcOfSubnet: [String: String] = [:]
  /// The names of the clusters in each VPC.
  var clustersOfVPC: [String: [String]] = [:]
  /// The places of resources by type.
  let places: [String: [Int]]
  /// The VPCs and the launch templates by the module instance that they are in.
  let vpcs: [[TerraformAddress.Step]: [TerraformResource]], templates: [[TerraformAddress.Step]: [TerraformResource]]
  /// The launch templates by ID and by name.
  let templatesByID: [String: TerraformResource], templatesByName: [String: TerraformResource]
  /// The places of clusters by name and by module instance.
  var placeOfCluster: [String: Int] = [:], clustersOfModule: [[TerraformAddress.Step]: [Int]] = [:]
  /// The names of groups that are taken, by cluster.
  var takenNames: [String: Set<String>] = [:]

  /// Reads what a document says.
  static func read(_ document: TerraformDocument, name: String, file: UInt32, _ reader: inout FactReader) {
    let start = Place(file: file, line: 1, column: 1)
    guard let major = document.version?.text?.split(separator: ".").first else {
      return reader.complain("`format_version` is missing; expected the output of `terraform show -json`", at: start)
    }
    guard major == "0" || major == "1" else {
      let version = document.version?.text?.prefix(20) ?? ""
      return reader.complain(
        "format_version \(version) is not supported; expected 0.1, 0.2 or 1.x", at: document.version?.place ?? start)
    }
    guard document.isPlan || document.isState else {
      reader.facts.notes.insert("\(name) is an empty state of Terraform.")
      return
    }
    var taken = FactReader()
    swap(&taken, &reader)
    var facts = TerraformFacts(document, name, file, taken)
    facts.read()
    reader = facts.reader
  }

  private init(_ document: TerraformDocument, _ name: String, _ file: UInt32, _ reader: consuming FactReader) {
    (self.document, self.name, self.file, self.reader) = (document, name, file, reader)
    walk = TerraformWalk(document) { Self.key(of: $0, file) }
    places = Dictionary(grouping: document.resources.indices) { document.resources[$0].address.type }
    vpcs = Dictionary(grouping: document.resources.filter { $0.address.type == "aws_vpc" }, by: \.address.module)
    let launchTemplates = document.resources.filter { $0.address.type == "aws_launch_template" }
    templates = Dictionary(grouping: launchTemplates, by: \.address.module)
    templatesByID = Dictionary(
      launchTemplates.compactMap { item in item.id.map { ($0, item) } }, uniquingKeysWith: { first, _ in first })
    templatesByName = Dictionary(
      launchTemplates.compactMap { item in item["name"].node?.text.map { ($0, item) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The key of a subnet's facts: its ID, or its address, which is unique to its file.
  static func key(of subnet: TerraformResource, _ file: UInt32) -> String {
    subnet.id ?? "terraform \(file) \(subnet.text)"
  }

  func key(of subnet: TerraformResource) -> String { Self.key(of: subnet, file) }

  /// Returns the resources of a type in the order of the file; data sources only if they are asked for.
  func resources(_ type: String, withData: Bool = false) -> [TerraformResource] {
    (places[type] ?? []).map { document.resources[$0] }.filter { withData || !$0.address.isData }
  }

  /// Whether a resource is wanted or exists.
  func stage(of resource: TerraformResource) -> Stage { document.isPlan && !resource.address.isData ? .intent : .now }

  private mutating func read() {
    findClusters()
    findNetworks()
    readSubnets()
    readAddons()
    readGroups()
    readScalingGroups()
    readFargateProfiles()
    readTemplatesOfData()
    readReservations()
    readManifests()
    addClusters()
    noteRest()
  }

  /// Adds the clusters once everything about them is known.
  private mutating func addClusters() {
    for item in clusters { reader.facts.clusters.append(item.facts) }
    // A group can be in a cluster that another file describes.
    let known = Set(clusters.map(\.facts.name))
    for group in reader.facts.groups where group.place.file == file {
      guard let name = group.cluster, !known.contains(name) else { continue }
      var cluster = ClusterFacts(name: name, place: group.place)
      cluster.region = region(of: nil)
      cluster.saysNetwork = !resources("aws_subnet", withData: true).isEmpty
      reader.facts.clusters.append(cluster)
    }
  }

  private mutating func noteRest() {
    for gap in document.gaps {
      reader.facts.remarks.append(
        RemarkFacts(
          .notInFiles, PlanPart(.plan),
          "the plan of Terraform may lack node groups and subnets: \(gap.reason); plan again, and read the new plan",
          gap.place))
    }
    if document.namedOnlyCount > 0 {
      reader.facts.notes.insert(
        """
        Resources of Kubernetes and Helm are not read: \(abbreviated(document.namedOnly.map { String($0.prefix(80)) }.sorted()))\
        \(document.namedOnlyCount > document.namedOnly.count ? " and others" : "").
        """)
    }
  }

  // MARK: Values

  /// Adds a remark that something is not in the file.
  mutating func remark(_ message: String, _ subject: PlanPart, _ place: Place, cluster: String?) {
    reader.facts.remarks.append(RemarkFacts(.notInFiles, subject, message, place, cluster: cluster))
  }

  /// Returns the region of a resource, or that of the provider without an alias.
  mutating func region(of resource: TerraformResource?) -> [Fact<String>] {
    let stage = resource.map { self.stage(of: $0) } ?? (document.isPlan ? .intent : .now)
    if let node = resource?["region"].node, let text = node.text, Region(text) != nil {
      return [Fact(text, node.place, stage)]
    }
    if let arn = resource?["arn"].node, let text = arn.text {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 3, Region(String(parts[3])) != nil { return [Fact(String(parts[3]), arn.place, stage)] }
    }
    let provider = resource.flatMap { walk.source(of: $0.address)?.0.provider } ?? "aws"
    // A provider that a module inherits says nothing itself.
    let own = document.regions[provider].flatMap { $0.name == nil && $0.references.isEmpty ? nil : $0 }
    guard let found = own ?? document.regions["aws"] else { return [] }
    if let node = found.name, let text = node.text, Region(text) != nil { return [Fact(text, node.place, stage)] }
    for reference in found.references {
      let steps = TerraformAddress(reference)?.steps ?? []
      guard steps.count == 2, steps[0].name == "var", let node = document.variables[steps[1].name]?.region,
        let text = node.text
      else { continue }
      return [Fact(text, node.place, stage)]
    }
    return []
  }

  /// Returns the name of the cluster that a resource belongs to: the one that it names, or that of the nearest module
  /// instance around it, or the only one.
  func clusterName(of resource: TerraformResource) -> String? {
    if let name = resource["cluster_name"].node?.text, !name.isEmpty { return name }
    for length in stride(from: resource.address.module.count, through: 0, by: -1) {
      guard let own = clustersOfModule[Array(resource.address.module.prefix(length))] else { continue }
      return own.count == 1 ? clusters[own[0]].facts.name : nil
    }
    return clusters.count == 1 ? clusters[0].facts.name : nil
  }
}
