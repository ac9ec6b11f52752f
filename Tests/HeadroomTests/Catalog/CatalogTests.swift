import Headroom
import HeadroomTestSupport
import Testing

@Suite struct CatalogTests {
  @Test func everyRowOfTheCatalogueIsKeptCellByCell() throws {
    var text = InstanceTypeColumn.allCases.map(\.key).joined(separator: ",") + "\n"
    for type in InstanceCatalog.bundled.types {
      let cells = InstanceTypeTable.cells(type).map { $0.contains(where: { ",\"".contains($0) }) ? "\"\($0)\"" : $0 }
      text += cells.joined(separator: ",") + "\n"
    }
    #expect(text == (try Repository.text(of: "data/instance-types.csv")))
    #expect(InstanceCatalog.bundled.types.count == 1447)
  }

  @Test func theCatalogueIsInNaturalOrder() {
    let names = InstanceCatalog.bundled.types.map(\.name)
    #expect(InstanceCatalog(InstanceCatalog.bundled.types.shuffled()).types.map(\.name) == names)
  }

  @Test func unknownCellsStayUnknown() {
    let type = InstanceType.bundled("c8g-flex.large")
    #expect(type.vcpus == nil && type.memory == nil && type.details.gpuCount == nil && type.supportsIPv6 == nil)
    #expect(InstanceType.bundled("hpc8a.96xlarge").supportsTrunking == nil)
  }

  @Test(arguments: [
    ("m5.lrage", "m5.large"), ("t3.smal", "t3.small"), ("m5.largee", "m5.large"), ("c5.18xlrage", "c5.18xlarge"),
  ])
  func typosAreRecognised(typo: String, name: String) {
    #expect(InstanceCatalog.bundled.nearestName(to: typo) == name)
  }

  @Test func nonsenseHasNoNearestName() {
    #expect(InstanceCatalog.bundled.nearestName(to: "a very large machine") == nil)
    #expect(InstanceCatalog.bundled.nearestName(to: String(repeating: "m", count: 100_000)) == nil)
  }

  @Test func ownTypesReplaceAndFindTheirPlace() throws {
    let csv = "instance_type,default_card_max_enis,ipv4_per_eni,vcpus\nm5.large,2,5,4\nm5.3xlarge,4,15,\n"
    let catalog = InstanceCatalog.bundled.adding(try InstanceTypeTable.read(Array(csv.utf8)))
    #expect(
      catalog["m5.large"]?.interfaces == 2 && catalog["m5.3xlarge"]?.vcpus == nil
        && catalog["m5.large"]?.hypervisor == .nitro)
    let names = catalog.types.map(\.name).filter { $0.hasPrefix("m5.") }
    #expect(names.prefix(5) == ["m5.large", "m5.xlarge", "m5.2xlarge", "m5.3xlarge", "m5.4xlarge"])
  }

  @Test(arguments: [
    ("", 1, "there is no header row"),
    ("a,b\n1,2\n", 1, "there is no column 'instance_type'"),
    ("instance_type,default_card_max_enis,ipv4_per_eni\nx,2\n", 2, "the row has 2 cells; expected 3"),
    (
      "instance_type,default_card_max_enis,ipv4_per_eni\nx,two,5\n", 2,
      "'two' in column 'default_card_max_enis' is not a whole number"
    ),
    ("instance_type,default_card_max_enis,ipv4_per_eni\nx,0,5\n", 2, "x has 0 interfaces; expected 1 to 200"),
    (
      "instance_type,default_card_max_enis,ipv4_per_eni\nx,1,1\n", 2,
      "x has 1 IPv4 addresses per interface; expected 2 to 1000"
    ),
    ("instance_type,default_card_max_enis,ipv4_per_eni\n\"x,1,1\n", 2, "a quoted cell has no closing quote"),
    ("instance_type,default_card_max_enis,ipv4_per_eni\n\"x\"y,1,1\n", 2, "text follows the closing quote of a cell"),
  ])
  func badTablesAreRefusedWithTheirLine(csv: String, line: Int, reason: String) {
    #expect(throws: CSVError(line: line, reason: reason)) { try InstanceTypeTable.read(Array(csv.utf8)) }
  }

  @Test func randomBytesNeverCrashTheReader() {
    var random = SeededGenerator()
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        Array("instance_type,\"\n\r1\u{FF}".utf8).randomElement(using: &random)!
      }
      var rows = CSVRows(bytes)
      while (try? rows.advance()) == true { _ = (0...rows.count).map { rows.text($0) } }
    }
  }

  @Test(arguments: [
    ("0:8", [8]), ("0:8;1:8", [8, 8]), ("12:999", [999]), ("", []), ("8", nil), ("0:", nil), (":8", nil), ("0:8;", nil),
    ("0:8:1", nil), ("0:x", nil), ("0:1000", nil), ("0 :8", nil), (";", nil), ("0:99999999999999999999999", nil),
  ])
  func networkCardsAreAListOfNumbers(text: String, interfaces: [Int]?) throws {
    let table = "instance_type,default_card_max_enis,ipv4_per_eni,network_cards_detail\nx,8,4,\(text)\n"
    guard let interfaces else {
      let error = try #require(throws: CSVError.self) { try InstanceTypeTable.read(Array(table.utf8)) }
      #expect(error.reason.hasPrefix("'\(text)' in column 'network_cards_detail' is not a list of cards"))
      return
    }
    let type = try InstanceTypeTable.read(Array(table.utf8))[0]
    #expect(type.networkCards.cards.map(\.interfaces) == interfaces)
    #expect(type.networkCards.total == (interfaces.isEmpty ? 8 : interfaces.reduce(0, +)))
  }
}
