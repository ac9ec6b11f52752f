import Headroom
import HeadroomImport

/// A plan without findings, for tests that change single lines.
let smallPlan = """
  apiVersion: headroom/v1alpha1
  kind: CapacityPlan
  metadata: {name: small}
  region: ap-northeast-2
  vpc:
    cidrs: [192.168.0.0/16]
    subnets:
      - {name: a, zone: ap-northeast-2a, cidr: 192.168.1.0/24}
      - {name: b, zone: ap-northeast-2b, cidr: 192.168.2.0/24}
  nodeGroups:
    - name: ng1
      instanceTypes: [m5.large]
      desiredSize: 2
      subnets: [a, b]
  workloads:
    - {name: web, replicas: 3}

  """

/// A plan that has every key, for tests that need them all.
let fullPlan = """
  apiVersion: headroom/v1alpha1
  kind: CapacityPlan
  metadata: {name: full}
  region: us-east-1
  kubernetesVersion: 1.30
  ipFamily: ipv4
  vpc:
    cidrs: [10.0.0.0/16, 100.64.0.0/16]
    serviceCIDR: 172.20.0.0/16
    subnets:
      - name: a
        zone: us-east-1a
        zoneId: use1-az1
        cidr: 10.0.0.0/24
        roles: [nodes, loadBalancers, controlPlane]
        usedAddresses: 12
        cidrReservations: [{cidr: 10.0.0.128/25, type: prefix}]
        tags: {team: net, "kubernetes.io/role/elb": 1}
      - {name: b, zone: us-east-1b, cidr: 10.0.1.0/24, occupied: [10.0.1.4, 10.0.1.64/28], roles: [nodes, controlPlane]}
      - {name: pods, zone: us-east-1a, cidr: 100.64.0.0/18, roles: [pods]}
      - {name: later, zone: us-east-1b}
  cni:
    kind: vpc-cni
    defaults: binary
    env: {WARM_IP_TARGET: 2, ENABLE_PREFIX_DELEGATION: true}
    eniConfigs: {us-east-1a: pods, us-east-1b: [later]}
  instanceTypes:
    - {instance_type: my.large, default_card_max_enis: 4, ipv4_per_eni: 10, vcpus: 2, memory_mib: 8192, hypervisor: nitro}
  nodeGroups:
    - name: ng1
      instanceTypes: [my.large]
      desiredSize: 3
      minSize: 1
      maxSize: 6
      subnets: [a, b]
      manager: self-managed
      amiFamily: Bottlerocket
      customAMI: true
      maxPods: 58
      update: {maxUnavailable: 33%, strategy: MINIMAL}
      labels: {tier: web}
    - name: pool
      instanceTypes: [m5.large, my.large]
      subnets: [a, b]
      manager: karpenter
      maxPodsExpression: min(110, default_enis * (ips_per_eni - 1)) + 2
      podsPerCore: 10
      reservedENIs: 1
      limits: {cpu: "200", memory: 800Gi}
      zoneSpread: true
    - {name: fp, manager: fargate, subnets: [a]}
  workloads:
    - {name: w, replicas: 5, maxReplicas: 9, cpu: 0.1, memory: 128Mi, nodeGroups: [ng1], maxSurge: 25%}
    - {name: d, daemonSet: true, hostNetwork: true, systemCritical: true, securityGroups: false}
  services:
    - name: s
      workload: w
      clients: {zones: {us-east-1a: 2, us-east-1b: 0.5}}
      annotations: {service.kubernetes.io/topology-mode: Auto}
      trafficDistribution: PreferClose
      internalTrafficPolicy: Cluster
      externalTrafficPolicy: Local
      headless: false
      requestsPerSecond: 12.5
      requestBytes: 2Ki
      responseBytes: 48Ki
      connectionsPerSecond: 3
      activeConnections: 40
      ports: [80, 443]
      exposures:
        - type: nlb
          targetType: ip
          crossZone: true
          zones: [us-east-1a]
          clients: {cidr: internet}
          clientRoutingPolicy: availability_zone_affinity
          protocol: tls
          gbPerMonth: {request: 1, response: 2.5}
          connectionsPerSecond: 1
          activeConnections: 2
        - {type: alb, loadBalancer: public, rules: 3, targetGroups: [{service: s, weight: 90}, {service: t, weight: 10}], requestsPerSecond: 1, requestBytes: 1, responseBytes: 1}
    - {name: t, workload: d, clients: {workload: w}, gbPerMonth: {request: 10, response: 90}}
  network:
    natGateways: {zones: [us-east-1a, us-east-1b], regional: true, gbPerMonth: {internet: {out: 100, in: 900}, aws: {out: 5, in: 7}}, addresses: 20}
    endpoints:
      - {service: s3, type: gateway}
      - {service: ecr.dkr, type: interface, zones: [us-east-1a], gbPerMonth: 50}
    internetEgressGBPerMonth: 500
    transitGateway: {attachments: 2, gbPerMonth: 10}
    interRegion: [{to: us-east-2, gbPerMonth: 5}]
    dns: {queriesPerSecond: 100, coreDNSReplicas: 2, nodeLocalDNS: true}
    dataStores:
      - {name: db, kind: rds, zones: [us-east-1a], gbPerMonth: {request: 1, response: 2}, clients: {workload: w}, dbSideBilled: false}
      - {kind: msk, zones: [us-east-1a, us-east-1b], gbPerMonth: 7}
    publicIPv4Addresses: 4
    loadBalancerConnections: {perSecond: 5, active: 100}
    egress: {connectionsPerDestination: 1000, newPerSecond: 10}
    externalDNS: {records: 5, hostedZones: 2, txtRecordsPerName: 2, intervalSeconds: 30, otherRecords: 10}
    prices: {cross_az_out: 0.012}
    bytesPerGB: 1000000000
  reservations:
    - {name: web, kind: applicationLoadBalancer, subnets: [a, b]}
    - {name: db, kind: custom, subnets: [a], addresses: 3, peakAddresses: 7}
  growth: {model: compound, ratePerMonth: 5%, horizonMonths: 24}
  policy: {maxUtilization: 90%, surviveZoneLoss: true, rollingUpdate: true, basis: fullNodes}
  """

/// The errors of a text, one a line.
func errors(in text: String, changes: [String] = []) -> String {
  do throws(PlanError) {
    _ = try importPlan(
      [SourceFile(name: "plan.yaml", bytes: Array(text.utf8))], changes: changes.map { PlanChange($0)! })
    return ""
  } catch {
    return error.description
  }
}
