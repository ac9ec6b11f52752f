extension Drawing {
  /// The drawing as a figure: its name, an SVG image, and the caption. Screen readers read the name and the caption.
  var html: HTMLNode {
    let heading = element("span", [("class", "name")], .text(name))
    return .element("figure", [], [heading] + image + [element("figcaption", [], .text(caption))])
  }

  private var image: [HTMLNode] {
    guard let size else { return [] }
    let label = "\(name): \(caption)"
    let shape: (StaticString, String) = size.isStretched ? ("preserveAspectRatio", "none") : ("class", "blocks")
    let attributes: [(StaticString, String)] = [
      ("viewBox", "0 0 \(size.width) \(size.height)"), shape, ("role", "img"), ("aria-label", label),
    ]
    let rectangles = rectangles.map { item in
      element(
        "rect",
        [
          ("class", item.style.rawValue), ("x", "\(item.x)"), ("y", "\(item.y)"), ("width", "\(item.width)"),
          ("height", "\(item.height)"),
        ])
    }
    return [.element("svg", attributes, [element("title", [], .text(label))] + rectangles)]
  }
}

extension Drawing.Legend {
  /// The legend as a line of colored marks, each followed by its meaning.
  var html: HTMLNode {
    let marks = entries.flatMap { [element("i", [("class", $0.style.rawValue)]), .text($0.meaning)] }
    return .element("p", [("class", "legend")], [.text(title)] + marks)
  }
}
