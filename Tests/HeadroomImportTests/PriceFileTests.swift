import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Files with prices in the shapes that AWS' tools print. The texts are written for these tests.
@Suite struct PriceFileTests {
  private static let virginia = Region("us-east-1")!

  private func read(_ text: String) throws -> Prices {
    var prices = Prices.bundled(for: Self.virginia)
    prices.replace(with: try readPrices(SourceFile(name: "prices", bytes: Array(text.utf8)), for: Self.virginia))
    return prices
  }

  /// The message of the error for a text.
  private func objection(_ text: String) -> String? {
    do {
      _ = try readPrices(SourceFile(name: "prices", bytes: Array(text.utf8)), for: Self.virginia)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func productsOfTheCLIAreRead() throws {
    let text = try PriceListTexts.page([
      PriceListTexts.instance("m5.large", "0.0870000000"), PriceListTexts.instance("m5.metal", "4.0000000000"),
      PriceListTexts.instance("m5.xlarge", "9", ["operatingSystem": "Windows"]),
      PriceListTexts.instance("m5.xlarge", "9", ["tenancy": "Dedicated"]),
      PriceListTexts.instance("m5.xlarge", "9", ["preInstalledSw": "SQL Std"]),
      PriceListTexts.instance("m5.xlarge", "9", ["capacitystatus": "UnusedCapacityReservation"]),
      PriceListTexts.instance("m5.xlarge", "9", ["licenseModel": "Bring your own license"]),
      PriceListTexts.instance("m5.xlarge", "9", ["marketoption": "CapacityBlock"]),
      PriceListTexts.instance("m5.xlarge", "9", ["regionCode": "eu-west-1"]),
    ])
    let prices = try read(text)
    #expect(prices.instances["m5.large"]?.perHour.decimal == "0.087")
    #expect(prices.instances["m5.large"]?.source == "prices")
    #expect(prices.instances["m5.large"]?.asOf == CalendarDate("2026-09-25"))
    #expect(prices.instances["m5.metal"]?.perHour.decimal == "4")
    // Rows of other systems, tenancies and regions change nothing, and neither do types that the file lacks.
    #expect(prices.instances["m5.xlarge"]?.perHour.decimal == "0.192")
    #expect(prices.instances["m5.xlarge"]?.source == "data/ec2-ondemand-prices.csv")
    // The last file takes precedence.
    var twice = prices
    let later = try PriceListTexts.page([PriceListTexts.instance("m5.large", "0.08")])
    twice.replace(with: try readPrices(SourceFile(name: "later", bytes: Array(later.utf8)), for: Self.virginia))
    #expect(twice.instances["m5.large"]?.source == "later")
  }

  /// A price list has rows for what is not sold: they cost 0.
  @Test func pricesOfZeroAreLeftOut() throws {
    let text = try PriceListTexts.page([
      PriceListTexts.instance("m5.large", "0.0000000000"), PriceListTexts.instance("m5.xlarge", "0.2"),
    ])
    let own = try readPrices(SourceFile(name: "prices", bytes: Array(text.utf8)), for: Self.virginia)
    #expect(own.zeroPrices == 1 && own.count == 1)
    #expect(try read(text).instances["m5.large"]?.perHour.decimal == "0.096")
  }

  @Test func twoPricesAreAnErrorThatNamesBoth() throws {
    let text = try PriceListTexts.page([
      PriceListTexts.instance("m5.large", "0.09"), PriceListTexts.instance("m5.large", "0.1"),
    ])
    #expect(objection(text)?.contains("two prices for m5.large, on demand, in us-east-1: 0.09 and 0.1") == true)
    #expect(
      objection(
        try PriceListTexts.page([
          PriceListTexts.instance("m5.large", "0.09"), PriceListTexts.instance("m5.large", "0.0900"),
        ])) == nil)
  }

  @Test func aDumpThatIsCutInHalfIsAnError() throws {
    let text = try PriceListTexts.page([
      PriceListTexts.instance("m5.large", "0.087"), PriceListTexts.instance("m5.xlarge", "0.2"),
    ])
    for length in stride(from: 1, to: text.utf8.count - 3, by: 7) {
      let half = String(decoding: text.utf8.prefix(length), as: UTF8.self)
      #expect(objection(half) != nil, "\(length)")
    }
    let message = objection(String(text.prefix(text.count / 2)))
    #expect(message?.hasPrefix("prices:4:") == true && message?.contains("cut off") == true, "\(message ?? "")")
  }

  /// Pages that were fetched one by one are one file after the other.
  @Test func pagesFollowEachOther() throws {
    let text =
      try PriceListTexts.page([PriceListTexts.instance("m5.large", "0.08")])
      + PriceListTexts.page([PriceListTexts.instance("m5.xlarge", "0.18")])
    let prices = try read(text)
    #expect(prices.instances["m5.large"]?.perHour.decimal == "0.08")
    #expect(prices.instances["m5.xlarge"]?.perHour.decimal == "0.18")
  }

  @Test(
    arguments: [
      (
        "Load Balancer-Application", ["usagetype": "LoadBalancerUsage", "regionCode": "us-east-1"], "alb_hour", "0.5",
        "0.5"
      ),
      (
        "Load Balancer-Network", ["usagetype": "USE1-LCUUsage", "regionCode": "us-east-1"], "nlb_nlcu_hour", "0.5",
        "0.5"
      ),
      (
        "Load Balancer-Application", ["usagetype": "TS-LoadBalancerUsage", "regionCode": "us-east-1"], "alb_hour",
        "0.5",
        "0.0225"
      ),
      ("NAT Gateway", ["usagetype": "NatGateway-Bytes", "regionCode": "us-east-1"], "nat_gateway_gb", "0.5", "0.5"),
      (
        "NAT Gateway", ["usagetype": "USE1-RegionalNatGateway-Hours", "regionCode": "us-east-1"],
        "regional_nat_gateway_hour", "0.5", "0.5"
      ),
      (
        "Provisioned Throughput", ["usagetype": "EBS:VolumeP-Throughput.gp3", "regionCode": "us-east-1"],
        "ebs_gp3_mibps_month", "40.96", "0.04"
      ),
      (
        "", ["usagetype": "USE1-PublicIPv4:InUseAddress", "regionCode": "us-east-1"], "public_ipv4_address", "0.5",
        "0.5"
      ),
      (
        "Data Transfer",
        [
          "transferType": "InterRegion Outbound", "fromRegionCode": "us-east-1", "toRegionCode": "eu-west-1",
          "usagetype": "USE1-EU-AWS-Out-Bytes",
        ], "inter_region_out:eu-west-1", "0.5", "0.5"
      ),
      (
        "Data Transfer",
        [
          "transferType": "IntraRegion", "fromRegionCode": "us-east-1", "toRegionCode": "us-east-1",
          "usagetype": "DataTransfer-Regional-Bytes",
        ], "cross_az_in", "0.5", "0.5"
      ),
    ] as [(String, [String: String], String, String, String)])
  func metersAreFoundByTheirUsage(
    family: String, attributes: [String: String], meter: String, price: String, expected: String
  ) throws {
    let prices = try read(
      PriceListTexts.page([PriceListTexts.product(attributes, family: family, [PriceListTexts.dimension(price)])]))
    #expect(prices.meters[Meter(rawValue: meter)]?.first?.perUnit?.decimal == expected)
  }

  /// Extended support is a surcharge in the price list, and the bill of the plan has the sum.
  @Test func extendedSupportIsASurcharge() throws {
    let extended = PriceListTexts.product(
      ["usagetype": "USE1-AmazonEKS-Hours:extendedSupport", "regionCode": "us-east-1"], family: "Compute",
      [PriceListTexts.dimension("0.5", unit: "Hours")])
    let cluster = PriceListTexts.product(
      ["usagetype": "USE1-AmazonEKS-Hours:perCluster", "regionCode": "us-east-1"], family: "Compute",
      [PriceListTexts.dimension("0.2", unit: "Hours")])
    let prices = try read(PriceListTexts.page([extended, cluster]))
    #expect(prices.meters[Meter(rawValue: "eks_cluster_extended_total")]?.first?.perUnit?.decimal == "0.7")
  }

  @Test func tiersAreKept() throws {
    let bounds = [("0.2", "0", "10240"), ("0.1", "10240", "Inf")]
    let text = try PriceListTexts.page([
      PriceListTexts.product(
        [
          "transferType": "AWS Outbound", "fromRegionCode": "us-east-1", "toLocation": "External",
          "usagetype": "DataTransfer-Out-Bytes",
        ], family: "Data Transfer", bounds.map { PriceListTexts.dimension($0.0, unit: "GB", from: $0.1, to: $0.2) })
    ])
    let tiers = try read(text).meters[Meter(rawValue: "internet_out")]
    #expect(
      tiers?.compactMap { $0.perUnit?.decimal } == ["0.2", "0.1"] && tiers?[1].asOf == CalendarDate("2026-09-25"))
  }

  @Test(arguments: [
    ("", "prices:1:1: the file is empty"), ("a,b\n1,2\n", "expected the columns region, instance_type"),
    ("{}", "expected the output of `aws pricing get-products --output json`"), ("[1,{}]", "no `instance_type`"),
    ("{\"PriceList\":[{\"product\":", "cut off"), ("{\"PriceList\":[\"{\"]}", "in the text of a product"),
    (String(repeating: "[", count: 100_000), "cut off"),
    ("{\"a\":" + String(repeating: "[", count: 100_000), "cut off"),
    ("region,instance_type,price_per_hour\nus-east-1,m5.large,x\n", "prices:2:1: 'x' is not an amount of money"),
    ("region,instance_type,price_per_hour\nus-east-1,m5.large\n", "the row has 2 cells; expected 3"),
    (
      "region,instance_type,price_per_hour\nus-east-1,m5.large,1000001\n",
      "the price 1000001 is too high; expected at most 1000000 per unit"
    ),
    ("region,usage,price,currency\nus-east-1,alb_hour,1,CNY\n", "prices:2:1: the prices of us-east-1 are in USD"),
  ])
  func errorsSayWhatIsWrong(text: String, message: String) {
    let found = objection(text)
    #expect(found?.contains(message) == true, "\(found ?? "no error")")
  }

  /// Chunks of any size give the same prices, and random bytes never crash the reader.
  @Test func chunksAndRandomBytesDoNoHarm() throws {
    var random = SeededGenerator()
    let text = Array(
      try PriceListTexts.page([
        PriceListTexts.instance("m5.large", "0.087"), PriceListTexts.instance("m5.xlarge", "0.2"),
      ]).utf8)
    for _ in 0..<300 {
      var place = 0
      let own = try readPrices(named: "prices", for: Self.virginia) {
        guard place < text.count else { return nil }
        let end = min(text.count, place + Int.random(in: 1...200, using: &random))
        defer { place = end }
        return Array(text[place..<end])
      }
      #expect(own.count == 2)
      var broken = text
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let byte = Array("{}[]\",:\\u0\n\u{FF}".utf8).randomElement(using: &random)!
        broken[Int.random(in: 0..<broken.count, using: &random)] = byte
      }
      _ = try? readPrices(SourceFile(name: "prices", bytes: broken), for: Self.virginia)
    }
  }
}
