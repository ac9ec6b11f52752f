/// A linear scale from 0 to a largest value.
struct Scale: Hashable, Sendable {
  /// The largest value; at least 1.
  let most: Int

  init(most: Int) { self.most = max(1, most) }

  /// Returns the place of a value, from 0 to the width of a drawing. Values beyond the scale are at its end.
  func place(_ value: Int, width: Int = Drawing.width) -> Int {
    let share = Double(min(max(value, 0), most)) / Double(most)
    return Int((share * Double(width)).rounded())
  }

  /// Round values that divide the scale, from 0: at most six.
  var ticks: [Int] {
    var unit = 1
    while true {
      for factor in [1, 2, 5] where most / (unit * factor) <= 5 {
        return Array(stride(from: 0, through: most, by: unit * factor))
      }
      unit *= 10
    }
  }

  /// The scale as a drawing: a line with its round values.
  func axis(unit: String) -> Drawing {
    var axis = Drawing(label: "scale from 0 to \(most) \(unit)", height: 20)
    axis.shapes.append(.line(.grid, fromX: 0, fromY: 1, toX: Drawing.width, toY: 1))
    for tick in ticks {
      let x = place(tick)
      axis.shapes.append(.line(.grid, fromX: x, fromY: 1, toX: x, toY: 6))
      let anchor: Shape.Anchor = tick == 0 ? .start : x > Drawing.width * 9 / 10 ? .end : .middle
      axis.shapes.append(.text("\(tick)", x: x, y: 18, anchor))
    }
    return axis
  }
}
