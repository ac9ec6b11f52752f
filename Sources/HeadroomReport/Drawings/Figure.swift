internal import Headroom

/// Drawings of one kind with a title, a legend and the words that say what they show.
struct Figure: Sendable {
  /// What the figure shows.
  let title: String
  /// One or two sentences about it; `nil` if the title says it all.
  var summary: String?
  /// The colors with their meanings; empty if there are none.
  var legend: [(style: Shape.Style, meaning: String)] = []
  /// The drawings with their names.
  var rows: [Row] = []
  /// The scale below the drawings; `nil` if there is none.
  var axis: Drawing?
  /// Whether the drawings stand next to each other instead of below each other.
  var isGrid = false
  /// A remark about what is left out; `nil` if nothing is.
  var remark: String?

  /// A drawing with its name.
  struct Row: Sendable {
    /// A heading above the row, such as a zone, if it is the first one of several; otherwise `nil`.
    var heading: String?
    /// The name of what the drawing shows, such as a subnet.
    let name: String
    /// A short addition to the name, such as a CIDR.
    var note: String?
    /// The part of the plan with the name; `nil` if there is none.
    var part: PlanPart?
    /// The drawing; `nil` if there is nothing to draw.
    var drawing: Drawing?
    /// A second drawing below the first one, on a scale of its own.
    var under: Drawing?
    /// Tables that are colored like a map of heat, instead of a drawing.
    var heatMaps: [HeatMap] = []
    /// The number at the end of the row.
    var end: String?
    /// The verdict at the end of the row.
    var verdict: Verdict?
  }

  /// The number of rows that a figure shows: those that matter most.
  static let mostRows = 20
}
