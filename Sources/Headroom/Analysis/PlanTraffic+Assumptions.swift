extension PlanAnalysis {
  /// What the traffic's numbers rest on and the plan does not say.
  var trafficAssumptions: [Assumption] {
    guard !traffic.isEmpty else { return [] }
    var list = [
      Assumption(
        "A month has 730 hours; a GB has \(plan.networkUse.bytesPerGB) bytes, as AWS' tiers suggest and no page of it says."
      ),
      Assumption("Prices of traffic are list prices without tax; each line has its source and date."),
    ]
    if !traffic.services.isEmpty {
      list += [
        Assumption("Pods of a Service spread evenly over the zones of their node groups."),
        Assumption("Hints are those of a fresh allocation; a live cluster may lag behind."),
        Assumption(
          "Traffic with the cluster's API server, of kubelets and of scrapes is left out: no source tells how it is billed, and hints cannot change it."
        ),
      ]
      let weight = traffic.countsNodes ? "number of nodes, for want of a type's CPU" : "CPU of its nodes"
      if traffic.services.contains(where: { $0.service.clients == .nodes && $0.service.measured == nil }) {
        list.append(Assumption("Where the plan names no clients, each zone asks in proportion to the \(weight)."))
      }
      if traffic.services.contains(where: { $0.service.measured != nil }) {
        list.append(Assumption("What was measured is taken to be measured without hints."))
      }
    }
    if traffic.guessesNodes {
      list.append(Assumption("Nodes that come as pods need them are taken to be in every zone of their group."))
    }
    if plan.kubernetesVersion == nil, !traffic.services.isEmpty {
      list.append(Assumption("The plan names no version of Kubernetes: the newest rules for hints hold."))
    }
    if traffic.lines.contains(where: { $0.meter == "internet_out" }) {
      list.append(Assumption("The account's free allowance and tiers for the internet are this plan's alone."))
    }
    return list
  }
}
