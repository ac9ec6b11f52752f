extension Check {
  /// Whether some clients find no endpoint.
  static let droppedTraffic = Check(
    "HR-TRF-005", "Traffic is dropped",
    rule:
      "Clients find no pod: none runs, none runs on their node with internalTrafficPolicy Local, or a load balancer has no target.",
    verdicts: [.fail],
    fix: "Run pods, one on every node for Local; trafficDistribution PreferSameNode is the policy that falls back."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item -> [Answer] in
      let part = PlanPart(.service, item.service.name)
      var answers: [Answer] = []
      if item.endpoints.isEmpty {
        answers.append(Answer(.fail, part, "no pod of \(item.service.workload) runs, so that nobody answers"))
      } else if let dropped = item.matrix?.dropped, dropped > 1e-9 {
        answers.append(
          Answer(.fail, part, "\(percent(dropped)) of the clients' traffic is dropped: no pod runs on their nodes"))
      }
      for loadBalancer in item.loadBalancers {
        for route in loadBalancer.routes where route.share > 0 && route.path.dropped > 1e-9 && !item.endpoints.isEmpty {
          answers.append(
            Answer(
              .fail, part,
              "the \(loadBalancer.loadBalancer.kind.rawValue) drops \(percent(route.path.dropped)) of what it sends to \(route.service)"
            ))
        }
      }
      return answers
    }
  }
}
