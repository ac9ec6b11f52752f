extension Drawing {
  /// The drawing as an SVG image. Screen readers read its title.
  var html: HTMLNode {
    var attributes: [(StaticString, String)] = [("role", "img")]
    if let gridWidth {
      attributes += [("class", "map"), ("viewBox", "0 0 \(gridWidth) \(height)")]
    } else {
      attributes.append(("height", "\(height)"))
    }
    let isStretched = gridWidth == nil
    return .element("svg", attributes, [element("title", [], .text(label))] + shapes.map { $0.html(isStretched) })
  }
}

extension Shape {
  /// The shape as an element.
  ///
  /// - Parameter isStretched: Whether horizontal places are shares of the width.
  fileprivate func html(_ isStretched: Bool) -> HTMLNode {
    func place(_ x: Int) -> String { isStretched ? Self.percentage(x) : "\(x)" }
    switch self {
    case .rectangle(let style, let x, let y, let width, let height):
      return element(
        "rect",
        [
          ("class", style.rawValue), ("x", place(x)), ("y", "\(y)"), ("width", place(width)), ("height", "\(height)"),
        ])
    case .hatch(let x, let y, let width, let height):
      // A thick line of dashes has stripes, and needs no pattern that would have to be defined somewhere.
      return element(
        "line",
        [
          ("class", "hatch"), ("x1", place(x)), ("x2", place(x + width)), ("y1", "\(y + height / 2)"),
          ("y2", "\(y + height / 2)"), ("stroke-width", "\(height)"),
        ])
    case .line(let style, let fromX, let fromY, let toX, let toY):
      return element(
        "line",
        [
          ("class", style.rawValue), ("x1", place(fromX)), ("y1", "\(fromY)"), ("x2", place(toX)), ("y2", "\(toY)"),
        ])
    case .text(let text, let x, let y, let anchor):
      return element("text", [("class", anchor.rawValue), ("x", place(x)), ("y", "\(y)")], .text(text))
    }
  }

  /// Returns a number of hundredths of a percent as a percentage, without needless zeros.
  private static func percentage(_ hundredths: Int) -> String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)%" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole).\(rest < 10 ? "0" : "")\(rest)%"
  }
}
