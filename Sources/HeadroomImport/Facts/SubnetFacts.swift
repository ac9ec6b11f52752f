internal import Headroom

/// What the files say of one subnet.
struct SubnetFacts: Sendable {
  /// The names by which other facts refer to the subnet: its ID, or a name that is unique to its file.
  var keys: Set<String>
  /// The names that people know it by.
  var names: [Fact<String>] = []
  /// The ID of its VPC, its CIDR, its zone and the zone's ID.
  var vpc: [Fact<String>] = [], cidr: [Fact<String>] = [], zone: [Fact<String>] = [], zoneID: [Fact<String>] = []
  /// The number of free addresses as AWS counts it.
  var free: [Fact<Int>] = []
  /// The tags that decide about addresses.
  var tags: [Fact<[String: String]>] = []
  /// All tags, by which the classes of NodePools select subnets. They do not become part of the plan.
  var allTags: [Fact<[String: String]>] = []
  /// The CIDR reservations.
  var reservations: [Fact<Subnet.CIDRReservation>] = []
  /// Whether the subnet is public, where a file calls it so.
  var isPublic: [Fact<Bool>] = []
  /// The uses of the subnet, as far as it is known from itself.
  var roles: Set<Subnet.Role> = []
  /// Whether a tool makes the subnet, so that nothing is in it.
  var isMade = false
  /// Whether Terraform will make the subnet, and whether it made it. There is nothing in it, or what Terraform describes.
  var isPlanned = false, isOwn = false
  /// The name of the cluster whose file describes it; `nil` if the file is not about a cluster.
  var cluster: String?
  /// Where the subnet is described.
  var place: Place

  /// The ID that AWS gave it.
  var id: String? { keys.filter { $0.hasPrefix("subnet-") }.min() }

  /// What is known of the subnet that a plan has no words for.
  var identity: SubnetIdentity {
    let tags = tags.best()?.value ?? allTags.best()?.value ?? [:]
    return SubnetIdentity(
      id: id, vpc: vpc.best()?.value, block: cidr.best().flatMap { try? IPv4CIDR(parsing: $0.value) },
      isPublic: isPublic.best()?.value ?? SubnetIdentity.isPublic(tags: tags))
  }

  /// Reads what tags say: the name, the uses, and what decides about addresses.
  mutating func read(_ tags: [String: String], _ stage: Stage) {
    if let name = tags["Name"], !name.isEmpty { names.append(Fact(name.shortened, place, stage)) }
    let kept = tags.filter {
      $0.key.hasPrefix("kubernetes.io/role/") || $0.key.hasPrefix("cni.networking.k8s.aws/cluster/")
    }
    if !kept.isEmpty { self.tags = [Fact(kept, place, stage)] }
    if tags["kubernetes.io/role/elb"] != nil || tags["kubernetes.io/role/internal-elb"] != nil {
      roles.insert(.loadBalancers)
    }
    if let role = tags["kubernetes.io/role/cni"], role != "0", !role.isEmpty { roles.insert(.pods) }
  }

  /// Adds what another file says of the same subnet.
  mutating func add(_ other: SubnetFacts) {
    keys.formUnion(other.keys)
    names += other.names
    (vpc, cidr, zone, zoneID) = (vpc + other.vpc, cidr + other.cidr, zone + other.zone, zoneID + other.zoneID)
    free += other.free
    (tags, allTags) = (tags + other.tags, allTags + other.allTags)
    reservations += other.reservations
    isPublic += other.isPublic
    roles.formUnion(other.roles)
    isMade = isMade || other.isMade
    (isPlanned, isOwn) = (isPlanned || other.isPlanned, isOwn || other.isOwn)
    place = min(place, other.place)
  }
}
