internal import Headroom

extension Drawing {
  /// The maps of the subnets of which it is known where addresses are in use, or that keep parts for prefixes.
  static func blockMaps(of plan: ClusterPlan) -> [Drawing] {
    var rectangles = 0
    return plan.subnets.compactMap { subnet in
      guard !subnet.occupied.isEmpty || !subnet.cidrReservations.isEmpty, let map = BlockMap(of: subnet),
        rectangles < mostRectangles
      else { return nil }
      let drawing = blocks(of: map)
      rectangles += drawing.rectangles.count
      return drawing
    }
  }

  /// What the colors of ``blockMaps(of:)`` mean.
  static let blockLegend = Legend(
    title: "Blocks of sixteen addresses:",
    entries: [
      .init(style: .used, meaning: "full"), .init(style: .partly, meaning: "spoiled for prefixes"),
      .init(style: .reserved, meaning: "kept for prefixes"), .init(style: .free, meaning: "untouched"),
    ])

  /// The number of rectangles that a page has room for; the maps that come after are left out.
  private static let mostRectangles = 20_000

  /// A map of a subnet's /28 blocks: what is known to be in use, and which blocks a prefix can still come from.
  private static func blocks(of map: BlockMap) -> Drawing {
    // A row is a /24 of a small subnet, and a /22 of a large one.
    let perRow = map.states.count > 256 ? 64 : 16
    let columns = min(perRow, map.states.count)
    let row = map.states.count < columns ? "all of it" : columns == 64 ? "a /22" : "a /24"
    return Drawing(
      name: "\(map.subnet) \(map.block)",
      caption: "\(map.freeBlocks) of \(map.states.count) /28 blocks are untouched; a row is \(row)",
      size: Size(
        width: columns * 20, height: map.states.count.dividedRoundingUp(by: columns) * 20, isStretched: false),
      rectangles: runs(of: map, perRow: perRow).map { run in
        Rectangle(
          style: run.style, x: run.column * 20 + 1, y: run.row * 20 + 1, width: run.length * 20 - 2, height: 18)
      })
  }

  private struct Run {
    let row: Int
    let column: Int
    var length: Int
    let style: Style
  }

  /// Neighboring blocks of a large subnet that are alike, as one.
  private static func runs(of map: BlockMap, perRow: Int) -> [Run] {
    var runs: [Run] = []
    for (index, state) in map.states.enumerated() {
      let style: Style =
        switch state {
        case .free: .free
        case .reserved: .reserved
        case .prefix: .inUse
        case .used(let count): count == 16 ? .used : .partly
        }
      if perRow > 16, let last = runs.last, last.row == index / perRow, last.style == style {
        runs[runs.count - 1].length += 1
      } else {
        runs.append(Run(row: index / perRow, column: index % perRow, length: 1, style: style))
      }
    }
    return runs
  }
}
