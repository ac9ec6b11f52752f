internal import Foundation
internal import HeadroomImport

/// A command that reads something of a cluster. None of them changes anything.
struct SnapshotStep {
  let program: SnapshotCopy.Program
  let arguments: [String]
  /// The name of the file for the answer.
  let file: String

  /// The command as it is typed.
  func command(_ options: SnapshotOptions) -> String {
    ([program.rawValue] + arguments + options.arguments(of: program)).map(Self.quoted).joined(separator: " ")
  }

  /// Returns an argument as a shell takes it.
  private static func quoted(_ argument: String) -> String {
    let plain = argument.utf8.allSatisfy { byte in
      48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || "-_.,:/=@".utf8.contains(byte)
    }
    return plain && !argument.isEmpty ? argument : "'\(argument.replacing("'", with: "'\\''"))'"
  }
}

/// The list of all commands, in the order in which they run.
enum SnapshotSteps {
  private static func aws(_ file: String, _ arguments: String...) -> SnapshotStep {
    SnapshotStep(program: .aws, arguments: arguments, file: "aws-\(file).json")
  }

  private static func kubectl(_ file: String, _ kinds: String) -> SnapshotStep {
    SnapshotStep(
      program: .kubectl, arguments: ["get", kinds, "--all-namespaces", "--output", "json"], file: "kubectl-\(file).json"
    )
  }

  /// The commands that name the parts of a cluster.
  static func cluster(_ name: String) -> [SnapshotStep] {
    [
      aws("cluster", "eks", "describe-cluster", "--name", name),
      aws("nodegroups", "eks", "list-nodegroups", "--cluster-name", name),
      aws("fargate-profiles", "eks", "list-fargate-profiles", "--cluster-name", name),
      aws("addon-vpc-cni", "eks", "describe-addon", "--cluster-name", name, "--addon-name", "vpc-cni"),
    ]
  }

  /// The commands for the groups of the cluster.
  static func groups(_ name: String, _ found: SnapshotTargets) -> [SnapshotStep] {
    found.groups.enumerated().map { number, group in
      aws(
        "nodegroup-\(number + 1)", "eks", "describe-nodegroup", "--cluster-name", name, "--nodegroup-name", group)
    }
      + found.profiles.enumerated().map { number, profile in
        aws(
          "fargate-profile-\(number + 1)", "eks", "describe-fargate-profile", "--cluster-name", name,
          "--fargate-profile-name", profile)
      } + [
        aws(
          "auto-scaling-groups", "autoscaling", "describe-auto-scaling-groups", "--filters",
          "Name=tag-key,Values=kubernetes.io/cluster/\(name)")
      ]
  }

  /// The commands for launch templates.
  static func templates(_ found: SnapshotTargets) -> [SnapshotStep] {
    found.templates.enumerated().map { number, template in
      aws(
        "launch-template-\(number + 1)", "ec2", "describe-launch-template-versions", "--launch-template-id",
        template.id, "--versions", template.version)
    }
  }

  /// The command for the VPC of a cluster whose description does not name it.
  static func vpc(of subnets: [String]) -> SnapshotStep {
    SnapshotStep(
      program: .aws, arguments: ["ec2", "describe-subnets", "--subnet-ids"] + subnets, file: "aws-cluster-subnets.json")
  }

  /// The commands for the VPC.
  static func network(_ vpc: String) -> [SnapshotStep] {
    let filter = "Name=vpc-id,Values=\(vpc)"
    return [
      aws("vpcs", "ec2", "describe-vpcs", "--vpc-ids", vpc),
      aws("subnets", "ec2", "describe-subnets", "--filters", filter),
      aws("network-interfaces", "ec2", "describe-network-interfaces", "--filters", filter),
      aws("instances", "ec2", "describe-instances", "--filters", filter),
      aws("nat-gateways", "ec2", "describe-nat-gateways", "--filter", filter),
      aws("vpc-endpoints", "ec2", "describe-vpc-endpoints", "--filters", filter),
      aws("load-balancers", "elbv2", "describe-load-balancers"),
      aws("classic-load-balancers", "elb", "describe-load-balancers"),
    ]
  }

  /// The commands for the reservations in subnets.
  static func subnets(_ found: SnapshotTargets) -> [SnapshotStep] {
    found.subnets.enumerated().map { number, subnet in
      aws("cidr-reservations-\(number + 1)", "ec2", "get-subnet-cidr-reservations", "--subnet-id", subnet)
    }
  }

  /// The commands for the objects of Kubernetes.
  static let objects = [
    kubectl("nodes", "nodes"), kubectl("pods", "pods"),
    kubectl("workloads", "deployments,statefulsets,daemonsets,replicasets,jobs,cronjobs"),
    kubectl("autoscalers", "horizontalpodautoscalers"), kubectl("services", "services,endpointslices"),
    kubectl("eniconfigs", "eniconfigs.crd.k8s.amazonaws.com"), kubectl("nodepools", "nodepools.karpenter.sh"),
    kubectl("nodeclaims", "nodeclaims.karpenter.sh"), kubectl("ec2nodeclasses", "ec2nodeclasses.karpenter.k8s.aws"),
    kubectl("nodeclasses", "nodeclasses.eks.amazonaws.com"), kubectl("rollouts", "rollouts.argoproj.io"),
  ]

  /// All commands, with words in place of what the answers of others name.
  static func all(_ name: String) -> [SnapshotStep] {
    var words = SnapshotTargets()
    (words.groups, words.profiles, words.subnets) = (["EACH_NODE_GROUP"], ["EACH_FARGATE_PROFILE"], ["EACH_SUBNET"])
    words.templates = [SnapshotTargets.Template(id: "EACH_LAUNCH_TEMPLATE", version: "VERSION")]
    return cluster(name) + groups(name, words) + templates(words) + [vpc(of: words.subnets)]
      + network("VPC_OF_THE_CLUSTER") + subnets(words)
      + objects
  }
}
