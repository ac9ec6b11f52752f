import Headroom
import HeadroomTestSupport
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("100m", 100), ("0.5", 500), ("2", 2000), ("1.5", 1500), ("100u", 1), ("1n", 1), ("1k", 1_000_000), ("0", 0),
    ("1e3", 1_000_000), (".5", 500), ("5.", 5000), ("+1", 1000), ("1E0", 1000), ("25e-1", 2500), ("1Ki", 1_024_000),
  ])
  func cpuIsReadAsKubernetesDoes(text: String, millicores: Int) {
    #expect(CPUAmount(text)?.millicores == millicores)
  }

  @Test(arguments: [
    ("128Mi", 128 << 20), ("1.5Gi", 3 << 29), ("1G", 1_000_000_000), ("128974848", 128_974_848), ("100m", 1),
    ("2Ki", 2048), ("1e8", 100_000_000),
  ])
  func memoryIsReadAsKubernetesDoes(text: String, bytes: Int) {
    #expect(MemoryAmount(text)?.bytes == bytes)
  }

  @Test(arguments: [
    "", "m", "-1", "+-1", "+", "1e", "1e99", "1.2.3", "1 Gi", "NaN", "inf", "1e999", "1Zi", ".",
    "99999999999999999999999999999999999999",
    "1.0000000000001", "9999999999999Pi",
  ])
  func whatIsNoQuantityIsRefused(text: String) {
    #expect(CPUAmount(text) == nil)
    #expect(MemoryAmount(text) == nil)
  }

  @Test func moneyIsExact() throws {
    let price = try #require(Money("0.0255", currency: .usd))
    #expect((price * 730).description == "18.62 USD")  // 18.615: a half goes to the even digit
    #expect((price * 730).formatted(decimals: 3) == "18.615")
    #expect(try #require(Money("0.052", currency: .usd)) * 730 * 3 == Money("113.88", currency: .usd))
    #expect(Money("1", currency: .usd)! + Money("1", currency: .cny)! == nil)
    #expect(Money("1e5", currency: .usd) == nil)
    #expect(Money("0.0000000001", currency: .usd) == nil)
    #expect(Money("NaN", currency: .usd) == nil)
  }

  @Test func sumsOfMoneyAreThoseOfWholeNumbers() {
    var random = SeededGenerator()
    for _ in 0..<2000 {
      let amounts = (0..<20).map { _ in Int128.random(in: 0...1_000_000_000_000_000_000, using: &random) }
      let sum = amounts.reduce(Money.zero(.usd)) { ($0 + Money(nanounits: $1, currency: .usd))! }
      #expect(sum.nanounits == amounts.reduce(0, +))
      let text = sum.formatted(decimals: 9)
      #expect(Money(text, currency: .usd) == sum)
    }
  }

  @Test func halvesGoToTheEvenDigit() {
    let halves: [(Int128, String)] = [
      (5_000_000, "0.00"), (15_000_000, "0.02"), (25_000_000, "0.02"), (-15_000_000, "-0.02"),
    ]
    for (nanounits, text) in halves { #expect(Money(nanounits: nanounits, currency: .usd).formatted() == text) }
    #expect(Money(nanounits: 1_500_000_000, currency: .usd).formatted(decimals: 0) == "2")
  }

  @Test(arguments: [
    ("ap-northeast-2", "ap-northeast-2a", true), ("us-west-2", "us-west-2-lax-1a", true),
    ("us-east-1", "us-east-1-wl1-bos-wlz-1", true), ("us-east-1", "us-east-1a", true),
    ("us-east-1", "us-east-11a", false), ("ap-northeast-2", "ap-northeast-1a", false),
    ("us-gov-west-1", "us-gov-west-1b", true), ("us-east-1", "us-east-1", false), ("us-east-1", "us-east-1A", false),
  ])
  func regionsKnowTheirZones(region: String, zone: String, isInside: Bool) throws {
    #expect(try #require(Region(region)).contains(zone: zone) == isInside)
  }

  @Test(arguments: ["", "us", "us-east", "us_east_1", "US-EAST-1", "us-east-1a", "us-east-100", "us--1", "../../etc-1"])
  func whatIsNoRegionIsRefused(text: String) {
    #expect(Region(text) == nil)
  }

  @Test func datesKnownInPartCountAsTheirFirstDay() throws {
    let dates = ["2020", "2020-07-02", "2021-05", "2026-07-20", "2026-10-01"].map { CalendarDate($0)! }
    #expect(dates == dates.sorted())
    #expect(dates.map(\.description) == ["2020", "2020-07-02", "2021-05", "2026-07-20", "2026-10-01"])
    #expect(CalendarDate("2026-02-29") == nil && CalendarDate("2024-02-29") != nil)
    #expect(CalendarDate("2026-13") == nil && CalendarDate("26-01-01") == nil && CalendarDate("2026-1-1") == nil)
    let today = try #require(CalendarDate("2026-10-01"))
    #expect(CalendarDate("2025-09-30")!.isStale(asOf: today) && !CalendarDate("2025-10-01")!.isStale(asOf: today))
  }
}
