internal import Headroom

/// The names and IDs in answers that further commands of a snapshot need.
package struct SnapshotTargets: Hashable, Sendable {
  /// The ID of the cluster's VPC.
  package var vpc: String?
  /// The IDs of the subnets that the cluster names.
  package var clusterSubnets: [String] = []
  /// The names of node groups and Fargate profiles, and the IDs of subnets.
  package var groups: [String] = [], profiles: [String] = [], subnets: [String] = []
  /// The launch templates of groups, each with its version.
  package var templates: [Template] = []

  /// A version of a launch template.
  package struct Template: Hashable, Sendable {
    /// The ID and the version, which may be `$Default`.
    package let id: String, version: String

    /// Creates a version of a template.
    package init(id: String, version: String) { (self.id, self.version) = (id, version) }
  }

  /// Adds what another answer says.
  package mutating func add(_ other: SnapshotTargets) {
    vpc = vpc ?? other.vpc
    clusterSubnets += other.clusterSubnets
    groups += other.groups
    profiles += other.profiles
    for subnet in other.subnets where !subnets.contains(subnet) { subnets.append(subnet) }
    for template in other.templates where !templates.contains(template) { templates.append(template) }
  }

  /// Takes what an item of an answer says.
  mutating func take(_ item: YAMLNode, of key: String) {
    switch key {
    case "cluster":
      let network = item["resourcesVpcConfig"]
      vpc = network?["vpcId"]?.text.flatMap { $0.isEmpty ? nil : $0 }
      clusterSubnets += (network?["subnetIds"]?.items ?? []).compactMap(\.text)
    case "nodegroups": groups += [item.text].compactMap(\.self)
    case "fargateProfileNames": profiles += [item.text].compactMap(\.self)
    case "Subnets":
      subnets += [item["SubnetId"]?.text].compactMap(\.self)
      vpc = vpc ?? item["VpcId"]?.text
    case "nodegroup": take(item["launchTemplate"], "id", "version")
    case "AutoScalingGroups":
      let mixed = item["MixedInstancesPolicy"]?["LaunchTemplate"]?["LaunchTemplateSpecification"]
      take(mixed ?? item["LaunchTemplate"], "LaunchTemplateId", "Version")
    default: break
    }
  }

  private mutating func take(_ template: YAMLNode?, _ id: String, _ version: String) {
    guard let id = template?[id]?.text else { return }
    add(SnapshotTargets(templates: [Template(id: id, version: template?[version]?.text ?? "$Default")]))
  }

  private init(templates: [Template]) { self.templates = templates }

  /// Creates an empty list.
  package init() {}
}
