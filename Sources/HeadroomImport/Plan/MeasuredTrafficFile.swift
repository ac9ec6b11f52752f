internal import Headroom

/// A CSV file with the traffic between zones that was measured for a month.
///
/// Each row has the zone that the traffic left, the zone that it entered, and the number of bytes.
struct MeasuredTrafficFile {
  /// The traffic between each pair of zones.
  let traffic: MeasuredTraffic

  /// Reads the rows of a file. Rows of the same pair of zones are added up.
  ///
  /// - Parameters:
  ///   - file: The CSV file with a header row.
  ///   - columns: The names of the three columns: the zone left, the zone entered, and the bytes.
  ///   - region: The region in which all zones must be; `nil` if it is not known.
  ///   - zoneIDs: The names of the zones by zone ID. VPC flow logs, for example, contain IDs and not names.
  ///   - bytesPerGB: The number of bytes in a GB.
  /// - Throws: `PlanError` with the first line that cannot be read.
  init(
    _ file: SourceFile, columns: [String], region: Region?, zoneIDs: [String: String], bytesPerGB: Int
  ) throws(PlanError) {
    func problem(_ line: Int, _ message: String) -> PlanError {
      PlanError([
        PlanError.Problem(
          PlanPart(.service), message, at: SourcePosition(file: file.name, line: line, column: 1))
      ])
    }
    var rows = CSVRows(file.bytes)
    var bytes: [String: [String: Int]] = [:]
    do throws(CSVError) {
      guard try rows.advance() else { throw CSVError(line: 1, reason: "the header row is missing") }
      let header = rows.header()
      let places = columns.map { header[$0] }
      guard header.count == rows.count, Set(columns).count == columns.count else {
        throw CSVError(line: 1, reason: "duplicate column; the names of columns must be unique")
      }
      guard let from = places[0], let to = places[1], let count = places[2] else {
        let missing = zip(columns, places).first { $1 == nil }?.0 ?? ""
        throw CSVError(line: 1, reason: "no column '\(missing)'; expected \(columns.joined(separator: ", "))")
      }
      while try rows.advance() {
        guard let left = rows.text(from), let entered = rows.text(to), let number = rows.number(count) else {
          throw CSVError(line: rows.line, reason: "expected two zones and a whole number of bytes")
        }
        let pair = [left, entered].map { zoneIDs[$0] ?? $0 }
        if let region, let foreign = pair.first(where: { !region.contains(zone: $0) }) {
          throw CSVError(line: rows.line, reason: "zone '\(foreign.prefix(80))' is not in region \(region)")
        }
        let sum = bytes[pair[0], default: [:]][pair[1], default: 0]
        let (total, overflow) = sum.addingReportingOverflow(number)
        guard !overflow else {
          throw CSVError(line: rows.line, reason: "the bytes of this pair of zones add up to too large a number")
        }
        bytes[pair[0], default: [:]][pair[1]] = total
      }
      if bytes.isEmpty { throw CSVError(line: 1, reason: "there are no rows below the header") }
    } catch {
      throw problem(error.line, error.reason)
    }
    traffic = MeasuredTraffic(
      bytes.mapValues { $0.mapValues { DataVolume(bytes: $0, bytesPerGB: bytesPerGB) } })
  }
}
