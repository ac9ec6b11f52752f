extension PlanTraffic {
  /// What prices and traffic are based on and the plan does not say, each with its date.
  public var assumptions: [Assumption] { priceAssumptions + trafficAssumptions }

  private var trafficAssumptions: [Assumption] {
    guard !isEmpty else { return [] }
    let plan = analysis.plan
    var list = [
      Assumption(
        "A month has 730 hours; a GB has \(plan.networkUse.bytesPerGB) bytes, as AWS' tiers suggest and no page of it says."
      ),
      Assumption("Prices of traffic are list prices without tax; each line has its source and date."),
    ]
    if !services.isEmpty {
      list += [
        Assumption("Pods of a Service spread evenly over the zones of their node groups."),
        Assumption("Hints are those of a fresh allocation; a live cluster may lag behind."),
        Assumption(
          "Traffic with the cluster's API server, of kubelets and of scrapes is left out: no source tells how it is billed, and hints cannot change it."
        ),
      ]
      let weight = countsNodes ? "number of nodes, for want of a type's CPU" : "CPU of its nodes"
      if services.contains(where: { $0.service.clients == .nodes && $0.service.measured == nil }) {
        list.append(Assumption("Where the plan names no clients, each zone asks in proportion to the \(weight)."))
      }
      if services.contains(where: { $0.service.measured != nil }) {
        list.append(Assumption("What was measured is taken to be measured without hints."))
      }
    }
    if guessesNodes {
      list.append(Assumption("Nodes that come as pods need them are taken to be in every zone of their group."))
    }
    if plan.kubernetesVersion == nil, !services.isEmpty {
      list.append(Assumption("The plan names no version of Kubernetes: the newest rules for hints hold."))
    }
    if lines.contains(where: { $0.meter == .internetOut }) {
      list.append(Assumption("The account's free allowance and tiers for the internet are this plan's alone."))
    }
    return list
  }

  private var priceAssumptions: [Assumption] {
    let named = Set(analysis.groups.flatMap(\.profile.nodes).map(\.type.name)).sorted()
    guard !named.isEmpty else { return [] }
    let plan = analysis.plan
    let (prices, today) = (self.prices.instances, self.prices.today)
    if prices.isEmpty { return [Assumption("No EC2 prices of \(plan.region) are known: costs are unknown.")] }
    var list: [Assumption] = []
    let missing = named.filter { prices[$0] == nil }
    if !missing.isEmpty {
      list.append(
        Assumption(
          "No price of \(missing.joined(separator: ", ")) in \(plan.region) is known: what hangs on it is unknown."))
    }
    let dates = Set(named.compactMap { prices[$0] }.map(\.asOf))
    for date in dates.sorted(by: { $0?.description ?? "" < $1?.description ?? "" }) {
      let age =
        date.flatMap { date in today.map { date.isStale(asOf: $0) } } == true ? "; stale, more than a year old" : ""
      list.append(
        Assumption(
          "EC2 prices are Linux on-demand prices of \(plan.region), tax excluded\(date == nil ? ", date unknown" : age).",
          asOf: date))
    }
    return list
  }
}
