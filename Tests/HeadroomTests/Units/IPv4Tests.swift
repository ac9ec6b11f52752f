import Headroom
import HeadroomTestSupport
import Testing

@Suite struct IPv4Tests {
  @Test(arguments: ["0.0.0.0", "10.0.0.1", "192.168.1.255", "255.255.255.255"])
  func addressesPrintAsTheyWereRead(text: String) {
    #expect(IPv4Address(text)?.description == text)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "256.0.0.0", "01.2.3.4", "1.2.3.-4", "1.2.3.4 ", " 1.2.3.4", "1..2.3", "١.2.3.4",
    "1.2.3.", "0x1.2.3.4", "1.2.3.99999999999999999999",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(IPv4Address(text) == nil)
  }

  @Test func everyAddressSurvivesText() {
    var random = SeededGenerator()
    for _ in 0..<20_000 {
      let address = IPv4Address(rawValue: random.next(upperBound: .max))
      #expect(IPv4Address(address.description) == address)
    }
  }

  @Test(arguments: [
    (
      "10.0.0.0",
      "'10.0.0.0' is not a valid CIDR; expected an address, a slash and a prefix length, such as 192.168.1.0/24"
    ),
    (
      "10.0.0.0/33",
      "'10.0.0.0/33' is not a valid CIDR; expected an address, a slash and a prefix length, such as 192.168.1.0/24"
    ),
    (
      "10.0.0.0/08",
      "'10.0.0.0/08' is not a valid CIDR; expected an address, a slash and a prefix length, such as 192.168.1.0/24"
    ),
    ("10.0.0.7/24", "'10.0.0.7/24' has bits set after its prefix; did you mean '10.0.0.0/24'?"),
  ])
  func errorsSayTheWayOut(text: String, message: String) {
    do throws(IPv4CIDR.ParseError) {
      _ = try IPv4CIDR(parsing: text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.description == message)
    }
  }

  /// Usable addresses and /28 blocks as the VPC user guide and aws-support-tools' subnet-fragmentation state them.
  @Test(arguments: [
    ("/28", 11, 0), ("/27", 27, 0), ("/26", 59, 2), ("/25", 123, 6), ("/24", 251, 14), ("/23", 507, 30),
    ("/22", 1019, 62), ("/21", 2043, 126), ("/20", 4091, 254), ("/19", 8187, 510), ("/18", 16379, 1022),
    ("/16", 65531, 4094),
  ])
  func subnetsHaveTheAddressesThatAWSStates(length: String, usable: Int, blocks: Int) throws {
    let block = try IPv4CIDR(parsing: "10.0.0.0\(length)")
    #expect(block.usableAddresses == usable)
    #expect(block.prefixBlocks == blocks)
  }

  @Test func blocksContainOverlapAndSplitAlike() {
    var random = SeededGenerator()
    for _ in 0..<5000 {
      func block() -> IPv4CIDR {
        let address = IPv4Address(rawValue: 0x0A00_0000 | random.next(upperBound: 1 << 16))
        return IPv4CIDR(containing: address, prefixLength: Int.random(in: 0...32, using: &random))
      }
      let (one, other) = (block(), block())
      let share = one.network <= other.lastAddress && other.network <= one.lastAddress
      #expect(one.overlaps(other) == share)
      #expect(one.contains(other) == (one.network <= other.network && other.lastAddress <= one.lastAddress))
      #expect(try! IPv4CIDR(parsing: one.description) == one)
      let halves = Array(one.split(into: min(32, one.prefixLength + 3)))
      #expect(halves.reduce(0) { $0 + $1.addressCount } == one.addressCount)
      #expect(halves.first?.network == one.network && halves.last?.lastAddress == one.lastAddress)
      #expect(zip(halves, halves.dropFirst()).allSatisfy { $0.lastAddress.rawValue + 1 == $1.network.rawValue })
    }
  }

  @Test func theWholeInternetIsOneBlock() throws {
    let all = try IPv4CIDR(parsing: "0.0.0.0/0")
    #expect(all.addressCount == 1 << 32)
    #expect(all.lastAddress == IPv4Address("255.255.255.255"))
    #expect(all.split(into: 1).map(\.description) == ["0.0.0.0/1", "128.0.0.0/1"])
    #expect(all.split(into: 33).isEmpty)
  }
}
