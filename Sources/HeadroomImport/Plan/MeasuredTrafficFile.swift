internal import Headroom

/// A matrix of bytes between zones, measured for a month: CSV with the zone left, the zone entered, and bytes.
struct MeasuredTrafficFile {
  let traffic: MeasuredTraffic

  /// Reads the rows; those of one pair of zones are added up, and IDs of zones count as their names.
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
      guard try rows.advance() else { throw CSVError(line: 1, reason: "there is no header row") }
      let header = rows.header()
      let places = columns.map { header[$0] }
      guard header.count == rows.count, Set(columns).count == columns.count else {
        throw CSVError(line: 1, reason: "a column is there twice; expected three different ones")
      }
      guard let from = places[0], let to = places[1], let count = places[2] else {
        let missing = zip(columns, places).first { $1 == nil }?.0 ?? ""
        throw CSVError(line: 1, reason: "there is no column '\(missing)'; expected \(columns.joined(separator: ", "))")
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
        guard !overflow else { throw CSVError(line: rows.line, reason: "the bytes add up to more than anybody sends") }
        bytes[pair[0], default: [:]][pair[1]] = total
      }
      if bytes.isEmpty { throw CSVError(line: 1, reason: "there is no row below the header") }
    } catch {
      throw problem(error.line, error.reason)
    }
    traffic = MeasuredTraffic(
      bytes.mapValues { $0.mapValues { DataVolume(bytes: $0, bytesPerGB: bytesPerGB) } })
  }
}
