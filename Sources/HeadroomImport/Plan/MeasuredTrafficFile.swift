internal import Headroom

/// A CSV file with the traffic between zones that was measured for a month.
///
/// Each row has the zone of the clients, the zone of the servers, and the bytes of requests and of responses. Files of
/// another form have the zone that bytes left, the zone that they entered, and their number.
struct MeasuredTrafficFile {
  /// The traffic between each pair of zones.
  let traffic: MeasuredTraffic
  /// Whether the columns themselves tell who called.
  let namesCallers: Bool

  /// What the bytes of a file with three columns are.
  enum Direction: String, CaseIterable {
    case request, response, both
  }

  private static let ofCallers = ["clientZone", "serverZone", "requestBytes", "responseBytes"]
  private static let ofBytes = ["fromZone", "toZone", "bytes"]

  /// Reads the rows of a file. Rows of the same pair of zones are added up.
  ///
  /// - Parameters:
  ///   - file: The CSV file with a header row.
  ///   - columns: The names of the columns, three or four; `nil` for the usual ones, of which the header tells the form.
  ///   - direction: What the bytes of a file with three columns are; `nil` if it is not given.
  ///   - region: The region in which all zones must be; `nil` if it is not known.
  ///   - zoneIDs: The names of the zones by zone ID. VPC flow logs, for example, contain IDs and not names.
  ///   - bytesPerGB: The number of bytes in a GB.
  /// - Throws: `PlanError` with the first line that cannot be read.
  init(
    _ file: SourceFile, columns: [String]?, direction: Direction?, region: Region?, zoneIDs: [String: String],
    bytesPerGB: Int
  ) throws(PlanError) {
    var sums: [String: [String: (first: Int, second: Int)]] = [:]
    do throws(CSVError) {
      var rows = CSVRows(file.bytes)
      guard try rows.advance() else { throw CSVError(line: 1, reason: "the header row is missing") }
      let header = rows.header()
      let columns = columns ?? (header["clientZone"] != nil ? Self.ofCallers : Self.ofBytes)
      namesCallers = columns.count == 4
      let places = columns.map { header[$0] }
      guard header.count == rows.count, Set(columns).count == columns.count else {
        throw CSVError(line: 1, reason: "duplicate column; the names of columns must be unique")
      }
      if let missing = zip(columns, places).first(where: { $1 == nil })?.0 {
        throw CSVError(line: 1, reason: "no column '\(missing)'; expected \(columns.joined(separator: ", "))")
      }
      let known = places.compactMap(\.self)
      while try rows.advance() {
        guard let left = rows.text(known[0]), let entered = rows.text(known[1]), let first = rows.number(known[2]),
          let second = namesCallers ? rows.number(known[3]) : 0
        else { throw CSVError(line: rows.line, reason: "expected two zones and whole numbers of bytes") }
        let pair = [left, entered].map { zoneIDs[$0] ?? $0 }
        if let region, let foreign = pair.first(where: { !region.contains(zone: $0) }) {
          throw CSVError(line: rows.line, reason: "zone '\(foreign.prefix(80))' is not in region \(region)")
        }
        let old = sums[pair[0]]?[pair[1]] ?? (0, 0)
        let (firsts, overflow) = old.first.addingReportingOverflow(first)
        let (seconds, carry) = old.second.addingReportingOverflow(second)
        guard !overflow, !carry else {
          throw CSVError(line: rows.line, reason: "the bytes of this pair of zones add up to too large a number")
        }
        sums[pair[0], default: [:]][pair[1]] = (firsts, seconds)
      }
      let zones = sums.values.reduce(into: Set(sums.keys)) { $0.formUnion($1.keys) }.count
      guard zones <= ClusterPlan.mostZones else {
        throw CSVError(line: 1, reason: "the file has \(zones) zones; expected at most \(ClusterPlan.mostZones)")
      }
      if sums.isEmpty { throw CSVError(line: 1, reason: "there are no rows below the header") }
    } catch {
      throw PlanError([
        PlanError.Problem(
          PlanPart(.service), error.reason, at: SourcePosition(file: file.name, line: error.line, column: 1))
      ])
    }
    func volume(_ bytes: Int) -> DataVolume { DataVolume(bytes: bytes, bytesPerGB: bytesPerGB) }
    if namesCallers || direction == .request {
      traffic = MeasuredTraffic(
        exchanges: sums.mapValues {
          $0.mapValues { TrafficVolume(request: volume($0.first), response: volume($0.second)) }
        })
    } else if direction == .response {
      // The zone that a response enters is that of the client.
      var exchanges: [String: [String: TrafficVolume]] = [:]
      for (server, row) in sums {
        for (client, bytes) in row {
          exchanges[client, default: [:]][server] = TrafficVolume(request: .zero, response: volume(bytes.first))
        }
      }
      traffic = MeasuredTraffic(exchanges: exchanges)
    } else {
      traffic = MeasuredTraffic(sums.mapValues { $0.mapValues { volume($0.first) } })
    }
  }
}
