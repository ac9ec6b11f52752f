internal import CHeadroomData

/// The files of `data/`, embedded in the library when it was compiled.
package enum EmbeddedFile {
  static var instanceTypes: [UInt8] { unsafe copy(of: headroom_instance_types_csv()) }
  static var ec2OnDemandPrices: [UInt8] { unsafe copy(of: headroom_ec2_ondemand_prices_csv()) }
  static var trafficPrices: [UInt8] { unsafe copy(of: headroom_traffic_prices_csv()) }
  package static var planSchema: [UInt8] { unsafe copy(of: headroom_plan_schema_json()) }

  /// Returns a copy of a file's bytes. This is the library's only use of pointers; a copy takes about ten microseconds.
  private static func copy(of file: headroom_file) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
