import Foundation
import Headroom
import HeadroomImport
import HeadroomTestSupport
import Testing

/// Whole files with prices: AWS' offer files, Vantage's list and the tables of this project.
@Suite struct PriceFileShapeTests {
  private static let virginia = Region("us-east-1")!

  private func read(_ text: String) throws -> Prices {
    var prices = Prices.bundled(for: Self.virginia)
    prices.replace(with: try readPrices(SourceFile(name: "prices", bytes: Array(text.utf8)), for: Self.virginia))
    return prices
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
}
