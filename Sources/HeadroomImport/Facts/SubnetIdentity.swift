internal import Headroom

/// What files of other tools say of a subnet that a plan has no words for, and that outputs for other tools need.
package struct SubnetIdentity: Hashable, Sendable {
  /// The ID that AWS gave it; `nil` if the files do not say it, or if the subnet does not exist yet.
  package var id: String?
  /// The ID of its VPC.
  package var vpc: String?
  /// The CIDR that the files give it.
  var block: IPv4CIDR?
  /// Whether it is a public subnet; `nil` if the files do not say it.
  package var isPublic: Bool?

  /// Returns whether the tags for load balancers say that a subnet is public; `nil` if there is none of them, or both.
  ///
  /// Source: eksctl-io/eksctl 99984adb, `pkg/cfn/builder/vpc_ipv4.go`, which tags public subnets for load balancers on the
  /// internet and private ones for internal load balancers, as the AWS Load Balancer Controller expects.
  static func isPublic(tags: [String: String]) -> Bool? {
    switch (tags["kubernetes.io/role/elb"] != nil, tags["kubernetes.io/role/internal-elb"] != nil) {
    case (true, false): true
    case (false, true): false
    default: nil
    }
  }
}
