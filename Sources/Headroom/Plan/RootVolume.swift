/// The volume of type gp3 on which the operating system of a node is installed.
public struct RootVolume: Hashable, Sendable {
  /// The size in GiB.
  public var gibibytes: Int
  /// The I/O operations per second; 3,000 are included in the price of the volume.
  public var iops = includedIOPS
  /// The throughput in MiB per second; 125 are included in the price of the volume.
  public var mebibytesPerSecond = includedThroughput

  /// What the price of a gp3 volume includes. Source: Amazon EBS user guide, general purpose volumes.
  static let includedIOPS = 3000, includedThroughput = 125

  /// Creates a volume with the included performance.
  public init(gibibytes: Int) {
    self.gibibytes = gibibytes
  }
}
