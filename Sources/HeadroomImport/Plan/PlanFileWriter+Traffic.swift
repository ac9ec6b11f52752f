internal import Headroom
internal import Yams

/// Writes Services, load balancers and the rest of the network use.
extension PlanFileWriter {
  mutating func service(_ service: KubernetesService) -> YAMLObject {
    let measured = service.measured.map { self.measured($0) }
    return object {
      $0.add("name", service.name as String?)
      $0.add("workload", service.workload as String?)
      if !service.assumesClients { $0.add("clients", clients(service.clients)) }
      $0.add("annotations", service.annotations)
      $0.add("trafficDistribution", service.trafficDistribution)
      if service.internalPolicy != .cluster {
        $0.add("internalTrafficPolicy", service.internalPolicy.rawValue as String?)
      }
      if service.externalPolicy != .cluster {
        $0.add("externalTrafficPolicy", service.externalPolicy.rawValue as String?)
      }
      $0.add("headless", service.isHeadless, unless: false)
      if let volume = service.volume { $0.add("gbPerMonth", self.volume(volume)) }
      if let measured { $0.add("measured", measured) }
      add(service.connections, to: &$0)
      if !service.ports.isEmpty { $0.add("ports", plainList: service.ports) }
      if !service.loadBalancers.isEmpty {
        $0.add("exposures", YAMLObject.list(service.loadBalancers.map { loadBalancer($0).node(isFlow: true) }))
      }
    }
  }

  private func add(_ connections: KubernetesService.Connections?, to object: inout YAMLObject) {
    object.add("connectionsPerSecond", plain: connections?.perSecond)
    object.add("activeConnections", plain: connections?.active)
  }

  private func clients(_ clients: KubernetesService.Clients) -> Node {
    switch clients {
    case .nodes: YAMLObject.text("nodes")
    case .workload(let name): object { $0.add("workload", name as String?) }.node(isFlow: true)
    case .vpc: object { $0.add("cidr", "vpc" as String?) }.node(isFlow: true)
    case .internet: object { $0.add("cidr", "internet" as String?) }.node(isFlow: true)
    case .zones(let weights):
      object { item in
        let zones = object {
          for (zone, weight) in weights.sorted(by: { $0.key < $1.key }) {
            $0.add(name: zone, Node(decimal(weight), Tag(.implicit), .plain))
          }
        }
        item.add("zones", zones.node(isFlow: true))
      }.node(isFlow: true)
    }
  }

  private func volume(_ volume: TrafficVolume) -> YAMLObject {
    object {
      $0.add("request", plain: volume.request.decimal)
      $0.add("response", plain: volume.response.decimal)
    }
  }

  private func loadBalancer(_ item: LoadBalancer) -> YAMLObject {
    object {
      $0.add("type", item.kind.rawValue as String?)
      if item.target != .instance { $0.add("targetType", item.target.rawValue as String?) }
      $0.add("crossZone", item.crossesZones, unless: item.kind.crossesZones)
      $0.add("zones", item.zones)
      $0.add("loadBalancer", item.sharedName)
      if item.rules != 1 { $0.add("rules", plain: item.rules) }
      $0.add("clients", clients(item.clients))
      if item.kind == .nlb {
        if item.clientRouting != .anyZone { $0.add("clientRoutingPolicy", item.clientRouting.rawValue as String?) }
        if item.listener != .tcp { $0.add("protocol", item.listener.rawValue as String?) }
      }
      if let volume = item.volume { $0.add("gbPerMonth", self.volume(volume)) }
      add(item.connections, to: &$0)
      if !item.targetGroups.isEmpty {
        let groups = item.targetGroups.map { group in
          object {
            $0.add("service", group.service as String?)
            $0.add("weight", plain: group.weight)
          }.node(isFlow: true)
        }
        $0.add("targetGroups", YAMLObject.list(groups))
      }
    }
  }

  /// Puts measured traffic into a file of its own, and returns the reference to it.
  private mutating func measured(_ traffic: MeasuredTraffic, name: String? = nil) -> YAMLObject {
    let bytesPerGB = Int128(plan.networkUse.bytesPerGB)
    func bytes(_ volume: DataVolume) -> Int128 {
      (volume.billionths * bytesPerGB).dividedRoundingHalfEven(by: ExactDecimal.unit)
    }
    var text = ""
    if let exchanges = traffic.exchanges {
      text = "clientZone,serverZone,requestBytes,responseBytes\n"
      for (client, row) in exchanges.sorted(by: { $0.key < $1.key }) {
        for (server, volume) in row.sorted(by: { $0.key < $1.key }) {
          text += "\(client),\(server),\(bytes(volume.request)),\(bytes(volume.response))\n"
        }
      }
    } else {
      text = "fromZone,toZone,bytes\n"
      for (from, row) in traffic.volumes.sorted(by: { $0.key < $1.key }) {
        for (to, volume) in row.sorted(by: { $0.key < $1.key }) { text += "\(from),\(to),\(bytes(volume))\n" }
      }
    }
    let file = SourceFile(name: "\(stem)-traffic-\(files.count + 1).csv", bytes: Array(text.utf8))
    files.append(file)
    return object {
      $0.add("name", name)
      $0.add("file", file.name as String?)
      if name == nil, traffic.exchanges == nil { $0.add("direction", "both" as String?) }
    }
  }

  mutating func networkUse() -> YAMLObject {
    let use = plan.networkUse
    let measured = use.measured.map { self.measured($0.traffic, name: $0.name) }
    return object {
      if use.bytesPerGB != NetworkUse().bytesPerGB { $0.add("bytesPerGB", plain: use.bytesPerGB) }
      if let pays = use.paysControlPlane { $0.add("controlPlane", plain: pays) }
      $0.add("controlPlaneTier", use.controlPlaneTier?.rawValue)
      if use.hybridVCPUs != 0 { $0.add("hybridNodeVCPUs", plain: use.hybridVCPUs) }
      if let lattice = use.lattice {
        let fields = object {
          $0.add("services", plain: lattice.services)
          $0.add("gbPerMonth", plain: lattice.volume?.decimal)
        }
        $0.add("vpcLattice", fields)
      }
      if let gateways = use.natGateways { $0.add("natGateways", natGateways(gateways)) }
      $0.add("endpoints", use.endpoints.map(endpoint))
      $0.add("internetEgressGBPerMonth", plain: use.internetEgress?.decimal)
      if let item = use.transitGateway {
        let fields = object {
          $0.add("attachments", plain: item.attachments)
          $0.add("gbPerMonth", plain: item.volume?.decimal)
        }
        $0.add("transitGateway", fields)
      }
      let regions = use.interRegion.map { item in
        object {
          $0.add("to", item.destination.code as String?)
          $0.add("gbPerMonth", plain: item.volume?.decimal)
        }
      }
      $0.add("interRegion", regions)
      if let dns = use.dns { $0.add("dns", self.dns(dns)) }
      $0.add("dataStores", use.dataStores.map(dataStore))
      $0.add("publicIPv4Addresses", plain: use.publicIPv4Addresses)
      if let connections = use.loadBalancerConnections {
        let fields = object {
          $0.add("perSecond", plain: connections.perSecond)
          $0.add("active", plain: connections.active)
        }
        $0.add("loadBalancerConnections", fields)
      }
      if let egress = use.egress {
        let fields = object {
          $0.add("connectionsPerDestination", plain: egress.connectionsPerDestination)
          $0.add("newPerSecond", plain: egress.newPerSecond)
        }
        $0.add("egress", fields)
      }
      if let dns = use.externalDNS { $0.add("externalDNS", externalDNS(dns)) }
      $0.add("measured", measured)
      let prices = object {
        for (meter, price) in use.prices.sorted(by: { $0.key < $1.key }) {
          $0.add(name: meter.rawValue, Node(price.decimal, Tag(.implicit), .plain))
        }
      }
      $0.add("prices", prices)
    }
  }

  private func natGateways(_ gateways: NetworkUse.NATGateways) -> YAMLObject {
    object {
      $0.add("zones", YAMLObject.list(gateways.zones.map(YAMLObject.text)))
      $0.add("regional", gateways.isRegional, unless: false)
      func directions(_ out: DataVolume?, _ into: DataVolume?) -> YAMLObject {
        object {
          $0.add("out", plain: out?.decimal)
          $0.add("in", plain: into?.decimal)
        }
      }
      let internet = directions(gateways.outbound, gateways.inbound)
      if gateways.outboundToAWS == .zero, gateways.inboundFromAWS == .zero {
        $0.add("gbPerMonth", internet)
      } else {
        let volumes = object {
          $0.add("internet", internet)
          $0.add("aws", directions(gateways.outboundToAWS, gateways.inboundFromAWS))
        }
        $0.add("gbPerMonth", volumes)
      }
      if gateways.addresses != 1 { $0.add("addresses", plain: gateways.addresses) }
    }
  }

  private func endpoint(_ endpoint: NetworkUse.Endpoint) -> YAMLObject {
    object {
      $0.add("service", endpoint.service as String?)
      $0.add("type", endpoint.kind.rawValue as String?)
      $0.add("zones", endpoint.zones)
      $0.add("gbPerMonth", plain: endpoint.volume?.decimal)
    }
  }

  private func dns(_ dns: NetworkUse.DNS) -> YAMLObject {
    object {
      $0.add("queriesPerSecond", plain: dns.queriesPerSecond)
      $0.add("coreDNSReplicas", plain: dns.coreDNSReplicas)
      $0.add("nodeLocalDNS", dns.usesNodeLocalCache, unless: false)
    }
  }

  private func dataStore(_ store: NetworkUse.DataStore) -> YAMLObject {
    object {
      $0.add("name", store.name as String?)
      $0.add("kind", store.kind.rawValue as String?)
      $0.add("zones", store.zones)
      $0.add("gbPerMonth", plain: store.volume?.decimal)
      if store.clients != .nodes { $0.add("clients", clients(store.clients)) }
      $0.add("dbSideBilled", store.isStoreSideBilled, unless: true)
    }
  }

  private func externalDNS(_ dns: NetworkUse.ExternalDNS) -> YAMLObject {
    object {
      $0.add("records", plain: dns.records)
      $0.add("hostedZones", plain: dns.hostedZones)
      $0.add("txtRecordsPerName", plain: dns.ownershipRecords)
      $0.add("intervalSeconds", plain: dns.interval)
      $0.add("otherRecords", plain: dns.otherRecords)
    }
  }
}
