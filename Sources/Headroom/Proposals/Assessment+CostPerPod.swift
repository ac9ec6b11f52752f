extension Assessment {
  /// The instance types of the node groups with the pods that fit on them and their cost, in the order of the plan.
  ///
  /// The pod is the mean of those that may run on the group. Groups without such pods, without a known instance type and
  /// on Fargate are left out.
  package var costPerPod: [(group: String, row: InstanceRanking.Row)] { costPerPod(ofFirst: .max) }

  /// Returns the same for the first groups alone, which takes less time.
  package func costPerPod(ofFirst groups: Int) -> [(group: String, row: InstanceRanking.Row)] {
    let prices = NodePrices(traffic.prices, of: plan)
    var means = plan.nodeGroups.map { _ in PodMean() }
    for (workload, homes) in zip(plan.workloads, plan.index.groupsOfWorkload) {
      for home in homes { means[home].add(workload) }
    }
    return zip(plan.nodeGroups.indices.prefix(groups), traffic.groupCosts).compactMap { place, cost in
      let group = plan.nodeGroups[place]
      guard let type = cost.now?.type, let pod = means[place].pod else { return nil }
      var bench = RankingBench(pod, plan, group)
      return (group.name, bench.row(type, price: prices.node(type, of: group)))
    }
  }
}
