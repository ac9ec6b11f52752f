internal import Headroom

/// The keys that eksctl knows. Its reader is strict and refuses all others.
///
/// Source: `pkg/apis/eksctl.io/v1alpha5/assets/schema.json` of eksctl-io/eksctl 009491b2.
enum EksctlKeys {
  static let root: Set = [
    "kind", "apiVersion", "metadata", "upgradePolicy", "kubernetesNetworkConfig", "autoModeConfig",
    "remoteNetworkConfig", "iam", "iamIdentityMappings", "identityProviders", "accessConfig", "vpc", "addons",
    "addonsConfig", "privateCluster", "nodeGroups", "managedNodeGroups", "fargateProfiles", "availabilityZones",
    "localZones", "cloudWatch", "secretsEncryption", "gitops", "karpenter", "outpost", "controlPlaneScalingConfig",
    "zonalShiftConfig", "capabilities",
  ]

  private static let anyGroup: Set = [
    "additionalVolumes", "ami", "amiFamily", "asgSuspendProcesses", "availabilityZones", "bottlerocket",
    "capacityReservation", "desiredCapacity", "disableIMDSv1", "disablePodIMDS", "ebsOptimized", "efaEnabled",
    "enableDetailedMonitoring", "iam", "instanceMarketOptions", "instanceName", "instancePrefix", "instanceSelector",
    "instanceType", "labels", "maxPodsPerNode", "maxSize", "minSize", "name", "outpostARN", "overrideBootstrapCommand",
    "placement", "preBootstrapCommands", "privateNetworking", "propagateASGTags", "securityGroups", "ssh", "subnets",
    "tags", "taints", "updateConfig", "volumeEncrypted", "volumeIOPS", "volumeKmsKeyID", "volumeName", "volumeSize",
    "volumeThroughput", "volumeType",
  ]

  static let managedGroup = anyGroup.union([
    "instanceTypes", "launchTemplate", "nodeRepairConfig", "releaseVersion", "spot",
  ])

  static let selfManagedGroup = anyGroup.union([
    "asgMetricsCollection", "classicLoadBalancerNames", "clusterDNS", "containerRuntime", "cpuCredits",
    "enclaveEnabled", "instancesDistribution", "kubeletExtraConfig", "localZones", "maxInstanceLifetime",
    "targetGroupARNs",
  ])
}

extension EksctlConfig {
  /// Says which keys of an object eksctl refuses: a misspelt key has no effect on the plan, which may be worse.
  mutating func checkKeys(of node: YAMLNode, _ known: Set<String>, _ subject: PlanPart) {
    let sorted = known.sorted()
    for (key, _) in node.pairs ?? [] {
      guard let name = key.text, !known.contains(name) else { continue }
      let hint = nearestName(to: name, among: sorted).map { "; did you mean '\($0)'?" } ?? ""
      reader.facts.remarks.append(
        RemarkFacts(
          .refusedByTool, subject,
          "eksctl v0.230.0 knows no key '\(name.prefix(80))', and Headroom does not read it\(hint)", key.place,
          cluster: cluster.name))
    }
  }
}
