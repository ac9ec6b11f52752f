/// A line of steps over time, with a limit.
struct StepLine {
  /// The style of a line, with its value at each time, in the order of time.
  var lines: [(style: Shape.Style, points: [(time: Int, value: Int)])] = []
  /// A value that should not be exceeded, drawn as a line across the picture; `nil` if there is none.
  var limit: Int?
  /// The time at the right edge.
  var duration: Int
  /// A time that is marked, such as that of exhaustion; `nil` for none.
  var mark: Int?
  /// The texts below the picture, each at a time.
  var labels: [(time: Int, text: String)] = []

  /// The height of the part that contains the lines, in pixels.
  static let height = 90

  /// Returns the lines as a drawing, on a scale from 0 to the largest value.
  func drawing(_ label: String) -> Drawing {
    let most = lines.flatMap { $0.points.map(\.value) }.max() ?? 0
    let values = Scale(most: max(most, limit ?? 0))
    let times = Scale(most: duration)
    func y(_ value: Int) -> Int { 4 + Self.height - values.place(value, width: Self.height) }
    var drawing = Drawing(label: label, height: Self.height + 26)
    drawing.shapes.append(.line(.grid, fromX: 0, fromY: y(0), toX: Drawing.width, toY: y(0)))
    if let limit {
      drawing.shapes.append(.line(.capacity, fromX: 0, fromY: y(limit), toX: Drawing.width, toY: y(limit)))
    }
    if let mark {
      let x = times.place(mark)
      drawing.shapes.append(.line(.over, fromX: x, fromY: 0, toX: x, toY: y(0)))
    }
    for line in lines { drawing.shapes += Self.shapes(of: line.points, line.style, times, y) }
    for item in labels {
      let x = times.place(item.time)
      let anchor: Shape.Anchor = x < Drawing.width / 10 ? .start : x > Drawing.width * 9 / 10 ? .end : .middle
      drawing.shapes.append(.text(item.text, x: x, y: Self.height + 22, anchor))
    }
    return drawing
  }

  private static func shapes(
    of points: [(time: Int, value: Int)], _ style: Shape.Style, _ times: Scale, _ y: (Int) -> Int
  ) -> [Shape] {
    var shapes: [Shape] = []
    guard var last = points.first else { return [] }
    // Equal values next to each other are one line.
    for point in points.dropFirst() where point.value != last.value {
      let x = times.place(point.time)
      shapes.append(.line(style, fromX: times.place(last.time), fromY: y(last.value), toX: x, toY: y(last.value)))
      shapes.append(.line(style, fromX: x, fromY: y(last.value), toX: x, toY: y(point.value)))
      last = point
    }
    shapes.append(
      .line(style, fromX: times.place(last.time), fromY: y(last.value), toX: Drawing.width, toY: y(last.value)))
    return shapes
  }
}
