/// The parts of the network, in addition to Services, that the cluster uses and pays for: gateways, endpoints, data
/// stores, DNS.
public struct NetworkUse: Hashable, Sendable {
  /// The NAT gateways of the VPC.
  package struct NATGateways: Hashable, Sendable {
    /// The zones that have a NAT gateway. A single one serves all zones.
    package var zones: [String]
    /// The data that is sent to the internet through the gateways per month.
    package var outbound: DataVolume?
    /// The data that comes in from the internet through the gateways per month. AWS charges its processing as well.
    package var inbound: DataVolume?
    /// The data that is sent to AWS services of the region through the gateways per month. It is processed, but it is no
    /// traffic to the internet.
    package var outboundToAWS: DataVolume? = .zero
    /// The data that comes in from AWS services of the region per month.
    package var inboundFromAWS: DataVolume? = .zero
    /// The number of addresses of each gateway; of a regional gateway, in each zone.
    package var addresses = 1
    /// Whether the gateway is a regional one, which exists once per VPC and serves each of the zones there.
    package var isRegional = false

    /// Creates NAT gateways.
    package init(zones: [String]) {
      self.zones = zones
    }

    /// The data that the gateways process per month in both directions; `nil` if a part of it is not known.
    var processed: DataVolume? {
      let parts = [outbound, inbound, outboundToAWS, inboundFromAWS]
      return parts.contains { $0 == nil } ? nil : parts.compactMap(\.self).reduce(.zero, +)
    }
  }

  /// A VPC endpoint to an AWS service.
  package struct Endpoint: Hashable, Sendable {
    /// The kind of endpoint.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A gateway endpoint: a route, available for S3 and DynamoDB, and free.
      case gateway
      /// An interface endpoint (PrivateLink): a network interface in each of its zones.
      case interface
    }

    /// The AWS service, such as `s3` or `ecr.dkr`.
    package let service: String
    /// The kind of endpoint.
    package let kind: Kind
    /// The zones in which an interface endpoint has a network interface.
    package var zones: [String] = []
    /// The data that passes the endpoint per month, in both directions.
    package var volume: DataVolume?

    /// Creates an endpoint.
    package init(service: String, kind: Kind) {
      self.service = service
      self.kind = kind
    }
  }

  /// A data store outside the cluster.
  package struct DataStore: Hashable, Sendable {
    /// The kind of data store, as far as its traffic is billed differently.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
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
    package let name: String
    /// The kind of data store.
    package let kind: Kind
    /// The zones that answer requests, in equal shares.
    package var zones: [String]
    /// The data that is sent to the store and back per month.
    package var volume: DataVolume?
    /// The clients that send requests.
    package var clients = KubernetesService.Clients.nodes
    /// Whether the store's side of the traffic is billed as well. AWS documents this, but not every bill shows it.
    package var isStoreSideBilled = true

    /// Creates a data store.
    package init(name: String, kind: Kind, zones: [String]) {
      self.name = name
      self.kind = kind
      self.zones = zones
    }
  }

  /// A transit gateway.
  package struct TransitGateway: Hashable, Sendable {
    /// The number of attachments that the plan pays for.
    package let attachments: Int
    /// The data that the cluster sends into the gateway per month.
    package let volume: DataVolume?

    /// Creates a transit gateway.
    package init(attachments: Int, volume: DataVolume?) {
      self.attachments = attachments
      self.volume = volume
    }
  }

  /// Traffic to another AWS region.
  package struct InterRegion: Hashable, Sendable {
    /// The region that receives the traffic.
    package let destination: Region
    /// The data that is sent per month. Receiving data from another region is free.
    package let volume: DataVolume?

    /// Creates traffic to another region.
    package init(to destination: Region, volume: DataVolume?) {
      self.destination = destination
      self.volume = volume
    }
  }

  /// The DNS queries that pods send to the VPC's resolver.
  package struct DNS: Hashable, Sendable {
    /// The number of queries per second that CoreDNS can answer neither from its cache nor from the cluster's own
    /// names.
    package var queriesPerSecond: Int
    /// The number of CoreDNS pods; `nil` to use the replicas of the workload `coredns`.
    package var coreDNSReplicas: Int?
    /// Whether a cache on every node (NodeLocal DNSCache) sends the queries instead of CoreDNS.
    package var usesNodeLocalCache = false

    /// Creates a number of queries per second.
    package init(queriesPerSecond: Int) {
      self.queriesPerSecond = queriesPerSecond
    }
  }

  /// The connections that leave the VPC.
  package struct Egress: Hashable, Sendable {
    /// The number of connections that are open at the same time to the busiest destination (address, port and
    /// protocol).
    package var connectionsPerDestination: Int
    /// The number of new connections per second to that destination.
    package var newPerSecond: Int?

    /// Creates a number of connections.
    package init(connectionsPerDestination: Int) {
      self.connectionsPerDestination = connectionsPerDestination
    }
  }

  /// The records that ExternalDNS keeps in Route 53.
  package struct ExternalDNS: Hashable, Sendable {
    /// The number of host names that ExternalDNS manages.
    package var records: Int
    /// The number of hosted zones over which the records are evenly spread.
    package var hostedZones = 1
    /// The number of TXT records that ExternalDNS writes for each record: 2 up to version 0.16, 1 from 0.18.
    package var ownershipRecords = 1
    /// The number of seconds between two synchronizations.
    package var interval = 60
    /// The number of other records in the hosted zone that has the most.
    package var otherRecords = 0

    /// Creates a number of records.
    package init(records: Int) {
      self.records = records
    }
  }

  /// Measured traffic between zones that does not belong to any Service of the plan.
  package struct Measured: Hashable, Sendable {
    /// The name in the plan.
    package let name: String
    /// The measured traffic of a month.
    package let traffic: MeasuredTraffic

    /// Creates measured traffic.
    package init(name: String, traffic: MeasuredTraffic) {
      self.name = name
      self.traffic = traffic
    }
  }

  /// The NAT gateways.
  package var natGateways: NATGateways?
  /// The VPC endpoints.
  package var endpoints: [Endpoint] = []
  /// The data sent to the internet per month in addition to the traffic of Services and NAT gateways.
  package var internetEgress: DataVolume?
  /// The transit gateway.
  package var transitGateway: TransitGateway?
  /// The traffic to other regions.
  package var interRegion: [InterRegion] = []
  /// The DNS queries to the VPC's resolver.
  package var dns: DNS?
  /// The data stores.
  package var dataStores: [DataStore] = []
  /// The total number of public IPv4 addresses; `nil` to count those of NAT gateways and load balancers.
  package var publicIPv4Addresses: Int?
  /// The numbers of connections of each load balancer whose Service does not give any.
  package var loadBalancerConnections: KubernetesService.Connections?
  /// The connections that leave the VPC.
  package var egress: Egress?
  /// The records that ExternalDNS keeps.
  package var externalDNS: ExternalDNS?
  /// The measured traffic between zones.
  package var measured: [Measured] = []
  /// The number of bytes per GB with which the volumes were computed.
  package var bytesPerGB = DataVolume.bytesPerGB
  /// Whether the cost includes the EKS control plane; if it is `nil`, the bill of the cluster includes it, and the bill
  /// of its traffic does not.
  package var paysControlPlane: Bool?
  /// The provisioned tier of the control plane; `nil` for the standard one.
  package var controlPlaneTier: ControlPlaneTier?
  /// The number of vCPUs of hybrid nodes.
  package var hybridVCPUs = 0
  /// The services of VPC Lattice.
  package var lattice: Lattice?
  /// Prices that replace those of the price list.
  package var prices: [Meter: Money] = [:]

  /// Creates an empty description.
  public init() {}

  /// Whether the plan gives nothing of all this.
  public var isEmpty: Bool { self == NetworkUse() }
}
