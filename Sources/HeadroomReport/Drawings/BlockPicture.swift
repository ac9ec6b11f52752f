internal import Headroom

extension Drawing {
  /// Returns maps of the subnets whose used addresses have known places, or that have CIDR reservations.
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

  /// The legend of the colors of ``blockMaps(of:)``.
  static let blockLegend = Legend(
    title: "/28 blocks:",
    entries: [
      .init(style: .used, meaning: "full"), .init(style: .partly, meaning: "partly used, unusable for prefixes"),
      .init(style: .reserved, meaning: "reserved for prefixes"), .init(style: .free, meaning: "free"),
    ])

  /// The number of rectangles after which a page gets no more maps, so that it does not become too large.
  private static let mostRectangles = 20_000

  /// Returns a map of a subnet's /28 blocks: the used ones, and those that a prefix can still be taken from.
  private static func blocks(of map: BlockMap) -> Drawing {
    // A row is a /24 of a small subnet, and a /22 of a large one.
    let perRow = map.states.count > 256 ? 64 : 16
    let columns = min(perRow, map.states.count)
    let row = map.states.count < columns ? "the whole subnet" : columns == 64 ? "a /22" : "a /24"
    return Drawing(
      name: "\(map.subnet) \(map.block)",
      caption: "\(map.freeBlocks) of \(map.states.count) /28 blocks are free; each row is \(row)",
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

  /// Returns the blocks of a map as runs. In a large subnet, equal blocks next to each other become one run.
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
