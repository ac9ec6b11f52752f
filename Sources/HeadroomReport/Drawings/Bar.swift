/// A horizontal bar of parts that follow each other, with marks.
struct Bar {
  /// The parts, from left to right.
  var parts: [(style: Shape.Style, amount: Int)] = []
  /// The amount at which the first part begins.
  var start = 0
  /// Amounts that are marked with a line through the bar.
  var marks: [(style: Shape.Style, amount: Int)] = []
  /// A range that is drawn with stripes, such as what exceeds a limit.
  var excess: Range<Int>?

  /// Returns the bar as a drawing.
  func drawing(_ label: String, on scale: Scale, height: Int = 22) -> Drawing {
    var drawing = Drawing(label: label, height: height)
    var end = start
    for part in parts where part.amount > 0 {
      let from = scale.place(end)
      end += part.amount
      // A part of a large scale stays visible.
      let width = max(15, scale.place(end) - from)
      drawing.shapes.append(.rectangle(part.style, x: from, y: 3, width: width, height: height - 6))
    }
    if let excess, !excess.isEmpty {
      let from = scale.place(excess.lowerBound)
      let width = max(15, scale.place(excess.upperBound) - from)
      drawing.shapes.append(.hatch(x: from, y: 3, width: width, height: height - 6))
    }
    for mark in marks {
      let x = scale.place(mark.amount)
      drawing.shapes.append(.line(mark.style, fromX: x, fromY: 0, toX: x, toY: height))
    }
    return drawing
  }
}
