import Headroom
import HeadroomImport

/// Texts of NodePools and their classes.
enum Karpenter {
  static func file(_ text: String, name: String = "pools.yaml") -> SourceFile {
    SourceFile(name: name, bytes: Array(text.utf8))
  }

  /// A NodePool with requirements `{key, operator, values}`, and what else its spec has.
  static func pool(
    _ requirements: String = "{key: node.kubernetes.io/instance-type, operator: In, values: [m5.large, m5.xlarge]}",
    spec: String = "", name: String = "general", template: String = "", version: String = "v1",
    class reference: String = "group: karpenter.k8s.aws, kind: EC2NodeClass, name: default", metadata: String = ""
  ) -> String {
    """
    ---
    apiVersion: karpenter.sh/\(version)
    kind: NodePool
    metadata: {name: \(name)\(metadata)}
    spec:
      template:
        \(template)
        spec:
          nodeClassRef: {\(reference)}
          requirements: [\(requirements)]
      \(spec)

    """
  }

  /// A class of Karpenter whose subnets have the tag `karpenter.sh/discovery: shop`.
  static func ec2Class(
    _ spec: String = "amiSelectorTerms: [{alias: al2023@latest}]", name: String = "default",
    terms: String = "{tags: {karpenter.sh/discovery: shop}}", status: String = ""
  ) -> String {
    """
    ---
    apiVersion: karpenter.k8s.aws/v1
    kind: EC2NodeClass
    metadata: {name: \(name)}
    spec:
      \(spec)
      subnetSelectorTerms: [\(terms)]
    \(status)

    """
  }

  /// Two large subnets with the tag, one of another cluster, and one without tags.
  static let subnets = AWSText.json(
    "subnets.json",
    """
    {"Subnets": [
     {"SubnetId": "subnet-a", "CidrBlock": "10.0.0.0/20", "AvailabilityZone": "eu-central-1a", "AvailabilityZoneId": "euc1-az2",
      "VpcId": "vpc-1", "AvailableIpAddressCount": 4091,
      "Tags": [{"Key": "karpenter.sh/discovery", "Value": "shop"}, {"Key": "Name", "Value": "shop-private-a"}]},
     {"SubnetId": "subnet-b", "CidrBlock": "10.0.16.0/20", "AvailabilityZone": "eu-central-1b", "AvailabilityZoneId": "euc1-az3",
      "VpcId": "vpc-1", "AvailableIpAddressCount": 4091,
      "Tags": [{"Key": "karpenter.sh/discovery", "Value": "shop"}, {"Key": "secret", "Value": "hunter2"}]},
     {"SubnetId": "subnet-c", "CidrBlock": "10.0.32.0/24", "AvailabilityZone": "eu-central-1b", "VpcId": "vpc-1",
      "AvailableIpAddressCount": 251, "Tags": [{"Key": "karpenter.sh/discovery", "Value": "other"}]},
     {"SubnetId": "subnet-d", "CidrBlock": "10.0.33.0/24", "AvailabilityZone": "eu-central-1c", "VpcId": "vpc-1",
      "AvailableIpAddressCount": 251}]}
    """)

  static func plan(_ text: String, _ more: SourceFile...) throws -> ClusterPlan {
    try importPlan([file(text), subnets] + more).plan
  }
}
