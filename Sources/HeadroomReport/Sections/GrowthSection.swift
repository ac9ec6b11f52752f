internal import Headroom

extension Section {
  static let growth = Section(
    id: "growth",
    table: { report in
      Table(
        id: "growth", title: "Growth",
        columns: [.init("month"), .init("resource", "runs out"), .init("nodes"), .init("pods")],
        rows: (report.assessment.growth?.exhaustions ?? []).map { item in
          [.integer(item.month), .text(item.resource.description), .integer(item.nodes), .integer(item.pods)]
        })
    })
}
