public import Headroom

/// Reads the prices of a region from a file that a user brings.
///
/// The file is one of these, recognized by its content:
///
/// - CSV with the columns of `data/ec2-ondemand-prices.csv`, `data/ec2-commitments.csv` or `data/traffic-prices.csv`
/// - the output of `aws pricing get-products --output json` for AmazonEC2, AWSELB, AmazonVPC, AmazonEKS or
///   AWSDataTransfer; several pages may follow each other
/// - an offer file of AWS' price list, `index.json` or `index.csv`, of any size: it is read in chunks
/// - Vantage's `instances.json`
///
/// ```swift
/// var prices = Prices.bundled(for: region)
/// prices.replace(with: try readPrices(SourceFile(name: "prices.json", bytes: bytes), for: region))
/// ```
///
/// Rows of other regions and of what no plan needs are ignored. A price of 0 is left out and counted.
///
/// - Parameters:
///   - name: The name of the file, which becomes the source of its prices.
///   - region: The region.
///   - chunk: Returns the next bytes of the file, or `nil` at its end.
/// - Throws: `PlanError` with the line of what cannot be read, or of a second price for the same thing.
public func readPrices(
  named name: String, for region: Region, chunk: @escaping () throws -> [UInt8]?
) throws -> OwnPrices {
  // The first chunk tells the format; it is given to the reader again.
  var start: [UInt8] = []
  while !start.contains(where: { $0 > 0x20 && $0 < 0x80 }), let more = try chunk() { start += more }
  if let shape = unreadable(start) {
    let position = SourcePosition(file: name, line: 1, column: 1)
    throw PlanError([PlanError.Problem(PlanPart(.plan, key: "prices"), shape, at: position)])
  }
  if start.starts(with: [0xEF, 0xBB, 0xBF]) { start.removeFirst(3) }
  var isFirst = true
  let all: () throws -> [UInt8]? = {
    guard isFirst else { return try chunk() }
    isFirst = false
    return start.isEmpty ? nil : start
  }
  let collector = PriceCollector(name, region: region)
  let first = start.first { $0 > 0x20 }
  if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
    var reader = PriceListReader(JSONReader(name, chunk: all), collector)
    try reader.read()
    return reader.prices.prices
  }
  var table = PriceTable(LineReader(name, all), collector, region: region)
  try table.read()
  return table.prices.prices
}

/// Returns what to do about a file in a shape that is recognized and not read.
private func unreadable(_ start: [UInt8]) -> String? {
  if start.starts(with: [0x1F, 0x8B]) { return "the file is compressed with gzip; unpack it first" }
  if start.starts(with: [0x50, 0x4B, 3, 4]) { return "the file is a ZIP archive; unpack it first" }
  if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
    return "the file is in UTF-16; expected UTF-8"
  }
  return nil
}

/// Reads the prices of a region from a file in memory; see ``readPrices(named:for:chunk:)``.
public func readPrices(_ file: SourceFile, for region: Region) throws -> OwnPrices {
  var isFirst = true
  return try readPrices(named: file.name, for: region) {
    defer { isFirst = false }
    return isFirst ? file.bytes : nil
  }
}
