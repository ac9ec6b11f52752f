import Headroom
import HeadroomTestSupport
import Testing

@Suite struct MeterPricesTests {
  private func prices(_ region: String) -> MeterPrices { .bundled(for: Region(region)!) }

  private func price(_ usage: String, _ region: String) -> String? {
    prices(region)[Meter(rawValue: usage)]?.first?.perUnit?.formatted(decimals: 4)
  }

  /// The table of the field's prices: own rows, rows for all commercial regions, and what nobody knows.
  @Test(
    arguments: [
      // usage, us-east-1, ap-northeast-2, cn-northwest-1
      ("cross_az_out", "0.0100", "0.0100", nil), ("nat_gateway_hour", "0.0450", "0.0590", "0.3700"),
      ("nat_gateway_gb", "0.0450", "0.0590", "0.3700"), ("alb_hour", "0.0225", "0.0225", "0.1560"),
      ("alb_lcu_hour", "0.0080", "0.0080", "0.0720"), ("nlb_nlcu_hour", "0.0060", "0.0060", nil),
      ("vpc_interface_endpoint_hour", "0.0100", "0.0130", nil), ("tgw_attachment_hour", "0.0500", "0.0700", nil),
      ("public_ipv4_address", "0.0050", "0.0050", nil), ("eks_cluster_standard", "0.1000", "0.1000", nil),
      ("eks_cluster_extended_total", "0.6000", "0.6000", nil), ("gateway_endpoint", "0.0000", "0.0000", nil),
    ] as [(String, String?, String?, String?)])
  func pricesOfThreeRegions(usage: String, virginia: String?, seoul: String?, ningxia: String?) {
    #expect(price(usage, "us-east-1") == virginia)
    #expect(price(usage, "ap-northeast-2") == seoul)
    #expect(price(usage, "cn-northwest-1") == ningxia)
  }

  @Test func anOwnRowWinsEvenWithoutPrice() {
    #expect(prices("mx-central-1")[.crossAZOut]?.first?.perUnit == nil)
    #expect(prices("mx-central-1")[.crossAZOut] != nil)
    let assumed = prices("mx-central-1").assumingCrossZonePrice()[.crossAZOut]?.first
    #expect(assumed?.perUnit?.formatted() == "0.01" && assumed?.isAssumed == true)
    // Prices for all commercial regions are none of China's.
    #expect(prices("cn-north-1").assumingCrossZonePrice()[.crossAZOut]?.first?.perUnit == nil)
    #expect(prices("ap-northeast-2").assumingCrossZonePrice()[.crossAZOut]?.first?.isAssumed == false)
  }

  @Test func ownPricesReplaceAllTiers() {
    let list = prices("us-east-1").replacing([.internetOut: Money("0.02", currency: .usd)!], source: "contract")
    #expect(list[.internetOut]?.count == 1 && list[.internetOut]?[0].source == "contract")
  }

  @Test func everyRegionsListIsRead() throws {
    var rows = CSVRows(try Repository.bytes(of: "data/traffic-prices.csv"))
    var regions: Set<String> = []
    while try rows.advance() { regions.insert(rows.text(0) ?? "") }
    for region in regions.compactMap(Region.init) {
      #expect(!MeterPrices.bundled(for: region).meters.isEmpty, "\(region)")
    }
  }

  @Test func volumesAreExact() {
    #expect(DataVolume(gigabytes: "0.5")?.quantity.number == "0.5")
    #expect(DataVolume(gigabytes: "1e3") == nil && DataVolume(gigabytes: "-1") == nil)
    #expect(DataVolume(bytes: 1 << 30) == .gigabytes(1))
    #expect(DataVolume(bytes: 1_000_000_000, bytesPerGB: 1_000_000_000) == .gigabytes(1))
    #expect((DataVolume.gigabytes(5120) * (2.0 / 3)).quantity.number == "3413.333333333")
    #expect((Money("0.01", currency: .usd)! * DataVolume.gigabytes(7).quantity).formatted(decimals: 9) == "0.070000000")
  }

  /// A share of a sum is the sum of the shares, to a billionth of a GB each, however large.
  @Test func sharesAddUp() {
    var random = SeededGenerator()
    for _ in 0..<5000 {
      let first = DataVolume(bytes: Int.random(in: 0...(1 << 60), using: &random))
      let second = DataVolume(bytes: Int.random(in: 0...(1 << 60), using: &random))
      let share = Double.random(in: 0...1, using: &random)
      let apart = first * share + second * share
      let together = (first + second) * share
      #expect(abs(apart.billionths - together.billionths) <= 1)
    }
  }
}
