extension CostEstimate {
  /// What the bill does not contain, in sentences: pods without a place, what only takes addresses in the plan, and what
  /// no plan describes.
  static func omissions(of traffic: PlanTraffic) -> [String] {
    let plan = traffic.analysis.plan
    var list: [String] = []
    func pending(_ counts: [PodCount]) -> Int { counts.reduce(0) { $0 + $1.pending } }
    let (now, peak) = (pending(traffic.analysis.workloads), pending(traffic.analysis.peakWorkloads))
    if now > 0 || peak > 0 {
      list.append(
        """
        Pods that find no place cost nothing here: \(now) now and \(peak) at the peak. `headroom check` says why they \
        stay Pending.
        """)
    }
    let billable: Set<AddressReservation.Kind> = [
      .applicationLoadBalancer, .networkLoadBalancer, .natGateway, .interfaceEndpoint,
    ]
    let reserved = plan.reservations.filter { billable.contains($0.kind) }.map(\.name)
    if !reserved.isEmpty {
      list.append(
        """
        Reservations only take addresses, so the bill has no lines for \(reserved.joined(separator: ", ")). Load \
        balancers are billed from `services`, gateways and endpoints from `network`.
        """)
    }
    list.append(
      """
      Not included: volumes of pods and snapshots, logs and metrics, ECR, S3, KMS, queries to Route 53, CPU credits of T \
      instances, EKS capabilities, support plans and taxes.
      """)
    return list
  }
}
