extension Check {
  /// A check for pods that receive no traffic.
  static let idlePods = Check(
    "HR-TRF-006", "Pods without traffic",
    rule: "Pods are hinted to a zone without clients, or run in a zone in which a load balancer is not enabled.",
    verdicts: [.warn],
    fix: "Enable the load balancer in the zones of the pods, or place the pods where the clients are."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item -> [Answer] in
      let part = PlanPart(.service, item.service.name)
      var answers: [Answer] = []
      if !item.clients.isEmpty, let idle = item.routing?.asAsked.idleEndpoints, idle > 0 {
        answers.append(
          Answer(.warn, part, "\(idle) pods get no traffic: the zone that they are hinted to has no clients"))
      }
      for loadBalancer in item.loadBalancers {
        for route in loadBalancer.routes where route.unreachedPods > 0 {
          answers.append(
            Answer(
              .warn, part,
              """
              \(route.unreachedPods) pods of \(route.service) are in zones in which the \
              \(loadBalancer.loadBalancer.kind.name) is not enabled
              """))
        }
      }
      return answers
    }
  }
}
