import HeadroomTestSupport
import Testing

@testable import Headroom

@Suite struct PriceDataTests {
  /// Thirty rows drawn at random from those that AWS' pricing page of October 2025 also had.
  @Test(arguments: [
    ("ap-east-2", "m6g.medium", "0.0446"), ("ap-northeast-1", "c6in.2xlarge", "0.5712"),
    ("ap-northeast-1", "c7gd.12xlarge", "2.7672"), ("ap-northeast-1", "g4ad.xlarge", "0.51082"),
    ("ap-northeast-2", "c6g.2xlarge", "0.308"), ("ap-northeast-3", "c5d.2xlarge", "0.488"),
    ("ap-south-1", "c6g.2xlarge", "0.1704"), ("ap-south-1", "g6.4xlarge", "1.58889"),
    ("ap-south-1", "r5n.12xlarge", "3.672"), ("ap-south-2", "m7g.large", "0.0583"),
    ("ap-southeast-3", "c5d.metal", "5.376"), ("ap-southeast-7", "r7i.4xlarge", "1.08528"),
    ("eu-central-1", "r3.2xlarge", "0.8"), ("eu-north-1", "i3en.3xlarge", "1.422"),
    ("eu-north-1", "m8g.24xlarge", "4.57824"), ("eu-west-1", "c5a.4xlarge", "0.688"),
    ("eu-west-3", "m6a.12xlarge", "2.4192"), ("eu-west-3", "m8g.4xlarge", "0.83776"),
    ("me-south-1", "m7g.4xlarge", "0.8976"), ("sa-east-1", "c6a.xlarge", "0.2358"),
    ("sa-east-1", "r5a.4xlarge", "1.448"), ("us-east-1", "r5b.16xlarge", "4.768"),
    ("us-east-1", "r6g.4xlarge", "0.8064"), ("us-east-1", "r7a.48xlarge", "14.6064"),
    ("us-gov-west-1", "m5a.xlarge", "0.218"), ("us-west-1", "r5n.8xlarge", "2.704"),
    ("us-west-1", "x2iedn.8xlarge", "8.67"), ("us-west-2", "i4i.24xlarge", "8.2368"),
    ("us-west-2", "m6in.8xlarge", "2.22768"), ("us-west-2", "p3dn.24xlarge", "31.212"),
  ])
  func pricesAreThoseOfThePricingPage(region: String, type: String, price: String) {
    #expect(InstancePrices.bundled(for: Region(region)!)[type]?.perHour.decimal == price)
  }

  @Test func oregonHasPricesForMostTypes() {
    let list = InstancePrices.bundled(for: Region("us-west-2")!)
    #expect(list.typeNames.count == 1293)
    // Bare metal costs as much as the virtual type of the same size.
    #expect(list["m5.metal"]?.perHour == list["m5.24xlarge"]?.perHour && list["m5.metal"]?.tenancy == "shared")
    #expect(list["no.such"] == nil && list["m5.large", .spot]?.perHour.decimal == "0.035125")
    #expect(InstancePrices.bundled(for: Region("xx-nowhere-9")!).isEmpty)
  }

  /// The rows of a region are found by search, which needs sorted rows and cells without line feeds.
  @Test(arguments: EmbeddedFile.Table.allCases)
  func tablesAreSortedByRegion(table: EmbeddedFile.Table) throws {
    let lines = try Repository.text(of: "data/\(table.fileName)").split(
      separator: "\n", omittingEmptySubsequences: false)
    let keys = lines.dropFirst().dropLast().map { line in line.prefix { $0 != "," } }
    #expect(
      zip(keys, keys.dropFirst()).allSatisfy {
        $0.utf8.elementsEqual($1.utf8) || $0.utf8.lexicographicallyPrecedes($1.utf8)
      })
    var found = 0
    for key in Set(keys) {
      let rows = EmbeddedFile.rows(of: String(key), in: table).split(separator: UInt8(ascii: "\n"))
      #expect(rows[0].elementsEqual(lines[0].utf8))
      #expect(rows.dropFirst().allSatisfy { $0.starts(with: key.utf8) })
      found += rows.count - 1
    }
    #expect(found == keys.count)
    #expect(EmbeddedFile.rows(of: "aa", in: table).count == lines[0].utf8.count + 1)
    #expect(EmbeddedFile.rows(of: "zz", in: table).count == lines[0].utf8.count + 1)
  }

  @Test func everyInstancePriceIsReadAndDated() throws {
    let regions = try Set(cells(of: .ec2OnDemandPrices).map { $0[0] })
    #expect(regions.count == 37)
    var counts: [CapacityType: Int] = [:]
    for region in regions {
      let list = InstancePrices.bundled(for: try #require(Region(region)))
      for name in list.typeNames {
        for capacity in CapacityType.allCases {
          guard let price = list[name, capacity] else { continue }
          counts[capacity, default: 0] += 1
          #expect(price.asOf != nil && price.perHour.nanounits > 0 && price.perHour.currency == list.region.currency)
        }
      }
    }
    let commitments = try cells(of: .ec2Commitments)
    #expect(counts[.onDemand] == 22351)
    for (column, capacity) in [(2, CapacityType.spot), (3, .reserved1y), (4, .reserved3y)] {
      #expect(commitments.count { !$0[column].isEmpty } == counts[capacity])
    }
  }

  @Test func everyMeterPriceIsExactOrUnknown() throws {
    let header = try header(of: .trafficPrices)
    for row in try cells(of: .trafficPrices) {
      #expect(row.count == 11)
      let (price, asOf) = (row[header["price"]!], row[header["as_of"]!])
      #expect(price.isEmpty || Money(price, currency: .usd) != nil, "\(row)")
      #expect(price.isEmpty == (row[header["confidence"]!] == "unknown"), "\(row)")
      #expect(asOf.isEmpty || CalendarDate(asOf) != nil, "\(row)")
    }
  }

  /// The dates are written in the library, because reading the files for them would take too long.
  @Test func theDatesAreThoseOfTheFiles() throws {
    func dates(_ table: EmbeddedFile.Table) throws -> [CalendarDate] {
      let column = try #require(header(of: table)["as_of"])
      return try cells(of: table).compactMap { CalendarDate($0[column]) }
    }
    let instances = try dates(.ec2OnDemandPrices) + dates(.ec2Commitments)
    let meters = try dates(.trafficPrices)
    #expect(EmbeddedFacts.priceDates == instances.min()!...instances.max()!)
    #expect(EmbeddedFacts.meterPriceDates == meters.min()!...meters.max()!)
    let newest = [InstanceCatalog.bundled.newestDate!, instances.max()!, meters.max()!, TypeOfferings.asOf!].max()
    #expect(EmbeddedFacts.newestDate == newest)
    #expect(EmbeddedFacts.typeCount == InstanceCatalog.bundled.types.count)
    #expect(EmbeddedFacts.catalogDate == InstanceCatalog.bundled.newestDate)
  }

  @Test func zonesLackTypesByTheirID() throws {
    let rows = try cells(of: .typeOfferings)
    #expect(rows.count == 95)
    let virginia = TypeOfferings.bundled(for: Region("us-east-1")!)
    #expect(virginia.lacks("m5.large", in: "use1-az6") == false && virginia.lacks("m7i.large", in: "use1-az3") == true)
    #expect(virginia.lacks("m5.large", in: "use1-az99") == nil)
    for row in rows {
      let offerings = TypeOfferings.bundled(for: Region(row[0])!)
      for type in row[2].split(separator: ";") { #expect(offerings.lacks(String(type), in: row[1]) == true) }
    }
  }

  @Test func typesThatEC2DoesNotListAreNotOnSale() {
    let types = InstanceCatalog.bundled.types
    #expect(types.count { $0.isOnSale == true } == 1400)
    #expect(types.count { $0.isOnSale == false && $0.vcpus == nil } == 32)
    #expect(InstanceType.bundled("c8g-flex.large").isOnSale == false && InstanceType.m5Large.isOnSale == true)
  }

  private func header(of table: EmbeddedFile.Table) throws -> [String: Int] {
    var rows = CSVRows(try Repository.bytes(of: "data/\(table.fileName)"))
    _ = try rows.advance()
    return rows.header()
  }

  private func cells(of table: EmbeddedFile.Table) throws -> [[String]] {
    var rows = CSVRows(try Repository.bytes(of: "data/\(table.fileName)"))
    var all: [[String]] = []
    _ = try rows.advance()
    while try rows.advance() { all.append((0..<rows.count).map { rows.text($0) ?? "" }) }
    return all
  }
}
