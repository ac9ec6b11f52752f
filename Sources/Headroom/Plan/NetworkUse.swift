/// What else the cluster sends and pays for: gateways, endpoints, data stores, DNS.
public struct NetworkUse: Hashable, Sendable {
  /// NAT gateways.
  public struct NATGateways: Hashable, Sendable {
    /// The zones that have one; a single one serves all zones.
    public var zones: [String]
    /// What goes out in a month.
    public var outbound: DataVolume?
    /// What comes in in a month; it is processed, and paid, as well.
    public var inbound: DataVolume?
    /// Addresses of each.
    public var addresses = 1

    /// Makes gateways.
    public init(zones: [String]) {
      self.zones = zones
    }
  }

  /// An endpoint to a service of AWS.
  public struct Endpoint: Hashable, Sendable {
    /// How it is reached.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A route, for S3 and DynamoDB: free.
      case gateway
      /// An interface in each zone.
      case interface
    }

    /// The service, such as `s3` or `ecr.dkr`.
    public let service: String
    /// How it is reached.
    public let kind: Kind
    /// The zones with an interface.
    public var zones: [String] = []
    /// What goes through in a month.
    public var volume: DataVolume?

    /// Makes an endpoint.
    public init(service: String, kind: Kind) {
      self.service = service
      self.kind = kind
    }
  }

  /// A data store outside the cluster.
  public struct DataStore: Hashable, Sendable {
    /// What it is, as far as the bill cares.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// RDS or Aurora.
      case rds
      /// ElastiCache, or another of Redshift and DAX.
      case elasticache
      /// MSK, whose clients are billed as ordinary traffic.
      case msk
      /// Anything else, billed as ordinary traffic.
      case other

      /// Whether AWS documents a charge on the store's side as well.
      var isManagedDatabase: Bool { self == .rds || self == .elasticache }
    }

    /// The name in the plan.
    public let name: String
    /// What it is.
    public let kind: Kind
    /// The zones that answer, in equal shares.
    public var zones: [String]
    /// What goes there and back in a month.
    public var volume: DataVolume?
    /// Who asks.
    public var clients = KubernetesService.Clients.nodes
    /// Whether the store's side is billed too, as AWS documents and some bills do not show.
    public var isStoreSideBilled = true

    /// Makes a data store.
    public init(name: String, kind: Kind, zones: [String]) {
      self.name = name
      self.kind = kind
      self.zones = zones
    }
  }

  /// A transit gateway.
  public struct TransitGateway: Hashable, Sendable {
    /// Attachments that the plan pays for.
    public let attachments: Int
    /// What the cluster sends into it in a month.
    public let volume: DataVolume?

    /// Makes a transit gateway.
    public init(attachments: Int, volume: DataVolume?) {
      self.attachments = attachments
      self.volume = volume
    }
  }

  /// What is sent to another region.
  public struct InterRegion: Hashable, Sendable {
    /// The region it goes to.
    public let destination: Region
    /// What is sent in a month; receiving is free.
    public let volume: DataVolume?

    /// Makes traffic to a region.
    public init(to destination: Region, volume: DataVolume?) {
      self.destination = destination
      self.volume = volume
    }
  }

  /// What pods ask of the VPC's resolver.
  public struct DNS: Hashable, Sendable {
    /// Queries a second that CoreDNS cannot answer from its cache or the cluster.
    public var queriesPerSecond: Int
    /// Pods of CoreDNS; `nil` for those of the workload `coredns`.
    public var coreDNSReplicas: Int?
    /// Whether a cache on every node asks in CoreDNS' place.
    public var usesNodeLocalCache = false

    /// Makes a load of queries.
    public init(queriesPerSecond: Int) {
      self.queriesPerSecond = queriesPerSecond
    }
  }

  /// Connections that leave the VPC.
  public struct Egress: Hashable, Sendable {
    /// Open at a time to the one destination (address, port, protocol) that has the most.
    public var connectionsPerDestination: Int
    /// New ones a second to that destination.
    public var newPerSecond: Int?

    /// Makes a number of connections.
    public init(connectionsPerDestination: Int) {
      self.connectionsPerDestination = connectionsPerDestination
    }
  }

  /// What ExternalDNS keeps in Route 53.
  public struct ExternalDNS: Hashable, Sendable {
    /// Host names that it manages.
    public var records: Int
    /// Hosted zones over which they are spread evenly.
    public var hostedZones = 1
    /// TXT records that it writes for each: 2 up to 0.16, 1 from 0.18 on.
    public var ownershipRecords = 1
    /// Seconds between two passes.
    public var interval = 60
    /// What else is in the fullest zone.
    public var otherRecords = 0

    /// Makes a number of records.
    public init(records: Int) {
      self.records = records
    }
  }

  /// Traffic between zones that was measured and that no Service of the plan stands for.
  public struct Measured: Hashable, Sendable {
    /// The name in the plan.
    public let name: String
    /// The traffic of a month.
    public let traffic: MeasuredTraffic

    /// Makes measured traffic.
    public init(name: String, traffic: MeasuredTraffic) {
      self.name = name
      self.traffic = traffic
    }
  }

  /// NAT gateways.
  public var natGateways: NATGateways?
  /// Endpoints.
  public var endpoints: [Endpoint] = []
  /// What goes to the internet in a month beside what Services and NAT gateways tell.
  public var internetEgress: DataVolume?
  /// A transit gateway.
  public var transitGateway: TransitGateway?
  /// What goes to other regions.
  public var interRegion: [InterRegion] = []
  /// Queries of the VPC's resolver.
  public var dns: DNS?
  /// Data stores.
  public var dataStores: [DataStore] = []
  /// Public IPv4 addresses in all; `nil` to count those of NAT gateways and load balancers.
  public var publicIPv4Addresses: Int?
  /// Connections of each load balancer whose Service does not tell.
  public var loadBalancerConnections: KubernetesService.Connections?
  /// Connections that leave the VPC.
  public var egress: Egress?
  /// What ExternalDNS keeps.
  public var externalDNS: ExternalDNS?
  /// Measured traffic between zones.
  public var measured: [Measured] = []
  /// The bytes that the volumes were divided by to be GB.
  public var bytesPerGB = DataVolume.bytesPerGB
  /// Whether the bill has the control plane as well.
  public var paysControlPlane = false
  /// Prices that replace those of the list.
  public var prices: [Meter: Money] = [:]

  /// Makes an empty one.
  public init() {}

  /// Whether nothing is said.
  public var isEmpty: Bool { self == NetworkUse() }
}
