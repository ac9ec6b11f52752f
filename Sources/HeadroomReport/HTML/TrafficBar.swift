internal import Headroom

/// Two bars that show how much of a Service's traffic crosses zones: without hints above, as planned below.
struct TrafficBar {
  private let name: String
  private let planned: Double
  private let plain: Double

  /// `nil` if the Service's traffic comes through load balancers, or its share is not known.
  init?(_ item: ServiceTraffic) {
    guard let planned = item.crossZoneFraction, let plain = item.crossZoneFractionWithoutHints else { return nil }
    name = item.service.name
    self.planned = planned
    self.plain = plain
  }

  var node: HTMLNode {
    element(
      "figure", [], element("span", [("class", "name")], .text(name)), picture,
      element("figcaption", [], .text(caption)))
  }

  private var caption: String {
    func percent(_ share: Double) -> String { Cell.share(share).shown ?? "" }
    return "crossing zones: \(percent(plain)) without hints (above), \(percent(planned)) as planned (below)"
  }

  private var picture: HTMLNode {
    func bar(_ share: Double, y: String) -> [HTMLNode] {
      let crossing = Int(share * 1000)
      return [
        element(
          "rect", [("class", "crossing"), ("x", "0"), ("y", y), ("width", "\(crossing)"), ("height", "12")]),
        element(
          "rect",
          [("class", "near"), ("x", "\(crossing)"), ("y", y), ("width", "\(1000 - crossing)"), ("height", "12")]),
      ]
    }
    let label = "\(name): \(caption)"
    let bars = bar(plain, y: "2") + bar(planned, y: "18")
    let attributes: [(StaticString, String)] = [
      ("viewBox", "0 0 1000 32"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", label),
    ]
    return .element("svg", attributes, [element("title", [], .text(label))] + bars)
  }
}
