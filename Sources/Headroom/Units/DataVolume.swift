/// An amount of data, in billionths of a GB: about a byte each.
///
/// AWS prints "GB" and counts 2^30 bytes: tiers end at 10,240, 51,200 and 153,600 GB where the page says 10, 50 and
/// 150 TB. No sentence of AWS says so, so that whoever has bytes may name another divisor.
public struct DataVolume: Hashable, Sendable {
  /// Billionths of a GB.
  public let billionths: Int128

  /// The bytes of a GB unless somebody says otherwise: 2^30.
  public static let bytesPerGB = 1 << 30
  /// A trillion GB: more than any bill has, and small enough that nothing computed from it overflows.
  static let largest = ExactDecimal.unit * 1_000_000_000_000

  /// Makes an amount; what is below nothing or above a trillion GB is cut.
  init(billionths: Int128) {
    self.billionths = min(max(billionths, 0), Self.largest)
  }

  /// Reads a number of GB such as `5120` or `0.5`: digits with at most nine decimals, up to a trillion.
  public init?(gigabytes text: String) {
    guard let number = ExactDecimal(text.utf8), number.billionths <= Self.largest else { return nil }
    billionths = number.billionths
  }

  /// An amount of whole GB.
  public static func gigabytes(_ count: Int) -> DataVolume { DataVolume(billionths: Int128(count) * ExactDecimal.unit) }

  /// Takes bytes, rounded to the nearest billionth of a GB.
  public init(bytes: Int, bytesPerGB: Int = DataVolume.bytesPerGB) {
    let exact = Int128(max(0, bytes)) * ExactDecimal.unit
    self.init(billionths: exact.dividedRoundingHalfEven(by: Int128(max(1, bytesPerGB))))
  }

  /// Nothing.
  public static let zero = DataVolume(billionths: 0)
}

extension DataVolume {
  /// The sum of two amounts.
  public static func + (first: DataVolume, second: DataVolume) -> DataVolume {
    DataVolume(billionths: first.billionths + second.billionths)
  }

  /// A share of an amount, 0 to 1 or a few times it, rounded half-even to a billionth of a GB.
  ///
  /// The share counts with 60 binary places, so that a sum of shares is the share of the sum to a billionth or two.
  public static func * (volume: DataVolume, share: Double) -> DataVolume {
    guard share > 0, share < 1024 else { return .zero }
    let scale = 60
    let factor = UInt128(share * Double(1 << scale))
    let product = UInt128(volume.billionths).multipliedFullWidth(by: factor)
    let whole = product.high << (128 - scale) | product.low >> scale
    let rest = product.low & (1 << scale - 1)
    let half: UInt128 = 1 << (scale - 1)
    let isUp = rest > half || rest == half && whole & 1 == 1
    return DataVolume(billionths: Int128(whole) + (isUp ? 1 : 0))
  }

  /// The amount in GB.
  public var gigabytes: Double { Double(billionths) / 1_000_000_000 }

  /// The amount as a bill counts it.
  public var quantity: Quantity { Quantity(billionths: billionths, unit: "GB") }
}

extension DataVolume: Comparable {
  /// Compares two amounts.
  public static func < (first: Self, second: Self) -> Bool { first.billionths < second.billionths }
}
