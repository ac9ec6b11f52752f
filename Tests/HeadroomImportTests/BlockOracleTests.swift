import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// The /28 blocks of each subnet, counted a second time from the files of the AWS CLI without any code of the product.
///
/// The classes and the numbers are those of `subnet_frag.py` (awslabs/aws-support-tools, EKS/subnet-fragmentation,
/// 85d5c226), which was run on the same files: free, fragmented, full, reserved by AWS, prefix.
@Suite struct BlockOracleTests {
  private struct Interface: Decodable {
    struct Address: Decodable { let PrivateIpAddress: String }
    struct Prefix: Decodable { let Ipv4Prefix: String }
    let SubnetId: String
    let PrivateIpAddresses: [Address]
    let Ipv4Prefixes: [Prefix]?
  }
  private struct Interfaces: Decodable { let NetworkInterfaces: [Interface] }
  private struct Network: Decodable {
    struct Tag: Decodable { let Key: String, Value: String }
    let SubnetId: String, CidrBlock: String
    let Tags: [Tag]
  }
  private struct Networks: Decodable { let Subnets: [Network] }

  private func read<Value: Decodable>(_ name: String, _: Value.Type) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(try Shop.file(name).bytes))
  }

  private func number(_ address: Substring) -> Int { address.split(separator: ".").reduce(0) { $0 * 256 + Int($1)! } }

  /// Returns the numbers of blocks of each class.
  private func blocks(of network: Network, _ interfaces: [Interface]) -> [Int] {
    let parts = network.CidrBlock.split(separator: "/")
    let (start, size) = (number(parts[0]), 1 << (32 - Int(parts[1])!))
    let own = interfaces.filter { $0.SubnetId == network.SubnetId }
    let used = Set(own.flatMap { $0.PrivateIpAddresses.map { number($0.PrivateIpAddress[...]) } })
    let prefixes = Set(own.flatMap { ($0.Ipv4Prefixes ?? []).map { number($0.Ipv4Prefix.split(separator: "/")[0]) } })
    var counts = [0, 0, 0, 0, 0]
    for block in stride(from: start, to: start + size, by: 16) {
      let taken = (block..<block + 16).count(where: used.contains)
      let isEdge = block == start || block == start + size - 16
      counts[prefixes.contains(block) ? 4 : isEdge ? 3 : taken == 16 ? 2 : taken > 0 ? 1 : 0] += 1
    }
    return counts
  }

  @Test func theBlocksAreThoseOfAnotherProgram() throws {
    let networks = try read("describe-subnets", Networks.self).Subnets
    let interfaces = try read("describe-network-interfaces", Interfaces.self).NetworkInterfaces
    let expected = [
      "public-a": [2, 0, 0, 2, 0], "public-b": [2, 0, 0, 2, 0], "public-c": [2, 0, 0, 2, 0],
      "private-a": [3, 11, 0, 2, 0], "private-b": [8, 6, 0, 2, 0], "private-c": [10, 2, 0, 2, 2],
      "pods-a": [254, 0, 0, 2, 0], "pods-b": [254, 0, 0, 2, 0], "pods-c": [254, 0, 0, 2, 0],
    ]
    let files = ["describe-subnets", "describe-network-interfaces", "get-subnet-cidr-reservations.pods-a"]
    let plan = try importPlan(Shop.files(files)).plan
    for network in networks {
      let name = try #require(network.Tags.first { $0.Key == "Name" }?.Value)
      let counts = blocks(of: network, interfaces)
      #expect(counts == expected[String(name.dropFirst("shop-".count))], "\(name)")
      var subnet = try #require(plan.subnets.first { $0.name == name })
      subnet.cidrReservations = []
      #expect(subnet.freePrefixBlocks?.best == counts[0], "\(name)")
    }
    #expect(networks.count == expected.count)
  }
}
