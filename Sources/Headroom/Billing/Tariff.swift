/// The prices of a region, from which the lines of a bill are made.
struct Tariff: Sendable {
  let prices: NetworkPrices
  private var currency: Currency { prices.region.currency }

  /// A line at a price without tiers.
  func line(
    _ meter: Meter, _ purpose: BillPurpose, _ quantity: Quantity?, side: BillLine.Side? = nil,
    isAssumed: Bool = false, isAddressable: Bool = false
  ) -> BillLine {
    BillLine(
      meter, purpose, quantity, at: prices[meter]?.first, in: currency, side: side, isAssumed: isAssumed,
      isAddressable: isAddressable)
  }

  /// The meters of the two ends of traffic that crosses zones.
  struct Ends {
    let out: Meter, into: Meter

    static let ordinary = Ends(out: .crossAZOut, into: .crossAZIn)
    static let nlb = Ends(out: .nlbCrossAZOut, into: .nlbCrossAZIn)
  }

  /// Both ends of traffic between zones: the sender pays, and the receiver pays.
  func crossing(
    _ volume: DataVolume?, _ purpose: BillPurpose, ends: Ends = .ordinary, isAddressable: Bool = false
  ) -> [BillLine] {
    [(ends.out, BillLine.Side.out), (ends.into, .in)].map { meter, side in
      line(meter, purpose, volume?.quantity, side: side, isAddressable: isAddressable)
    }
  }

  /// A line for each tier; what lies beyond the last known tier has no price.
  func tiers(_ meter: Meter, _ purpose: BillPurpose, _ volume: DataVolume?) -> [BillLine] {
    guard let tiers = prices[meter], let volume else { return [line(meter, purpose, volume?.quantity)] }
    var lines: [BillLine] = []
    var priced = DataVolume.zero
    for tier in tiers.sorted(by: { $0.tierFrom < $1.tierFrom }) where tier.tierFrom == priced {
      let end = min(volume, tier.tierTo ?? volume)
      guard end > priced || lines.isEmpty else { break }
      lines.append(
        BillLine(
          meter, purpose, DataVolume(billionths: end.billionths - priced.billionths).quantity, at: tier, in: currency))
      priced = end
    }
    if priced < volume {
      let rest = DataVolume(billionths: volume.billionths - priced.billionths)
      lines.append(BillLine(meter, purpose, rest.quantity, at: nil, in: currency))
    }
    return lines
  }

  /// The price of a unit; of the first tier if there are several.
  func price(_ meter: Meter) -> Money? { prices[meter]?.first?.perUnit }

  /// The price of a GB that crosses zones, both ends together.
  var crossingPrice: Money? {
    guard let out = price(.crossAZOut), let into = price(.crossAZIn) else { return nil }
    return out + into
  }
}
