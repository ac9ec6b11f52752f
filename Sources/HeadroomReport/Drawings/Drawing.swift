/// A picture made of a few kinds of shapes, with a text that says the same.
///
/// ``Document/html()`` renders it as an SVG image. Horizontal places are shares of the width, so that a picture fits
/// every screen without changing the size of its text; vertical places are pixels.
struct Drawing: Hashable, Sendable {
  /// A text that replaces the picture for people who do not see it.
  let label: String
  /// The height in pixels, or in units of a grid.
  let height: Int
  /// The shapes, from back to front.
  var shapes: [Shape] = []
  /// The width of a picture that keeps its proportions, such as a map of blocks; `nil` if its shapes stretch with the
  /// page.
  var gridWidth: Int?

  init(label: String, height: Int, gridWidth: Int? = nil, shapes: [Shape] = []) {
    self.label = label
    self.height = height
    self.gridWidth = gridWidth
    self.shapes = shapes
  }

  /// The horizontal place of the right edge. Places are in hundredths of a percent.
  static let width = 10_000
}
