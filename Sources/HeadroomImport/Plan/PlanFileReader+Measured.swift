internal import Headroom

/// Reads measured traffic from files beside the plan.
extension PlanFileReader {
  /// Returns the measured traffic of a file in the plan's folder.
  ///
  /// - Parameters:
  ///   - values: The keys `file`, `columns` and `direction`.
  ///   - part: The part of the plan that the traffic belongs to.
  ///   - zoneIDs: The names of the zones by zone ID.
  ///   - node: The object with the keys.
  ///   - needsClients: Whether the zones of the clients are needed, so that the direction of bytes must be known.
  mutating func readMeasured(
    _ values: [String: YAMLNode], _ part: PlanPart, _ zoneIDs: [String: String], _ node: YAMLNode,
    needsClients: Bool = false
  ) -> MeasuredTraffic? {
    guard let name = cursor.text(values["file"], part) else {
      if values["file"] == nil { cursor.complain(part, "`file` is missing", at: node) }
      return nil
    }
    // A plan may come from somebody else. It must not make the program read files outside the plan's folder.
    let isInside =
      !name.isEmpty && !name.hasPrefix("/") && !name.utf8.contains { $0 < 32 || $0 == UInt8(ascii: "\\") }
      && !name.split(separator: "/").contains("..")
    guard isInside else {
      cursor.complain(
        part, "'\(name.prefix(80))' is not a path within the plan's folder; expected one such as traffic.csv", at: node)
      return nil
    }
    var columns: [String]?
    if let given = values["columns"] {
      let names =
        given.items == nil
        ? (cursor.text(given, part) ?? "").split(separator: ",").map(String.init) : cursor.texts(inList: given, part)
      guard names.count == 3 || names.count == 4 else {
        cursor.complain(
          part,
          "expected four columns (client zone, server zone, request bytes, response bytes) or three (zone left, zone "
            + "entered, bytes)",
          at: given)
        return nil
      }
      columns = names
    }
    let direction = cursor.choice(values["direction"], part, MeasuredTrafficFile.Direction.self)
    let key = MeasuredKey(name: name, columns: columns, direction: direction)
    do throws(PlanError) {
      let measured: MeasuredTrafficFile
      // Services may share a file, which is read once.
      if let known = measuredFiles[key] {
        measured = known
      } else {
        guard let file = readingFile(name) else {
          cursor.complain(
            part, "the file '\(name.prefix(80))' cannot be read from the plan's folder", at: values["file"])
          return nil
        }
        measured = try MeasuredTrafficFile(
          file, columns: columns, direction: direction, region: region, zoneIDs: zoneIDs, bytesPerGB: bytesPerGB)
        measuredFiles[key] = measured
      }
      if needsClients, direction == nil, !measured.namesCallers {
        cursor.complain(
          part,
          "`direction` is missing; expected request, response or both, because the zone that bytes leave is not always "
            + "the client's",
          at: node)
      }
      return measured.traffic
    } catch {
      for problem in error.problems { cursor.add(problem) }
      return nil
    }
  }
}

/// What makes the reading of a file with measured traffic the same as another one.
struct MeasuredKey: Hashable {
  let name: String
  let columns: [String]?
  let direction: MeasuredTrafficFile.Direction?
}
