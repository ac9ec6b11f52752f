import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct SubnetSpaceTests {
  /// Whatever is taken and given back, the counts are those of a set of addresses, and no address is given twice.
  @Test func itIsASetOfAddresses() {
    var random = SeededGenerator()
    for _ in 0..<200 {
      let length = Int.random(in: 22...28, using: &random)
      let block = IPv4CIDR(containing: IPv4Address("10.0.0.0")!, prefixLength: length)
      var subnet = Subnet(name: "a", zone: "us-east-1a", block: block)
      for part in block.split(into: 32) where Int.random(in: 0..<12, using: &random) == 0 {
        subnet.occupied.append(part)
      }
      for part in block.split(into: 27) where Int.random(in: 0..<6, using: &random) == 0 {
        let kind = Subnet.CIDRReservation.Kind.allCases.randomElement(using: &random)!
        subnet.cidrReservations.append(.init(block: part, kind: kind))
      }
      let placement = AddressPlacement.allCases.randomElement(using: &random)!
      var space = SubnetSpace(subnet, placement: placement, seed: random.next())!
      let first = Int(block.network.rawValue)
      func addresses(_ part: IPv4CIDR) -> Range<Int> {
        let start = Int(part.network.rawValue) - first
        return start..<start + part.addressCount
      }
      let own = Set([0, 1, 2, 3, block.addressCount - 1])
      let explicit = Set(subnet.cidrReservations.filter { $0.kind == .explicit }.flatMap { addresses($0.block) })
      let kept = Set(subnet.cidrReservations.filter { $0.kind == .prefix }.flatMap { addresses($0.block) })
      var used = own.union(explicit).union(subnet.occupied.flatMap(addresses))
      var singles: [UInt32] = []
      var blocks: [UInt32] = []
      for _ in 0..<300 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0...2:
          guard let address = space.takeSingle() else {
            #expect(used.union(kept).count == block.addressCount)
            continue
          }
          #expect(used.insert(Int(address)).inserted && !kept.contains(Int(address)))
          if placement == .firstFit {
            #expect((0..<Int(address)).allSatisfy { used.contains($0) || kept.contains($0) })
          }
          singles.append(address)
        case 3:
          guard let taken = space.takeBlock() else { continue }
          for address in Int(taken) * 16..<Int(taken) * 16 + 16 { #expect(used.insert(address).inserted) }
          blocks.append(taken)
        case 4:
          guard let index = singles.indices.randomElement(using: &random) else { continue }
          let address = singles.remove(at: index)
          used.remove(Int(address))
          space.give(single: address)
        default:
          guard let index = blocks.indices.randomElement(using: &random) else { continue }
          let taken = blocks.remove(at: index)
          for address in Int(taken) * 16..<Int(taken) * 16 + 16 { used.remove(address) }
          space.give(block: taken)
        }
        #expect(space.freeAddresses == block.addressCount - used.count)
        #expect(space.held.count == blocks.count)
      }
      let free = (0..<max(1, block.addressCount / 16)).count { number in
        (number * 16..<number * 16 + 16).allSatisfy { !used.contains($0) }
      }
      #expect(space.freeBlocks == free)
    }
  }

  /// Drawn places are spread evenly: four standard errors around the mean.
  @Test func randomPlacesAreEven() {
    let subnet = Subnet(name: "a", zone: "us-east-1a", block: try! IPv4CIDR(parsing: "10.0.0.0/26"))
    var counts = [Int](repeating: 0, count: 64)
    for seed in 0..<4000 {
      var space = SubnetSpace(subnet, placement: .random, seed: UInt64(seed) &* 0x9E37_79B9)!
      counts[Int(space.takeSingle()!)] += 1
    }
    #expect(counts[0...3] == [0, 0, 0, 0] && counts[63] == 0)
    let mean = 4000.0 / 59
    #expect(counts[4..<63].allSatisfy { abs(Double($0) - mean) < 5 * mean.squareRoot() }, "\(counts)")
  }
}
