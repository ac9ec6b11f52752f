/// The shares of a whole from some places to others, drawn as a table whose cells are colored by their shares.
struct HeatMap: Sendable {
  /// What the map shows.
  let title: String
  /// A number that belongs to the map, such as a cost.
  let note: String
  /// The names of the rows and of the columns.
  let rows: [String], columns: [String]
  /// The share of each cell, row by row, from 0 to 1.
  let shares: [[Double]]

  /// Returns the strength of a color from 0 to 9; a share of 0 has none.
  static func strength(_ share: Double) -> Int { share <= 0 ? 0 : min(9, 1 + Int(share * 9)) }
}
