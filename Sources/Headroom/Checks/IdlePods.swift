extension Check {
  /// Whether pods get nothing to do.
  static let idlePods = Check(
    "HR-TRF-006", "Pods get no traffic",
    rule: "Pods are hinted to a zone without clients, or stand in a zone that a load balancer is not enabled in.",
    verdicts: [.warn],
    fix: "Enable the load balancer in the pods' zones, or place the pods where clients are."
  ) { (traffic: PlanTraffic) in
    traffic.services.flatMap { item -> [Answer] in
      let part = PlanPart(.service, item.service.name)
      var answers: [Answer] = []
      if !item.clients.isEmpty, let idle = item.routing?.asAsked.idleEndpoints, idle > 0 {
        answers.append(
          Answer(.warn, part, "\(idle) pods get no traffic: nobody in the zone that they are hinted to asks"))
      }
      for loadBalancer in item.loadBalancers {
        for route in loadBalancer.routes where route.unreachedPods > 0 {
          answers.append(
            Answer(
              .warn, part,
              "\(route.unreachedPods) pods of \(route.service) are in zones that the \(loadBalancer.loadBalancer.kind.rawValue) is not enabled in"
            ))
        }
      }
      return answers
    }
  }
}
