/// The network prices of a region, with functions that create bill lines from them.
struct Tariff: Sendable {
  let prices: MeterPrices
  var currency: Currency { prices.region.currency }

  /// Returns a line at a price without tiers.
  func line(
    _ meter: Meter, _ purpose: BillPurpose, _ quantity: Quantity?, side: BillLine.Side? = nil,
    isAssumed: Bool = false, isAddressable: Bool = false
  ) -> BillLine {
    BillLine(
      meter, purpose, quantity, at: prices[meter]?.first, in: currency, side: side, isAssumed: isAssumed,
      isAddressable: isAddressable)
  }

  /// The meters for the two ends of traffic between zones.
  struct Ends {
    let out: Meter, into: Meter

    static let ordinary = Ends(out: .crossAZOut, into: .crossAZIn)
    static let nlb = Ends(out: .nlbCrossAZOut, into: .nlbCrossAZIn)
  }

  /// Returns the two lines for traffic between zones.
  ///
  /// AWS bills each byte twice: to the sender when it leaves a zone, and to the receiver when it enters the other one.
  func crossing(
    _ volume: DataVolume?, _ purpose: BillPurpose, ends: Ends = .ordinary, isAddressable: Bool = false
  ) -> [BillLine] {
    [(ends.out, BillLine.Side.out), (ends.into, .in)].map { meter, side in
      let (meter, isOther) = crossingMeter(meter, orElse: side == .out ? .crossAZOut : .crossAZIn)
      return line(
        meter, purpose, volume?.quantity, side: side, isAssumed: isOther, isAddressable: isAddressable)
    }
  }

  /// Returns a meter of traffic between zones, or the ordinary one if the region has no row for it, and whether it is
  /// another one.
  func crossingMeter(_ meter: Meter, orElse ordinary: Meter) -> (meter: Meter, isOther: Bool) {
    prices[meter] == nil && prices[ordinary] != nil ? (ordinary, meter != ordinary) : (meter, false)
  }

  /// Returns a line for each price tier. The part of the quantity beyond the last known tier has no price.
  func tiers(_ meter: Meter, _ purpose: BillPurpose, _ quantity: Quantity?) -> [BillLine] {
    guard let tiers = prices[meter], let quantity else { return [line(meter, purpose, quantity)] }
    let whole = quantity.billionths
    var lines: [BillLine] = []
    var priced: Int128 = 0
    for tier in tiers.sorted(by: { $0.tierFrom < $1.tierFrom }) where tier.tierFrom == priced {
      let end = min(whole, tier.tierTo ?? whole)
      guard end > priced || lines.isEmpty else { break }
      let part = Quantity(billionths: end - priced, unit: quantity.unit)
      lines.append(BillLine(meter, purpose, part, at: tier, in: currency))
      priced = end
    }
    if priced < whole {
      let rest = Quantity(billionths: whole - priced, unit: quantity.unit)
      lines.append(BillLine(meter, purpose, rest, at: nil, in: currency))
    }
    return lines
  }

  /// Returns the price of a unit, in the first tier if there are several; `nil` if it is not known.
  func price(_ meter: Meter) -> Money? { prices[meter]?.first?.perUnit }

  /// The price of a GB that crosses zones, at both ends together; `nil` if one of them is not known.
  var crossingPrice: Money? {
    guard let out = price(.crossAZOut), let into = price(.crossAZIn) else { return nil }
    return out + into
  }
}
