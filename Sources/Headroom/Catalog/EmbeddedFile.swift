internal import CHeadroomData

/// The bytes of a file of `data/` as it was when the library was compiled.
enum EmbeddedFile {
  static var instanceTypes: [UInt8] { unsafe copy(of: headroom_instance_types_csv()) }
  static var ec2OnDemandPrices: [UInt8] { unsafe copy(of: headroom_ec2_ondemand_prices_csv()) }
  static var trafficPrices: [UInt8] { unsafe copy(of: headroom_traffic_prices_csv()) }

  /// The library's only use of pointers: a quarter of a megabyte copies in some ten microseconds.
  private static func copy(of file: headroom_file) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
