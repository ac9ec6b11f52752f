/// An amount of data in billionths of a GB (about one byte each).
///
/// AWS bills in "GB" and appears to mean 2^30 bytes: price tiers end at 10,240, 51,200 and 153,600 GB where the pricing
/// page says 10, 50 and 150 TB. Because AWS does not state this anywhere, initializers that take bytes accept another
/// divisor.
public struct DataVolume: Hashable, Sendable {
  /// The number of billionths of a GB.
  package let billionths: Int128

  /// The number of bytes in a GB unless another divisor is given: 2^30.
  package static let bytesPerGB = 1 << 30
  /// A trillion GB: more than any bill contains, and small enough that calculations with it do not overflow.
  static let largest = ExactDecimal.unit * 1_000_000_000_000

  /// Creates an amount, limited to the range from zero to a trillion GB.
  package init(billionths: Int128) {
    self.billionths = min(max(billionths, 0), Self.largest)
  }

  /// Reads a number of GB such as `5120` or `0.5`: digits with at most nine decimals, at most a trillion.
  ///
  /// Returns `nil` for anything else.
  public init?(gigabytes text: String) {
    guard let number = ExactDecimal(text.utf8), number.billionths <= Self.largest else { return nil }
    billionths = number.billionths
  }

  /// Returns the amount for a number of whole GB.
  public static func gigabytes(_ count: Int) -> DataVolume { DataVolume(billionths: Int128(count) * ExactDecimal.unit) }

  /// Creates an amount from bytes, rounded to the nearest billionth of a GB.
  package init(bytes: Int, bytesPerGB: Int = DataVolume.bytesPerGB) {
    let exact = Int128(max(0, bytes)) * ExactDecimal.unit
    self.init(billionths: exact.dividedRoundingHalfEven(by: Int128(max(1, bytesPerGB))))
  }

  /// The exact number of GB as text, such as `5120` or `0.5`.
  package var decimal: String { billionths.decimalOfBillionths }

  /// No data.
  public static let zero = DataVolume(billionths: 0)
}

extension DataVolume {
  /// Returns the sum of two amounts.
  package static func + (first: DataVolume, second: DataVolume) -> DataVolume {
    DataVolume(billionths: first.billionths + second.billionths)
  }

  /// Returns a share of an amount, rounded half-even to a billionth of a GB.
  ///
  /// The share is usually 0 to 1; a negative share or one of 1024 or more gives zero. It is taken with 60 binary
  /// places, so that the sum of several shares differs from the share of the sum by at most a billionth or two.
  package static func * (volume: DataVolume, share: Double) -> DataVolume {
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

  /// The amount in GB as a floating-point number.
  public var gigabytes: Double { Double(billionths) / 1_000_000_000 }

  /// The amount as a quantity on a bill, in GB.
  package var quantity: Quantity { Quantity(billionths: billionths, unit: "GB") }
}

extension DataVolume: Comparable {
  /// Returns whether the first amount is smaller than the second.
  public static func < (first: Self, second: Self) -> Bool { first.billionths < second.billionths }
}
