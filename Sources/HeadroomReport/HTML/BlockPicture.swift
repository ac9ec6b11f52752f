internal import Headroom

/// A picture of a subnet's /28 blocks: what is known to be in use, and which blocks a prefix can still come from.
struct BlockPicture {
  private let map: BlockMap

  init(_ map: BlockMap) {
    self.map = map
  }

  /// The pictures of subnets of which it is known where addresses are in use, or that keep parts for prefixes.
  static func all(of plan: ClusterPlan) -> [HTMLNode] {
    var rectangles = 0
    let pictures = plan.subnets.compactMap { subnet -> HTMLNode? in
      guard !subnet.occupied.isEmpty || !subnet.cidrReservations.isEmpty, let map = BlockMap(of: subnet),
        rectangles < mostRectangles
      else { return nil }
      let picture = BlockPicture(map)
      rectangles += picture.runs.count
      return picture.node
    }
    return pictures.isEmpty ? [] : [legend] + pictures
  }

  private static var legend: HTMLNode {
    let entries: [(StaticString, String)] = [
      ("used", "full"), ("partly", "spoiled for prefixes"), ("reserved", "kept for prefixes"), ("free", "untouched"),
    ]
    let nodes = entries.flatMap { [element("i", [("class", "\($0.0)")]), .text($0.1)] }
    return .element("p", [("class", "legend")], [.text("Blocks of sixteen addresses:")] + nodes)
  }

  /// A page has room for so many; the maps that come after are left out.
  private static let mostRectangles = 20_000

  private struct Run {
    let row: Int
    let column: Int
    var length: Int
    let style: String
  }

  /// A /24 is a row of a small subnet, a /22 of a large one.
  private var columns: Int { map.states.count > 256 ? 64 : 16 }

  private var runs: [Run] {
    var runs: [Run] = []
    for (index, state) in map.states.enumerated() {
      let style =
        switch state {
        case .free: "free"
        case .reserved: "reserved"
        case .prefix: "inuse"
        case .used(let count): count == 16 ? "used" : "partly"
        }
      if columns > 16, let last = runs.last, last.row == index / columns, last.style == style {
        runs[runs.count - 1].length += 1
      } else {
        runs.append(Run(row: index / columns, column: index % columns, length: 1, style: style))
      }
    }
    return runs
  }

  private var node: HTMLNode {
    let columns = min(columns, map.states.count)
    let rows = map.states.count.dividedRoundingUp(by: columns)
    let caption = "\(map.freeBlocks) of \(map.states.count) /28 blocks are untouched; a row is \(rowBlock)"
    var children = [element("title", [], .text("\(map.subnet): \(caption)"))]
    for run in runs {
      children.append(
        element(
          "rect",
          [
            ("class", run.style), ("x", "\(run.column * 20 + 1)"), ("y", "\(run.row * 20 + 1)"),
            ("width", "\(run.length * 20 - 2)"), ("height", "18"),
          ]))
    }
    let picture = HTMLNode.element(
      "svg",
      [
        ("class", "blocks"), ("viewBox", "0 0 \(columns * 20) \(rows * 20)"), ("role", "img"),
        ("aria-label", "\(map.subnet): \(caption)"),
      ], children)
    return element(
      "figure", [], element("span", [("class", "name")], .text("\(map.subnet) \(map.block)")), picture,
      element("figcaption", [], .text(caption)))
  }

  private var rowBlock: String {
    map.states.count < columns ? "all of it" : columns == 64 ? "a /22" : "a /24"
  }
}
