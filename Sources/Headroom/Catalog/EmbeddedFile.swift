internal import CHeadroomData

/// The files of `data/`, embedded in the library when it was compiled.
package enum EmbeddedFile {
  static var instanceTypes: [UInt8] { unsafe copy(of: headroom_instance_types_csv()) }
  package static var planSchema: [UInt8] { unsafe copy(of: headroom_plan_schema_json()) }

  /// A table whose rows are sorted by their first cell, the region.
  enum Table: CaseIterable {
    case ec2OnDemandPrices, ec2Commitments, trafficPrices, typeOfferings

    /// The name of the file in `data/`.
    var fileName: String {
      switch self {
      case .ec2OnDemandPrices: "ec2-ondemand-prices.csv"
      case .ec2Commitments: "ec2-commitments.csv"
      case .trafficPrices: "traffic-prices.csv"
      case .typeOfferings: "type-offerings-by-zone-id.csv"
      }
    }

    fileprivate var file: headroom_file {
      switch self {
      case .ec2OnDemandPrices: unsafe headroom_ec2_ondemand_prices_csv()
      case .ec2Commitments: unsafe headroom_ec2_commitments_csv()
      case .trafficPrices: unsafe headroom_traffic_prices_csv()
      case .typeOfferings: unsafe headroom_type_offerings_csv()
      }
    }
  }

  /// Returns the header row of a table and the rows that start with a cell, such as a region.
  ///
  /// The place of the rows is searched for, so that the 3 MB of the other regions are not even loaded.
  static func rows(of key: String, in table: Table) -> [UInt8] {
    let file = unsafe table.file
    let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.count)
    let header = unsafe bytes.firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
    let first = unsafe boundary(in: bytes, from: header) { unsafe $0.lexicographicallyPrecedes(key.utf8) }
    let last = unsafe boundary(in: bytes, from: first) { unsafe $0.elementsEqual(key.utf8) }
    return unsafe Array(bytes[..<header]) + Array(bytes[first..<last])
  }

  /// Returns the offset of the first row whose first cell does not satisfy a condition that holds for the first rows.
  private static func boundary(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, while condition: (Slice<UnsafeBufferPointer<UInt8>>) -> Bool
  ) -> Int {
    var (low, high) = (start, bytes.count)
    while low < high {
      var row = low + (high - low) / 2
      while unsafe row > low && bytes[row - 1] != newline { row -= 1 }
      var end = row
      while unsafe bytes[end] != UInt8(ascii: ",") { end += 1 }
      guard unsafe condition(bytes[row..<end]) else {
        high = row
        continue
      }
      while unsafe end < high && bytes[end] != newline { end += 1 }
      low = min(end + 1, high)
    }
    return low
  }

  private static let newline = UInt8(ascii: "\n")

  /// Returns a copy of a file's bytes, which takes about ten microseconds.
  private static func copy(of file: headroom_file) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
