internal import Headroom

extension Section {
  static let workloads = Section(
    id: "workloads",
    table: { report in
      Table(
        id: "workloads", title: "Workloads",
        columns: [
          .init("name"), .init("pods"), .init("running"), .init("pending"),
          .init("waiting_for_address", "waiting for address"), .init("reason", isBrief: false),
        ],
        rows: report.analysis.workloads.map { count in
          [
            .text(count.workload.name), .integer(count.pods), .integer(count.running), .integer(count.pending),
            .integer(count.waitingForAddress), .text(count.reason),
          ]
        })
    })
}
