internal import Headroom

extension Document.Table {
  /// Returns the workloads, with a row for each.
  static func workloads(_ assessment: Assessment) -> Document.Table {
    let verdicts = assessment.verdicts
    var table = Document.Table(
      id: "workloads", title: "Workloads",
      columns: [
        .init("name"), .init("pods"), .init("running"), .init("pending"), .init("waiting_for_address", "waiting"),
        .init("reason", nil, .wide), .init("peak_pods", "at peak"), .init("peak_running", "run at peak"),
        .init("peak_reason", "reason at peak", .wide), .init("verdict"),
      ],
      rows: zip(assessment.analysis.workloads, assessment.analysis.peakWorkloads).map { count, peak in
        [
          .text(count.workload.name), .integer(count.pods), .integer(count.running), .integer(count.pending),
          .integer(count.waitingForAddress), .text(count.reason), .integer(peak.pods), .integer(peak.running),
          .text(peak.reason),
          .verdict(verdicts[PlanPart(.workload, count.workload.name)] ?? .pass),
        ]
      })
    table.kind = .workload
    table.showsTroubleOnly = true
    return table
  }
}
