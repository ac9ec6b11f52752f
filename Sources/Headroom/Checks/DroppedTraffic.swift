extension Check {
  /// A check for traffic that finds no pod.
  static let droppedTraffic = Check(
    "HR-TRF-005", "Dropped traffic",
    rule: """
      Traffic finds no pod: no pod of the Service runs, none runs on the client's node with internalTrafficPolicy \
      Local, or a load balancer has no target. Warn: the plan does not say where the clients of a Service with that \
      policy are.
      """,
    verdicts: [.warn, .fail],
    fix: """
      Run pods of the Service, and with Local one on every node that has clients. Use trafficDistribution \
      PreferSameNode if traffic may fall back to pods on other nodes.
      """
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item -> [Answer] in
      let part = PlanPart(.service, item.service.name)
      var answers: [Answer] = []
      if item.endpoints.isEmpty {
        answers.append(Answer(.fail, part, "no pod of \(item.service.workload) runs, so requests are not answered"))
      } else if let dropped = item.matrix?.dropped, dropped > 1e-9 {
        // kube-proxy drops the traffic of a Local policy if no pod runs on the node; it does not use other nodes.
        let share = percent(dropped)
        answers.append(
          item.service.assumesClients
            ? Answer(
              .warn, part,
              "\(share) of the traffic would be dropped if there are clients on every node; the plan does not say where they are"
            )
            : Answer(.fail, part, "\(share) of the clients' traffic is dropped: no pod runs on their nodes"))
      }
      for loadBalancer in item.loadBalancers {
        for route in loadBalancer.routes where route.share > 0 && route.path.dropped > 1e-9 && !item.endpoints.isEmpty {
          answers.append(
            Answer(
              .fail, part,
              """
              the \(loadBalancer.loadBalancer.kind.name) drops \(percent(route.path.dropped)) of the traffic that \
              it sends to \(route.service)
              """))
        }
      }
      return answers
    }
  }
}
