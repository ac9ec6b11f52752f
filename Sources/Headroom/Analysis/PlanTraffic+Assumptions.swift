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
    let groups = zip(analysis.groups.map(\.profile.group), groupCosts).filter { $1.now != nil }
    guard !groups.isEmpty else { return [] }
    let region = analysis.plan.region
    var list: [Assumption] = []
    let missing = Set(
      groups.flatMap { [$1.now, $1.peak].compactMap(\.self) }.filter { $0.price == nil }.map(\.type.name))
    if !missing.isEmpty {
      list.append(
        Assumption(
          """
          No price is known for \(missing.sorted().joined(separator: ", ")) in \(region), so costs that depend on it are \
          unknown.
          """))
    }
    let known = groups.filter { $0.0.platform != .windows }.flatMap { group, cost in
      [cost.now?.price, cost.peak?.price].compactMap(\.self).map { (capacity: group.capacityType, price: $0) }
    }
    for capacity in CapacityType.allCases {
      let dates = Set(known.filter { $0.capacity == capacity }.map(\.price.asOf))
      for date in dates.sorted(by: { $0?.description ?? "" < $1?.description ?? "" }) {
        let isStale = date.isStale(asOf: prices.today) == true
        let age = date == nil ? ", of unknown date" : isStale ? ", stale (more than a year old)" : ""
        list.append(
          Assumption("\(capacity.meaning(in: region)), shared tenancy, without tax\(age).", asOf: date))
      }
    }
    if groups.contains(where: { $1.isAssumed }) {
      list.append(
        Assumption(
          """
          Groups with several instance types cost what one of the types costs: with Karpenter and EKS Auto Mode the one \
          that is least expensive for the pods, in an Auto Scaling group the first one, or with spot instances the most \
          expensive one.
          """))
    }
    return list
  }
}

extension CapacityType {
  /// What the prices of instances in a region are, as the beginning of a sentence.
  fileprivate func meaning(in region: Region) -> String {
    switch self {
    case .onDemand: "EC2 prices are Linux on-demand prices of \(region)"
    case .spot: "Spot prices are the average of \(region) at one moment"
    case .reserved1y: "Reserved prices are those of one year paid in advance in \(region)"
    case .reserved3y: "Reserved prices are those of three years paid in advance in \(region)"
    }
  }
}
