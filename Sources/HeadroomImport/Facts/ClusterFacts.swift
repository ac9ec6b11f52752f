internal import Headroom

/// What the files say of one cluster.
struct ClusterFacts: Sendable {
  /// The name.
  let name: String
  /// The region, the Kubernetes version, the address family of pods and the block of Services.
  var region: [Fact<String>] = [], version: [Fact<String>] = []
  var ipFamily: [Fact<NetworkSettings.IPFamily>] = [], serviceCIDR: [Fact<String>] = []
  /// The ID of the VPC and the CIDRs of a VPC that is made for the cluster.
  var vpc: [Fact<String>] = [], vpcBlocks: [Fact<String>] = []
  /// The keys of the subnets for the control plane.
  var controlPlane: [Fact<[String]>] = []
  /// The variables of the VPC CNI, and the zones' pod subnets by key.
  var environment: [Fact<[String: String]>] = [], eniConfigs: [Fact<[String: String]>] = []
  /// Whether a file says anything about the network that is wanted.
  var saysNetwork = false
  /// Where the cluster is described.
  var place: Place

  init(name: String, place: Place) { (self.name, self.place) = (name, place) }

  /// Adds what another file says of the same cluster.
  mutating func add(_ other: ClusterFacts) {
    (region, version) = (region + other.region, version + other.version)
    (ipFamily, serviceCIDR) = (ipFamily + other.ipFamily, serviceCIDR + other.serviceCIDR)
    (vpc, vpcBlocks) = (vpc + other.vpc, vpcBlocks + other.vpcBlocks)
    controlPlane += other.controlPlane
    (environment, eniConfigs) = (environment + other.environment, eniConfigs + other.eniConfigs)
    saysNetwork = saysNetwork || other.saysNetwork
    place = min(place, other.place)
  }
}
