extension PlanTraffic {
  /// The assumptions about prices and traffic that the plan does not specify.
  package var assumptions: [Assumption] { priceAssumptions + trafficAssumptions }

  private var trafficAssumptions: [Assumption] {
    guard !isEmpty else { return [] }
    let plan = analysis.plan
    var list = [
      Assumption(
        """
        A month has 730 hours, and a GB has \(plan.networkUse.bytesPerGB) bytes. AWS' price tiers suggest the number \
        of bytes, but no AWS page states it.
        """),
      Assumption("Traffic prices are list prices without tax. Each line gives its source and date."),
    ]
    if !services.isEmpty {
      list += [
        Assumption("The pods of a Service are spread evenly over the zones of their node groups."),
        Assumption("Topology hints are those of a new allocation. A running cluster may still have older hints."),
        Assumption(
          """
          Traffic of the cluster's API server, of kubelets and of metrics scraping is not included, because it is not \
          known how it is billed. Topology hints cannot change it.
          """),
      ]
      let weight =
        countsNodes ? "number of its nodes, because the CPU of an instance type is not known" : "CPU of its nodes"
      if services.contains(where: { $0.service.clients == .nodes && $0.service.measured == nil }) {
        list.append(
          Assumption(
            "Where the plan names no clients, each zone sends requests in proportion to the \(weight)."))
      }
      if services.contains(where: { $0.service.measured != nil }) {
        list.append(Assumption("Measured traffic is assumed to have been measured without topology hints."))
      }
    }
    if guessesNodes {
      list.append(
        Assumption("Nodes that are added as pods need them are assumed to be in every zone of their group."))
    }
    if plan.kubernetesVersion == nil, !services.isEmpty {
      list.append(Assumption("The plan gives no Kubernetes version, so the newest rules for topology hints apply."))
    }
    // The free allowance and the tiers apply to the sum over all workloads of an account.
    if lines.contains(where: { $0.meter == .internetOut }) {
      list.append(
        Assumption("Only this plan uses the account's free allowance and price tiers for traffic to the internet."))
    }
    return list
  }

  private var priceAssumptions: [Assumption] {
    let named = Set(analysis.groups.flatMap(\.profile.nodes).map(\.type.name)).sorted()
    guard !named.isEmpty else { return [] }
    let plan = analysis.plan
    let (prices, today) = (self.prices.instances, self.prices.today)
    if prices.isEmpty { return [Assumption("No EC2 prices are known for \(plan.region), so costs are unknown.")] }
    var list: [Assumption] = []
    let missing = named.filter { prices[$0] == nil }
    if !missing.isEmpty {
      list.append(
        Assumption(
          """
          No price is known for \(missing.joined(separator: ", ")) in \(plan.region), so costs that depend on it are \
          unknown.
          """))
    }
    let dates = Set(named.compactMap { prices[$0] }.map(\.asOf))
    for date in dates.sorted(by: { $0?.description ?? "" < $1?.description ?? "" }) {
      let age =
        date.flatMap { date in today.map { date.isStale(asOf: $0) } } == true ? ", stale (more than a year old)" : ""
      list.append(
        Assumption(
          """
          EC2 prices are Linux on-demand prices of \(plan.region) without tax\(date == nil ? ", of unknown date" : age).
          """,
          asOf: date))
    }
    return list
  }
}
