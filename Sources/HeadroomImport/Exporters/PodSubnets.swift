internal import Headroom

/// The subnet that the ENIConfig of each zone names.
struct PodSubnets {
  /// The subnet of one zone.
  struct Home {
    /// The zone, which is the name of the ENIConfig.
    let zone: String
    /// The subnet.
    let subnet: Subnet
    /// The ID of the subnet; `nil` if it is not known.
    let id: String?
  }

  /// The subnets, in the order of their zones.
  let homes: [Home]
  /// What files with ENIConfigs cannot say.
  private(set) var notes: [String] = []

  /// What applies without security groups in an ENIConfig.
  ///
  /// Source: `pkg/awsutils/awsutils.go` of aws/amazon-vpc-cni-k8s v1.23.1.
  static let withoutSecurityGroups = """
    securityGroups is not known; without it, the interfaces for pods have the security groups of the node's first interface
    """

  init(of imported: ImportedPlan) {
    let network = imported.plan.network
    let subnets = Dictionary(imported.plan.subnets.map { ($0.name, $0) }) { first, _ in first }
    var homes: [Home] = []
    for (zone, names) in network.eniConfigs.sorted(by: { $0.key < $1.key }) {
      guard let name = names.first, let subnet = subnets[name] else { continue }
      homes.append(Home(zone: zone, subnet: subnet, id: imported.subnetID(of: name)))
      guard names.count > 1 else { continue }
      notes.append(
        """
        An ENIConfig names one subnet: that of \(zone) is \(name), and \(names.dropFirst().joined(separator: ", ")) \
        \(names.count == 2 ? "is" : "are") left out.
        """)
    }
    self.homes = homes
    guard !homes.isEmpty else { return }
    // Nodes look for the ENIConfig that their label names, which is `k8s.amazonaws.com/eniConfig` by default.
    // Source: `pkg/eniconfig/eniconfig.go` of aws/amazon-vpc-cni-k8s v1.23.1.
    if network.environment.variables["ENI_CONFIG_LABEL_DEF"] == nil {
      notes.append(
        """
        Nodes find ENIConfigs by the names of their zones only if ENI_CONFIG_LABEL_DEF is topology.kubernetes.io/zone, which \
        the plan does not set.
        """)
    }
  }
}
