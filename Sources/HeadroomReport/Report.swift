public import Headroom

/// An assessment as tables, pages and files.
///
/// Equal input gives equal bytes; pages are serialised by libxml2, whose versions may differ in white space.
public struct Report: Sendable {
  /// The plan with everything said about it.
  public let assessment: Assessment
  /// Where parts of the plan stand in their files.
  let positions: [PlanPart: SourcePosition]

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - assessment: The plan with everything said about it.
  ///   - positions: Where parts of the plan stand in their files, so that findings can name the place.
  public init(_ assessment: Assessment, positions: [PlanPart: SourcePosition] = [:]) {
    self.assessment = assessment
    self.positions = positions
  }

  /// The tables, in the order in which they are shown.
  public var tables: [Table] { Section.all.filter { isShown($0.id) }.map { $0.table(self) } }

  /// Whether a section has anything to do with the plan: those of growth and traffic do only
  /// if it says something of that.
  func isShown(_ section: String) -> Bool {
    if section == Section.growth.id { return assessment.growth != nil }
    return !Section.trafficIDs.contains(section) || !assessment.traffic.isEmpty
  }

  /// The names of the tables: `subnets`, `node-groups`, `workloads`, `growth`, `traffic`, `traffic-lines`, `findings`.
  public static var tableNames: [String] { Section.all.map(\.id) }

  /// The table of a name, or `nil` if there is none.
  public func table(_ name: String) -> Table? {
    Section.all.first { $0.id == name }?.table(self)
  }

  var analysis: PlanAnalysis { assessment.analysis }
  var plan: ClusterPlan { assessment.plan }

  /// Where a finding's subject stands: its key, or else all of it.
  func position(of part: PlanPart) -> SourcePosition? { positions[part] ?? positions[part.whole] }
}

/// A part of the report: a table, and what the page shows with it.
struct Section: Identifiable, Sendable {
  let id: String
  let table: @Sendable (Report) -> Table
  /// What stands between heading and table in the page.
  var figure: @Sendable (Report) -> [HTMLNode] = { _ in [] }

  static let all: [Section] = [.subnets, .nodeGroups, .workloads, .growth, .traffic, .trafficLines, .findings]

  /// The sections about traffic.
  static let trafficIDs: Set<String> = ["traffic", "traffic-lines"]
}
