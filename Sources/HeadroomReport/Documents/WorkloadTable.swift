internal import Headroom

extension Document.Table {
  /// Returns the workloads, with a row for each.
  static func workloads(_ assessment: Assessment) -> Document.Table {
    Document.Table(
      id: "workloads", title: "Workloads",
      columns: [
        .init("name"), .init("pods"), .init("running"), .init("pending"),
        .init("waiting_for_address", "waiting for address"), .init("reason", nil, .wide),
      ],
      rows: assessment.analysis.workloads.map { count in
        [
          .text(count.workload.name), .integer(count.pods), .integer(count.running), .integer(count.pending),
          .integer(count.waitingForAddress), .text(count.reason),
        ]
      })
  }
}
