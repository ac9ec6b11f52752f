import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@Suite struct InstanceTypesFileTests {
  /// What the API prints must lead to the limits that the catalogue has from other sources.
  @Test func aByteOrderMarkIsSkipped() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let json = try Repository.bytes(of: "Tests/HeadroomImportTests/Fixtures/describe-instance-types.sample.json")
    #expect(try readInstanceTypes(SourceFile(name: "x", bytes: mark + json)).count > 1)
    let csv = Array("instance_type,default_card_max_enis,ipv4_per_eni\nmy.x,3,10\n".utf8)
    #expect(try readInstanceTypes(SourceFile(name: "x", bytes: mark + csv)).map(\.name) == ["my.x"])
  }

  @Test func theAPIsRecordsAgreeWithTheCatalogue() throws {
    let bytes = try Repository.bytes(of: "Tests/HeadroomImportTests/Fixtures/describe-instance-types.sample.json")
    let types = try readInstanceTypes(SourceFile(name: "types.json", bytes: bytes))
    #expect(types.count == 65)
    // The dump of the API in the fixture has one network card for these two; since October 2026 they have two.
    for type in types where !["i7ie.48xlarge", "i8ge.48xlarge"].contains(type.name) {
      let known = try #require(InstanceCatalog.bundled[type.name])
      #expect(type.interfaces == known.interfaces && type.addressesPerInterface == known.addressesPerInterface)
      #expect(type.vcpus == known.vcpus && type.memory == known.memory && type.hypervisor == known.hypervisor)
      #expect(type.isBareMetal == known.isBareMetal && type.supportsIPv6 == known.supportsIPv6)
      #expect(type.networkCards == known.networkCards && type.architectures == known.architectures)
      #expect(type.supportsTrunking == known.supportsTrunking && type.branchInterfaces == known.branchInterfaces)
    }
  }

  @Test(arguments: [
    (
      "{}",
      "types:1:1: expected the output of `aws ec2 describe-instance-types --output json`; the top level has no key 'InstanceTypes'"
    ),
    (
      "{",
      "types:1:1: expected the output of `aws ec2 describe-instance-types --output json`; the file is not valid JSON"
    ),
    (
      "a,b\n",
      "types:1:1: there is no column 'instance_type'; expected CSV with the columns of `headroom catalog list -o csv`"
    ),
    (
      "{\"InstanceTypes\": [{\"InstanceType\": \"x\", \"NetworkInfo\": {\"MaximumNetworkInterfaces\": 0, \"Ipv4AddressesPerInterface\": 4}}]}",
      "types:1:1: x has 0 interfaces; expected 1 to 200"
    ),
    // Pods use the default card, and no card has its index.
    (
      "{\"InstanceTypes\": [{\"InstanceType\": \"x\", \"NetworkInfo\": {\"MaximumNetworkInterfaces\": 8, \"Ipv4AddressesPerInterface\": 4, \"DefaultNetworkCardIndex\": 1, \"NetworkCards\": [{\"NetworkCardIndex\": 0, \"MaximumNetworkInterfaces\": 8}]}}]}",
      "types:1:1: x: column 'default_card_max_enis' is empty; expected a whole number"
    ),
  ])
  func whatIsNoListOfTypesIsRefused(text: String, message: String) {
    do throws(PlanError) {
      _ = try readInstanceTypes(SourceFile(name: "types", bytes: Array(text.utf8)))
      Issue.record("it was read")
    } catch {
      #expect(error.description == message)
    }
  }
}
