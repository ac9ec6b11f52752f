import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

@testable import HeadroomReport

/// What files with prices may not say, and what a user learns about those that change nothing.
@Suite struct PriceFileDoorTests {
  private static let virginia = Region("us-east-1")!

  private func own(_ bytes: [UInt8]) throws -> OwnPrices {
    try readPrices(SourceFile(name: "prices", bytes: bytes), for: Self.virginia)
  }

  private func objection(_ bytes: [UInt8]) -> String? {
    do {
      _ = try own(bytes)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private static let meters = "region,usage,unit,price,currency,tier_from_gb,tier_to_gb,as_of\n"
  private static let types = "region,instance_type,usd_per_hour,price_per_hour,as_of\n"

  @Test(arguments: [
    (meters + "us-east-1,eks_cluster_standrd,hour,1,USD,,,\n", "no price 'eks_cluster_standrd'; did you mean"),
    (meters + "us-east-1,alb_hour,month,1,USD,,,\n", "'month' is not a unit of alb_hour, whose price is per hour"),
    (meters + "us-east-1,alb_hour,Hrs,1,USD,,,yesterday\n", "'yesterday' is not a date"),
    (types + "us-east-1,m5.large,0.2,0.3,\n", "usd_per_hour is 0.2 and price_per_hour is 0.3"),
    (
      meters + "us-east-1,internet_out,GB,0.1,USD,0,100,\nus-east-1,internet_out,GB,0.05,USD,200,,\n",
      "the tiers of internet_out do not follow each other: one begins at 200, after 100"
    ),
    (
      meters + "us-east-1,internet_out,GB,0.1,USD,0,,\nus-east-1,internet_out,GB,0.05,USD,200,,\n",
      "one begins at 200, after the last one, which has no end"
    ),
    ("\"SKU\",\"TermType\",\"PricePerUnit\"\n", "the offer file has no column 'Region Code'"),
    ("a;b\n1;2\n", "expected the columns region, instance_type and price_per_hour"),
  ])
  func textsThatCannotBeRight(text: String, message: String) {
    let found = objection(Array(text.utf8))
    #expect(found?.contains(message) == true, "\(found ?? "no error")")
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "compressed with gzip"), ([0x50, 0x4B, 3, 4], "ZIP archive"),
      ([0xFF, 0xFE, 0x7B, 0], "UTF-16"),
      (Array("[]\u{0}\u{0}".utf8), "expected an object or a list"),
    ] as [([UInt8], String)])
  func filesInOtherShapes(bytes: [UInt8], message: String) {
    #expect(objection(bytes)?.contains(message) == true, "\(objection(bytes) ?? "no error")")
  }

  @Test func unitsAreThoseOfTheMeter() throws {
    var prices = Prices.bundled(for: Self.virginia)
    prices.replace(with: try own(Array((Self.meters + "us-east-1,alb_hour,Hrs,1,USD,,,\n").utf8)))
    #expect(prices.meters[Meter(rawValue: "alb_hour")]?.first?.unit == "hour")
  }

  /// One usage type of EC2 is the price of all crossings that it meters.
  @Test func crossingZonesHasOnePrice() throws {
    let product = PriceListTexts.product(
      [
        "transferType": "IntraRegion", "fromRegionCode": "us-east-1", "toRegionCode": "us-east-1",
        "usagetype": "DataTransfer-Regional-Bytes",
      ], family: "Data Transfer", [PriceListTexts.dimension("0.5")])
    var prices = Prices.bundled(for: Self.virginia)
    prices.replace(with: try own(Array(try PriceListTexts.page([product]).utf8)))
    for meter in ["cross_az_out", "cross_az_in", "nlb_to_target_cross_az_out", "nlb_to_target_cross_az_in"] {
      #expect(prices.meters[Meter(rawValue: meter)]?.first?.perUnit?.decimal == "0.5", "\(meter)")
    }
  }

  /// `--query PriceList` prints a list of texts.
  @Test func aListOfTextsIsRead() throws {
    let page = try PriceListTexts.page([PriceListTexts.instance("m5.large", "0.087")])
    let start = try #require(page.firstIndex(of: "["))
    let end = try #require(page.lastIndex(of: "]"))
    #expect(try own(Array(page[start...end].utf8)).count == 1)
  }

  @Test func aListThatBeginsWithWhatIsFreeHasTiersFromZero() throws {
    let bounds = [("0.0", "0", "1"), ("0.2", "1", "10240"), ("0.1", "10240", "Inf")]
    let text = try PriceListTexts.page([
      PriceListTexts.product(
        [
          "transferType": "AWS Outbound", "fromRegionCode": "us-east-1", "toLocation": "External",
          "usagetype": "DataTransfer-Out-Bytes",
        ], family: "Data Transfer", bounds.map { PriceListTexts.dimension($0.0, unit: "GB", from: $0.1, to: $0.2) })
    ])
    #expect(try own(Array(text.utf8)).count == 2)
  }

  @Test(
    arguments: [
      ([("m5.large", "eu-west-1", "1")], ["no price applies in us-east-1, because its prices are those of eu-west-1."]),
      ([], ["no price applies in us-east-1, because it lists no products."]),
      (
        [("m5.large", "us-east-1", "0")],
        [
          "no price applies in us-east-1, because none of its 1 product of the region is one that a plan needs.",
          "1 price of 0 is left out.",
        ]
      ),
      (
        [("m5.larg", "us-east-1", "1")],
        ["it has prices of an instance type that the catalogue lacks, such as m5.larg."]
      ),
      ([("m5.large", "us-east-1", "1")], []),
    ] as [([(String, String, String)], [String])])
  func whatAFileChangesIsSaid(products: [(String, String, String)], notes: [String]) throws {
    let page = try PriceListTexts.page(
      products.map { PriceListTexts.instance($0.0, $0.2, ["regionCode": $0.1]) })
    #expect(try own(Array(page.utf8)).notes == notes)
  }
}
