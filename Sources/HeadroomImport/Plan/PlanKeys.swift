internal import Headroom

/// The keys that each object of a plan file or a scenario file may have.
///
/// A test compares the keys of the plan file with the JSON Schema in `data/schema/`.
package enum PlanKeys {
  package static let root = [
    "apiVersion", "kind", "metadata", "region", "kubernetesVersion", "ipFamily", "vpc", "cni", "nodeGroups",
    "instanceTypes", "workloads", "services", "network", "reservations", "growth", "policy", "discounts", "prices",
    "remarks",
  ]
  package static let metadata = ["name"]
  package static let vpc = ["cidrs", "serviceCIDR", "subnets"]
  package static let subnet = [
    "name", "zone", "zoneId", "cidr", "roles", "usedAddresses", "availableAddresses", "nodesCounted", "occupied",
    "cidrReservations", "tags",
  ]
  package static let cidrReservation = ["cidr", "type"]
  package static let cni = ["kind", "defaults", "env", "eniConfigs"]
  package static let nodeLimits = ["cpu", "memory"]
  package static let nodeGroup = [
    "name", "instanceTypes", "desiredSize", "minSize", "maxSize", "subnets", "manager", "amiFamily", "customAMI",
    "maxPods", "currentMaxPods", "maxPodsExpression", "podsPerCore", "reservedENIs", "limits", "zoneSpread", "update",
    "labels",
    "capacityType", "discount", "rootVolume", "weights",
  ]
  package static let candidates = ["among"]
  package static let rootVolume = ["sizeGiB", "iops", "throughputMiBps"]
  package static let update = ["maxUnavailable", "strategy"]
  package static let workload = [
    "name", "replicas", "maxReplicas", "cpu", "memory", "daemonSet", "hostNetwork", "securityGroups", "multiNIC",
    "systemCritical", "nodeGroups", "maxSurge", "ephemeralStorage",
  ]
  package static let reservation = ["name", "kind", "subnets", "addresses", "peakAddresses"]
  package static let service = [
    "name", "workload", "clients", "annotations", "trafficDistribution", "internalTrafficPolicy",
    "externalTrafficPolicy", "headless", "requestsPerSecond", "requestBytes", "responseBytes", "gbPerMonth", "measured",
    "connectionsPerSecond", "activeConnections", "ports", "exposures",
  ]
  package static let clients = ["workload", "zones", "cidr"]
  package static let volume = ["request", "response"]
  package static let measured = ["file", "columns", "direction"]
  package static let loadBalancer = [
    "type", "targetType", "crossZone", "zones", "clients", "clientRoutingPolicy", "protocol", "requestsPerSecond",
    "requestBytes", "responseBytes", "gbPerMonth", "connectionsPerSecond", "activeConnections", "targetGroups",
    "loadBalancer", "rules",
  ]
  package static let targetGroup = ["service", "weight"]
  package static let network = [
    "natGateways", "endpoints", "internetEgressGBPerMonth", "transitGateway", "interRegion", "dns", "dataStores",
    "publicIPv4Addresses", "loadBalancerConnections", "egress", "externalDNS", "measured", "controlPlane", "prices",
    "bytesPerGB", "controlPlaneTier", "hybridNodeVCPUs", "vpcLattice",
  ]
  package static let lattice = ["services", "gbPerMonth"]
  package static let discounts = Discount.Scope.allCases.map(\.rawValue)
  package static let networkMeasured = ["name", "file", "columns"]
  package static let natGateways = ["zones", "one", "regional", "gbPerMonth", "addresses"]
  package static let natVolume = ["out", "in", "internet", "aws"]
  package static let natDirection = ["out", "in"]
  package static let endpoint = ["service", "type", "zones", "gbPerMonth"]
  package static let transitGateway = ["attachments", "gbPerMonth"]
  package static let interRegion = ["to", "gbPerMonth"]
  package static let dns = ["queriesPerSecond", "coreDNSReplicas", "nodeLocalDNS"]
  package static let dataStore = ["name", "kind", "zones", "gbPerMonth", "clients", "dbSideBilled"]
  package static let connections = ["perSecond", "active"]
  package static let egress = ["connectionsPerDestination", "newPerSecond"]
  package static let externalDNS = ["records", "hostedZones", "txtRecordsPerName", "intervalSeconds", "otherRecords"]
  package static let nodeScenario = [
    "instanceType", "instance", "cni", "defaults", "unmanagedENIs", "maxPods", "policy", "start", "subnet", "podSubnet",
    "duration", "sample", "events",
  ]
  package static let nodeInstance = ["enis", "ipv4PerENI", "hypervisor", "bareMetal", "trunking", "vcpus"]
  package static let nodeStart = ["primaryIPs", "primaryPrefixes", "primaryExcluded"]
  package static let nodeSubnet = ["freeAddresses", "freeBlocks"]
  package static let nodeOperation = ["op", "count", "order", "seconds", "cni"]
  package static let nodeEvent = [
    "at", "every", "repeat", "pods", "order", "settle", "snapshot", "configure", "restart", "cordon", "refuse",
  ]
  package static let clusterScenario = ["duration", "sample", "events"]
  package static let clusterEvent = [
    "at", "every", "repeat", "scale", "replicas", "by", "addNodes", "count", "replace", "maxUnavailable", "drain",
    "loseZone", "churn", "podsPerMinute", "until",
  ]
  package static let remark = ["kind", "about", "name", "key", "message"]
  package static let growth = ["model", "ratePerMonth", "horizonMonths", "steps"]
  package static let growthStep = ["month", "percent"]
  package static let policy = ["maxUtilization", "surviveZoneLoss", "rollingUpdate", "basis"]
}
