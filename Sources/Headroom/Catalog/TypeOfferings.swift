/// The instance types that single zones of a region lack, by zone ID.
///
/// A zone ID such as `use1-az3` means the same zone in every account, which a zone's name does not.
///
/// Source: getmoto/moto 5.2.5, `ec2/resources/instance_type_offerings/availability-zone-id`, which are dumps of
/// `aws ec2 describe-instance-type-offerings`.
struct TypeOfferings {
  /// The date of the dumps.
  static let asOf = CalendarDate("2026-10-27")

  private let missing: [String: Set<String>]

  /// Reads the built-in offerings of a region; empty for a region whose offerings are not known.
  static func bundled(for region: Region) -> TypeOfferings {
    var rows = CSVRows(EmbeddedFile.rows(of: region.code, in: .typeOfferings))
    var missing: [String: Set<String>] = [:]
    do throws(CSVError) {
      guard try rows.advance() else { return TypeOfferings(missing: [:]) }
      while try rows.advance() {
        let types = rows.bytes(2).split(separator: UInt8(ascii: ";")).map { String(decoding: $0, as: UTF8.self) }
        missing[rows.text(1) ?? ""] = Set(types)
      }
    } catch {
      // A test reads every row, so this can only happen in a broken build.
      preconditionFailure("data/type-offerings-by-zone-id.csv, row \(error.line) of \(region): \(error.reason)")
    }
    return TypeOfferings(missing: missing)
  }

  /// Whether a zone lacks a type that other zones of its region offer; `nil` if the zone ID is not known.
  func lacks(_ type: String, in zoneID: String) -> Bool? { missing[zoneID].map { $0.contains(type) } }
}
