import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Files with prices in the shapes that AWS' tools print. The texts are written for these tests.
@Suite struct PriceFileTests {
  private static let virginia = Region("us-east-1")!

  private func read(_ text: String, _ region: Region = virginia) throws -> Prices {
    var prices = Prices.bundled(for: region)
    prices.replace(with: try readPrices(SourceFile(name: "prices", bytes: Array(text.utf8)), for: region))
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

  /// A product as `aws pricing get-products` prints it: JSON in a text.
  private func product(_ attributes: [String: String], family: String, _ dimensions: [String], sku: String = "SKU1")
    -> String
  {
    let pairs = attributes.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    let prices = dimensions.enumerated().map { "\"\(sku).JRTCKXETXF.\($0.offset)\":\($0.element)" }
    return """
      {"product":{"productFamily":"\(family)","attributes":{\(pairs.joined(separator: ","))},"sku":"\(sku)"},\
      "serviceCode":"AmazonEC2","terms":{"OnDemand":{"\(sku).JRTCKXETXF":{"priceDimensions":{\
      \(prices.joined(separator: ","))},"sku":"\(sku)","effectiveDate":"2026-09-01T00:00:00Z","termAttributes":{}}},\
      "Reserved":{"\(sku).4NA7Y494T4":{"priceDimensions":{"x":{"unit":"Hrs","pricePerUnit":{"USD":"0.0089"}}}}}},\
      "version":"20260925","publicationDate":"2026-09-25T19:50:25Z"}
      """
  }

  private func dimension(_ price: String, unit: String = "Hrs", from: String = "0", to: String = "Inf") -> String {
    """
    {"unit":"\(unit)","endRange":"\(to)","description":"$\(price) per hour, \\"Linux\\" only","appliesTo":[],\
    "rateCode":"R","beginRange":"\(from)","pricePerUnit":{"USD":"\(price)"}}
    """
  }

  private func page(_ products: [String]) throws -> String {
    let texts = try products.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    return """
      {
          "FormatVersion": "aws_v1",
          "PriceList": [
              \(texts.joined(separator: ",\n        "))
          ]
      }

      """
  }

  private func instance(_ type: String, _ price: String, _ changes: [String: String] = [:]) -> String {
    let usual = [
      "instanceType": type, "operatingSystem": "Linux", "tenancy": "Shared", "preInstalledSw": "NA",
      "capacitystatus": "Used", "licenseModel": "No License required", "marketoption": "OnDemand",
      "regionCode": "us-east-1", "usagetype": "BoxUsage:\(type)", "vcpu": "2", "memory": "8 GiB",
    ]
    let family = type.contains("metal") ? "Compute Instance (bare metal)" : "Compute Instance"
    return product(usual.merging(changes) { $1 }, family: family, [dimension(price)])
  }

  @Test func productsOfTheCLIAreRead() throws {
    let text = try page([
      instance("m5.large", "0.0870000000"), instance("m5.metal", "4.0000000000"),
      instance("m5.xlarge", "9", ["operatingSystem": "Windows"]), instance("m5.xlarge", "9", ["tenancy": "Dedicated"]),
      instance("m5.xlarge", "9", ["preInstalledSw": "SQL Std"]),
      instance("m5.xlarge", "9", ["capacitystatus": "UnusedCapacityReservation"]),
      instance("m5.xlarge", "9", ["licenseModel": "Bring your own license"]),
      instance("m5.xlarge", "9", ["marketoption": "CapacityBlock"]),
      instance("m5.xlarge", "9", ["regionCode": "eu-west-1"]),
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
    let later = try page([instance("m5.large", "0.08")])
    twice.replace(with: try readPrices(SourceFile(name: "later", bytes: Array(later.utf8)), for: Self.virginia))
    #expect(twice.instances["m5.large"]?.source == "later")
  }

  /// A price list has rows for what is not sold: they cost 0.
  @Test func pricesOfZeroAreLeftOut() throws {
    let text = try page([instance("m5.large", "0.0000000000"), instance("m5.xlarge", "0.2")])
    let own = try readPrices(SourceFile(name: "prices", bytes: Array(text.utf8)), for: Self.virginia)
    #expect(own.zeroPrices == 1 && own.count == 1)
    #expect(try read(text).instances["m5.large"]?.perHour.decimal == "0.096")
  }

  @Test func twoPricesAreAnErrorThatNamesBoth() throws {
    let text = try page([instance("m5.large", "0.09"), instance("m5.large", "0.1")])
    #expect(objection(text)?.contains("two prices for m5.large, on demand, in us-east-1: 0.09 and 0.1") == true)
    #expect(objection(try page([instance("m5.large", "0.09"), instance("m5.large", "0.0900")])) == nil)
  }

  @Test func aDumpThatIsCutInHalfIsAnError() throws {
    let text = try page([instance("m5.large", "0.087"), instance("m5.xlarge", "0.2")])
    for length in stride(from: 1, to: text.utf8.count - 3, by: 7) {
      let half = String(decoding: text.utf8.prefix(length), as: UTF8.self)
      #expect(objection(half) != nil, "\(length)")
    }
    let message = objection(String(text.prefix(text.count / 2)))
    #expect(message?.hasPrefix("prices:4:") == true && message?.contains("cut off") == true, "\(message ?? "")")
  }

  /// Pages that were fetched one by one are one file after the other.
  @Test func pagesFollowEachOther() throws {
    let text = try page([instance("m5.large", "0.08")]) + page([instance("m5.xlarge", "0.18")])
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
    let prices = try read(page([product(attributes, family: family, [dimension(price)])]))
    #expect(prices.meters[Meter(rawValue: meter)]?.first?.perUnit?.decimal == expected)
  }

  /// Extended support is a surcharge in the price list, and the bill of the plan has the sum.
  @Test func extendedSupportIsASurcharge() throws {
    let extended = product(
      ["usagetype": "USE1-AmazonEKS-Hours:extendedSupport", "regionCode": "us-east-1"], family: "Compute",
      [dimension("0.5", unit: "Hours")])
    let cluster = product(
      ["usagetype": "USE1-AmazonEKS-Hours:perCluster", "regionCode": "us-east-1"], family: "Compute",
      [dimension("0.2", unit: "Hours")])
    let prices = try read(page([extended, cluster]))
    #expect(prices.meters[Meter(rawValue: "eks_cluster_extended_total")]?.first?.perUnit?.decimal == "0.7")
  }

  @Test func tiersAreKept() throws {
    let bounds = [("0.2", "0", "10240"), ("0.1", "10240", "Inf")]
    let text = try page([
      product(
        [
          "transferType": "AWS Outbound", "fromRegionCode": "us-east-1", "toLocation": "External",
          "usagetype": "DataTransfer-Out-Bytes",
        ], family: "Data Transfer", bounds.map { dimension($0.0, unit: "GB", from: $0.1, to: $0.2) })
    ])
    let tiers = try read(text).meters[Meter(rawValue: "internet_out")]
    #expect(
      tiers?.compactMap { $0.perUnit?.decimal } == ["0.2", "0.1"] && tiers?[1].asOf == CalendarDate("2026-09-25"))
  }

  @Test func offerFilesListProductsBeforePrices() throws {
    let text = """
      {"formatVersion":"v1.0","disclaimer":"…","offerCode":"AmazonEC2","version":"1",
      "publicationDate":"2026-09-12T22:53:08Z","products":{
      "A":{"sku":"A","productFamily":"Compute Instance","attributes":{"servicecode":"AmazonEC2","instanceType":"m5.large",
      "tenancy":"Shared","operatingSystem":"Linux","licenseModel":"No License required","capacitystatus":"Used",
      "preInstalledSw":"NA","regionCode":"us-east-1","marketoption":"OnDemand","usagetype":"BoxUsage:m5.large"}},
      "B":{"sku":"B","productFamily":"Storage","attributes":{"regionCode":"us-east-1","usagetype":"EBS:VolumeUsage.gp3"}}},
      "terms":{"OnDemand":{"A":{"A.J":{"offerTermCode":"J","priceDimensions":{"A.J.6":{"unit":"Hrs","beginRange":"0",
      "endRange":"Inf","pricePerUnit":{"USD":"0.0777000000"}}}}},"B":{"B.J":{"priceDimensions":{"B.J.6":{"unit":"GB-Mo",
      "beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.0900000000"}}}}},"C":{"C.J":{"priceDimensions":{}}}},
      "Reserved":{"A":{"A.R":{"priceDimensions":{"A.R.1":{"unit":"Hrs","pricePerUnit":{"USD":"0.01"}}}}}}},
      "attributesList":{}}
      """
    let prices = try read(text)
    #expect(prices.instances["m5.large"]?.perHour.decimal == "0.0777")
    #expect(prices.instances["m5.large"]?.asOf == CalendarDate("2026-09-12"))
    #expect(prices.meters[Meter(rawValue: "ebs_gp3_gb_month")]?.first?.perUnit?.decimal == "0.09")
  }

  @Test func offerFilesInCSVHaveTheirOwnHeader() throws {
    let text = """
      "FormatVersion","v1.0"
      "Disclaimer","This list is for information, only."
      "Publication Date","2026-09-12T22:53:08Z"
      "Version","20260912225308"
      "OfferCode","AmazonEC2"
      "SKU","OfferTermCode","TermType","StartingRange","EndingRange","Unit","PricePerUnit","Currency","Product Family","Instance Type","Tenancy","Operating System","License Model","CapacityStatus","MarketOption","Pre Installed S/W","Region Code","usageType"
      "A","J","OnDemand","0","Inf","Hrs","0.0770000000","USD","Compute Instance","m5.large","Shared","Linux","No License required","Used","OnDemand","NA","us-east-1","BoxUsage:m5.large"
      "A","R","Reserved",,,"Quantity","300","USD","Compute Instance","m5.large","Shared","Linux","No License required","Used","OnDemand","NA","us-east-1","BoxUsage:m5.large"
      "B","J","OnDemand","0","Inf","Hrs","9","USD","Compute Instance","m5.xlarge","Host","Linux","No License required","Used","OnDemand","NA","us-east-1","HostBoxUsage:m5.xlarge"

      """
    let prices = try read(text)
    #expect(prices.instances["m5.large"]?.perHour.decimal == "0.077")
    #expect(prices.instances["m5.xlarge"]?.perHour.decimal == "0.192")
  }

  @Test func vantagesListHasPricesByRegion() throws {
    let text = """
      [{"family":"General Purpose","vCPU":1,"memory":0.5,"instance_type":"t2.nano","arch":["x86_64"],"pricing":{
      "us-east-1":{"linux":{"ondemand":"0.0057","reserved":{"yrTerm1Standard.allUpfront":"0.0033",
      "yrTerm3Standard.noUpfront":"0.0025","yrTerm3Standard.allUpfront":"0.002"},"spot_avg":"0.0017"},
      "mswin":{"ondemand":"0.9"}},"eu-west-1":{"linux":{"ondemand":"0.8"}},"us-west-1":"N/A"}},
      {"instance_type":"m5.large","pricing":{"us-east-1":{"linux":{"ondemand":"N/A"}}}}]
      """
    let prices = try read(text).instances
    #expect(prices["t2.nano"]?.perHour.decimal == "0.0057" && prices["t2.nano", .spot]?.perHour.decimal == "0.0017")
    #expect(prices["t2.nano", .reserved1y]?.perHour.decimal == "0.0033")
    #expect(prices["t2.nano", .reserved3y]?.perHour.decimal == "0.002")
    #expect(prices["t2.nano"]?.asOf == nil && prices["m5.large"]?.perHour.decimal == "0.096")
  }

  @Test func theTablesOfThisProjectAreRead() throws {
    let meters = """
      region,usage,unit,price,currency,source,tier_from_gb,tier_to_gb,as_of,confidence,note
      us-east-1,nat_gateway_gb,GB,0.02,USD,"our contract, 2026",,,2026-11-01,high,
      eu-west-1,nat_gateway_gb,GB,9,USD,x,,,,,
      """
    let price = try read(meters).meters[Meter(rawValue: "nat_gateway_gb")]?.first
    #expect(price?.perUnit?.decimal == "0.02" && price?.source == "our contract, 2026")
    let nodes = "region,instance_type,price_per_hour,as_of\nus-east-1,m5.large,0.05,2026-11-01\n"
    #expect(try read(nodes).instances["m5.large"]?.perHour.decimal == "0.05")
    for name in ["ec2-ondemand-prices", "ec2-commitments", "traffic-prices"] {
      let own = try readPrices(
        SourceFile(name: name, bytes: try Repository.bytes(of: "data/\(name).csv")), for: Self.virginia)
      #expect(own.count > 50, "\(name)")
    }
  }

  @Test(arguments: [
    ("", "prices:1:1: the file is empty"), ("a,b\n1,2\n", "expected the columns of data/ec2-ondemand-prices.csv"),
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
    let text = Array(try page([instance("m5.large", "0.087"), instance("m5.xlarge", "0.2")]).utf8)
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
