/// The keys of a plan file, object by object. The JSON Schema in `data/schema/` is tested against them.
package enum PlanKeys {
  package static let root = [
    "apiVersion", "kind", "metadata", "region", "kubernetesVersion", "ipFamily", "vpc", "cni", "nodeGroups",
    "instanceTypes", "workloads", "services", "network", "reservations", "growth", "policy",
  ]
  package static let metadata = ["name"]
  package static let vpc = ["cidrs", "serviceCIDR", "subnets"]
  package static let subnet = [
    "name", "zone", "zoneId", "cidr", "roles", "usedAddresses", "occupied", "cidrReservations", "tags",
  ]
  package static let cidrReservation = ["cidr", "type"]
  package static let cni = ["kind", "defaults", "env", "eniConfigs"]
  package static let nodeGroup = [
    "name", "instanceTypes", "desiredSize", "minSize", "maxSize", "subnets", "manager", "amiFamily", "customAMI",
    "maxPods", "update", "labels",
  ]
  package static let update = ["maxUnavailable", "strategy"]
  package static let workload = [
    "name", "replicas", "maxReplicas", "cpu", "memory", "daemonSet", "hostNetwork", "securityGroups",
    "systemCritical", "nodeGroups", "maxSurge",
  ]
  package static let reservation = ["name", "kind", "subnets", "addresses", "peakAddresses"]
  package static let growth = ["model", "ratePerMonth", "horizonMonths", "steps"]
  package static let policy = ["maxUtilization", "surviveZoneLoss", "rollingUpdate"]
}
