internal import Headroom

/// The subnets that eksctl makes in a VPC of its own.
///
/// Source: `pkg/vpc/vpc.go` and `pkg/cfn/builder/vpc_ipv6.go` of eksctl-io/eksctl 99984adb.
struct EksctlSubnets: Hashable {
  /// The blocks of the public and of the private subnets, in the order of the zones. Local zones come last.
  let publicBlocks: [IPv4CIDR], privateBlocks: [IPv4CIDR]

  /// Divides a VPC; `nil` if eksctl refuses to.
  ///
  /// Every zone gets two subnets, local zones included, and all are of one size: a /16 with three zones is divided into
  /// /19, and with two local zones more into /20.
  init?(of vpc: IPv4CIDR, zones: Int, localZones: Int, ipv6: Bool) {
    guard 16...24 ~= vpc.prefixLength, zones + localZones > 0 else { return nil }
    let count = zones + localZones
    let length: Int
    if ipv6 {
      guard localZones == 0 else { return nil }
      let size = vpc.addressCount / (2 * zones + 2)
      guard size > 0 else { return nil }
      length = 32 - (Int.bitWidth - 1 - size.leadingZeroBitCount)
    } else {
      guard 2 * count <= 16 else { return nil }
      length = vpc.prefixLength + (2 * count <= 8 ? 3 : 4)
    }
    let blocks = Array(vpc.split(into: length))
    guard blocks.count >= 2 * count else { return nil }
    publicBlocks = Array(blocks[..<count])
    privateBlocks = Array(blocks[count..<(2 * count)])
  }

  /// The number of zones that eksctl chooses if a file names none.
  ///
  /// Source: `pkg/az/az.go`.
  static func zoneCount(in region: String) -> Int { ["us-east-1", "us-west-1"].contains(region) ? 2 : 3 }
}
