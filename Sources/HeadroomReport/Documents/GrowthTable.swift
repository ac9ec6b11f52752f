internal import Headroom

extension Document.Table {
  /// Returns the growth forecast, with a row for each resource that runs out.
  static func growth(_ assessment: Assessment) -> Document.Table {
    Document.Table(
      id: "growth", title: "Growth",
      columns: [.init("month"), .init("resource", "runs out"), .init("nodes"), .init("pods")],
      rows: (assessment.growth?.exhaustions ?? []).map { item in
        [.integer(item.month), .text(item.resource.description), .integer(item.nodes), .integer(item.pods)]
      })
  }
}
