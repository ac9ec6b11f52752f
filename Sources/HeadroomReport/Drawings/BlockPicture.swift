internal import Headroom

extension Figure {
  /// Returns maps of the /28 blocks of subnets whose used addresses have known places, or that have CIDR reservations;
  /// `nil` if there are none.
  static func blockMaps(of plan: ClusterPlan) -> Figure? {
    var figure = Figure(
      title: "Blocks for prefixes",
      summary: "Each square is a /28 block. A prefix needs a whole free block.",
      legend: [
        (.taken, "full"), (.partly, "partly used, unusable for prefixes"), (.prefix, "prefix"),
        (.reserved, "reserved for prefixes"), (.free, "free"),
      ])
    var shapes = 0
    var omitted = 0
    for subnet in plan.subnets where !subnet.occupied.isEmpty || !subnet.cidrReservations.isEmpty {
      guard let map = BlockMap(of: subnet) else { continue }
      guard figure.rows.count < mostRows, shapes < mostShapes else {
        omitted += 1
        continue
      }
      let drawing = drawing(of: map)
      shapes += drawing.shapes.count
      figure.rows.append(
        Row(
          name: subnet.name, note: "\(map.block)", part: PlanPart(.subnet, subnet.name), drawing: drawing,
          end: "\(map.freeBlocks) of \(map.states.count) free"))
    }
    if omitted > 0 { figure.remark = "The maps of \(counted(omitted, "more subnet")) are left out." }
    return figure.rows.isEmpty ? nil : figure
  }

  /// The number of shapes after which a page gets no more maps, so that it does not become too large.
  private static let mostShapes = 20_000

  /// Returns a map of a subnet's /28 blocks.
  private static func drawing(of map: BlockMap) -> Drawing {
    // A row is a /24 of a small subnet, and a /22 of a large one.
    let perRow = map.states.count > 256 ? 64 : 16
    let columns = min(perRow, map.states.count)
    let row = map.states.count < columns ? "the whole subnet" : columns == 64 ? "a /22" : "a /24"
    return Drawing(
      label: "\(map.subnet): \(map.freeBlocks) of \(map.states.count) /28 blocks are free; each row is \(row)",
      height: map.states.count.dividedRoundingUp(by: columns) * 20, gridWidth: columns * 20,
      shapes: runs(of: map, perRow: perRow).map { run in
        .rectangle(run.style, x: run.column * 20 + 1, y: run.row * 20 + 1, width: run.length * 20 - 2, height: 18)
      })
  }

  private struct Run {
    let row: Int
    let column: Int
    var length: Int
    let style: Shape.Style
  }

  /// Returns the blocks of a map as runs. In a large subnet, equal blocks next to each other become one run.
  private static func runs(of map: BlockMap, perRow: Int) -> [Run] {
    var runs: [Run] = []
    for (index, state) in map.states.enumerated() {
      let style: Shape.Style =
        switch state {
        case .free: .free
        case .reserved: .reserved
        case .prefix: .prefix
        case .used(let count): count == 16 ? .taken : .partly
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
