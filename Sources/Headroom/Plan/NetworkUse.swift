/// The parts of the network, in addition to Services, that the cluster uses and pays for: gateways, endpoints, data
/// stores, DNS.
public struct NetworkUse: Hashable, Sendable {
  /// The NAT gateways of the VPC.
  public struct NATGateways: Hashable, Sendable {
    /// The zones that have a NAT gateway. A single one serves all zones.
    public var zones: [String]
    /// The data that is sent out through the gateways per month.
    public var outbound: DataVolume?
    /// The data that comes in through the gateways per month. AWS charges its processing as well.
    public var inbound: DataVolume?
    /// The number of addresses of each gateway.
    public var addresses = 1

    /// Creates NAT gateways.
    public init(zones: [String]) {
      self.zones = zones
    }
  }

  /// A VPC endpoint to an AWS service.
  public struct Endpoint: Hashable, Sendable {
    /// The kind of endpoint.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A gateway endpoint: a route, available for S3 and DynamoDB, and free.
      case gateway
      /// An interface endpoint (PrivateLink): a network interface in each of its zones.
      case interface
    }

    /// The AWS service, such as `s3` or `ecr.dkr`.
    public let service: String
    /// The kind of endpoint.
    public let kind: Kind
    /// The zones in which an interface endpoint has a network interface.
    public var zones: [String] = []
    /// The data that passes the endpoint per month, in both directions.
    public var volume: DataVolume?

    /// Creates an endpoint.
    public init(service: String, kind: Kind) {
      self.service = service
      self.kind = kind
    }
  }

  /// A data store outside the cluster.
  public struct DataStore: Hashable, Sendable {
    /// The kind of data store, as far as its traffic is billed differently.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// RDS or Aurora.
      case rds
      /// ElastiCache, Redshift or DAX.
      case elasticache
      /// MSK; its clients' traffic is billed as ordinary traffic.
      case msk
      /// Any other store; its traffic is billed as ordinary traffic.
      case other

      /// Whether AWS documents that the data store's side of the traffic is billed as well.
      var isManagedDatabase: Bool { self == .rds || self == .elasticache }
    }

    /// The name in the plan.
    public let name: String
    /// The kind of data store.
    public let kind: Kind
    /// The zones that answer requests, in equal shares.
    public var zones: [String]
    /// The data that is sent to the store and back per month.
    public var volume: DataVolume?
    /// The clients that send requests.
    public var clients = KubernetesService.Clients.nodes
    /// Whether the store's side of the traffic is billed as well. AWS documents this, but not every bill shows it.
    public var isStoreSideBilled = true

    /// Creates a data store.
    public init(name: String, kind: Kind, zones: [String]) {
      self.name = name
      self.kind = kind
      self.zones = zones
    }
  }

  /// A transit gateway.
  public struct TransitGateway: Hashable, Sendable {
    /// The number of attachments that the plan pays for.
    public let attachments: Int
    /// The data that the cluster sends into the gateway per month.
    public let volume: DataVolume?

    /// Creates a transit gateway.
    public init(attachments: Int, volume: DataVolume?) {
      self.attachments = attachments
      self.volume = volume
    }
  }

  /// Traffic to another AWS region.
  public struct InterRegion: Hashable, Sendable {
    /// The region that receives the traffic.
    public let destination: Region
    /// The data that is sent per month. Receiving data from another region is free.
    public let volume: DataVolume?

    /// Creates traffic to another region.
    public init(to destination: Region, volume: DataVolume?) {
      self.destination = destination
      self.volume = volume
    }
  }

  /// The DNS queries that pods send to the VPC's resolver.
  public struct DNS: Hashable, Sendable {
    /// The number of queries per second that CoreDNS can answer neither from its cache nor from the cluster's own
    /// names.
    public var queriesPerSecond: Int
    /// The number of CoreDNS pods; `nil` to use the replicas of the workload `coredns`.
    public var coreDNSReplicas: Int?
    /// Whether a cache on every node (NodeLocal DNSCache) sends the queries instead of CoreDNS.
    public var usesNodeLocalCache = false

    /// Creates a number of queries per second.
    public init(queriesPerSecond: Int) {
      self.queriesPerSecond = queriesPerSecond
    }
  }

  /// The connections that leave the VPC.
  public struct Egress: Hashable, Sendable {
    /// The number of connections that are open at the same time to the busiest destination (address, port and
    /// protocol).
    public var connectionsPerDestination: Int
    /// The number of new connections per second to that destination.
    public var newPerSecond: Int?

    /// Creates a number of connections.
    public init(connectionsPerDestination: Int) {
      self.connectionsPerDestination = connectionsPerDestination
    }
  }

  /// The records that ExternalDNS keeps in Route 53.
  public struct ExternalDNS: Hashable, Sendable {
    /// The number of host names that ExternalDNS manages.
    public var records: Int
    /// The number of hosted zones over which the records are evenly spread.
    public var hostedZones = 1
    /// The number of TXT records that ExternalDNS writes for each record: 2 up to version 0.16, 1 from 0.18.
    public var ownershipRecords = 1
    /// The number of seconds between two synchronizations.
    public var interval = 60
    /// The number of other records in the hosted zone that has the most.
    public var otherRecords = 0

    /// Creates a number of records.
    public init(records: Int) {
      self.records = records
    }
  }

  /// Measured traffic between zones that does not belong to any Service of the plan.
  public struct Measured: Hashable, Sendable {
    /// The name in the plan.
    public let name: String
    /// The measured traffic of a month.
    public let traffic: MeasuredTraffic

    /// Creates measured traffic.
    public init(name: String, traffic: MeasuredTraffic) {
      self.name = name
      self.traffic = traffic
    }
  }

  /// The NAT gateways.
  public var natGateways: NATGateways?
  /// The VPC endpoints.
  public var endpoints: [Endpoint] = []
  /// The data sent to the internet per month in addition to the traffic of Services and NAT gateways.
  public var internetEgress: DataVolume?
  /// The transit gateway.
  public var transitGateway: TransitGateway?
  /// The traffic to other regions.
  public var interRegion: [InterRegion] = []
  /// The DNS queries to the VPC's resolver.
  public var dns: DNS?
  /// The data stores.
  public var dataStores: [DataStore] = []
  /// The total number of public IPv4 addresses; `nil` to count those of NAT gateways and load balancers.
  public var publicIPv4Addresses: Int?
  /// The numbers of connections of each load balancer whose Service does not give any.
  public var loadBalancerConnections: KubernetesService.Connections?
  /// The connections that leave the VPC.
  public var egress: Egress?
  /// The records that ExternalDNS keeps.
  public var externalDNS: ExternalDNS?
  /// The measured traffic between zones.
  public var measured: [Measured] = []
  /// The number of bytes per GB with which the volumes were computed.
  public var bytesPerGB = DataVolume.bytesPerGB
  /// Whether the cost includes the EKS control plane.
  public var paysControlPlane = false
  /// Prices that replace those of the price list.
  public var prices: [Meter: Money] = [:]

  /// Creates an empty description.
  public init() {}

  /// Whether the plan gives nothing of all this.
  public var isEmpty: Bool { self == NetworkUse() }
}
