extension InstanceCatalog {
  /// The built-in catalogue: 1,447 instance types as of October 2026, parsed once in about a millisecond.
  ///
  /// The source of each number is listed in `data/README.md`.
  public static let bundled: InstanceCatalog = {
    do throws(CSVError) {
      return InstanceCatalog(inOrder: try InstanceTypeTable.read(EmbeddedFile.instanceTypes))
    } catch {
      // A test reads every row, so this can only happen in a broken build.
      preconditionFailure("data/instance-types.csv, line \(error.line): \(error.reason)")
    }
  }()
}
