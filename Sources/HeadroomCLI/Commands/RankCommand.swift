internal import ArgumentParser
internal import Headroom
internal import HeadroomImport
internal import HeadroomReport

/// The command `headroom rank`, which prints instance types by the cost of a pod.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Rank instance types by the monthly cost of a pod that really fits on them.",
    discussion: """
      The cost of a pod is the price of an instance divided by the pods that fit on it
      by CPU, memory, pod slots, addresses and branch interfaces. Without --pod, the
      pod is the mean of the plan's pods at the peak.

      EXAMPLES
        headroom rank --pod cpu=500m,memory=1Gi --region eu-central-1
        headroom rank -f plan.yaml --architecture arm64 --oldest-generation 7
        headroom rank -f plan.yaml --workload web --capacity-type spot -o csv
      """)

  @OptionGroup var plan: PlanOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("The requests of the pod, such as cpu=500m,memory=1Gi.", valueName: "requests"))
  var pod: PodRequests?

  @Option(help: "The region, if no plan is given.")
  var region: Region?

  @Option(help: ArgumentHelp("The workload of the plan whose pod is ranked.", valueName: "name"))
  var workload: String?

  @Option(help: ArgumentHelp("The node group of the plan whose settings the nodes have.", valueName: "name"))
  var nodeGroup: String?

  @Option(name: .customLong("architecture"), help: "Rank only types with this architecture; may be repeated.")
  var architectures: [Architecture] = []

  @Option(
    help: ArgumentHelp(
      "Rank only types of this generation or a newer one: the number in the family, 7 for m7g.", valueName: "number"))
  var oldestGeneration = 0

  @Flag(inversion: .prefixedNo, help: "Rank bare metal too.")
  var metal = true

  @Option(help: "How the instances are paid for; by default, as the node group of the plan.")
  var capacityType: CapacityType?

  @Option(help: "The number of types in the table for people.")
  var limit = 20

  /// An architecture of Linux nodes.
  enum Architecture: String, ExpressibleByArgument, CaseIterable {
    case amd64 = "x86_64"
    case arm64
  }

  func validate() throws {
    if plan.filename.isEmpty, pod == nil || region == nil {
      throw ValidationError("expected a plan (-f FILE), or --pod cpu=500m,memory=1Gi with --region REGION")
    }
    if !plan.filename.isEmpty, region != nil {
      throw ValidationError("--region and -f are mutually exclusive; the plan has a region")
    }
    if let objection = region?.objection { throw ValidationError(objection) }
    if pod != nil, workload != nil { throw ValidationError("--pod and --workload are mutually exclusive") }
    guard 1...10_000 ~= limit else { throw ValidationError("--limit \(limit) is out of range; expected 1 to 10000") }
  }

  func run() throws {
    let catalog = try plan.catalog.catalog()
    let (ranking, today) = try ranking(catalog)
    try output.print(.ranking(ranking, asOf: today, limit: limit))
  }

  private func ranking(_ catalog: InstanceCatalog) throws -> (InstanceRanking, CalendarDate?) {
    let (plan, prices) = try subject()
    let place = try nodeGroup.map { name in
      try orExit { try find(name, "node group", among: plan.nodeGroups.map(\.name)) }
    }
    if let place, plan.nodeGroups[place].manager == .fargate {
      try orExit {
        throw InvalidInput(
          description: "node group \(plan.nodeGroups[place].name) is a Fargate profile, which has no instance types")
      }
    }
    var template =
      place.map { plan.nodeGroups[$0] }
      // The name decides among groups, so that the order of the plan's lines does not.
      ?? plan.nodeGroups.filter { $0.manager != .fargate && $0.amiFamily != .windows }.min { $0.name < $1.name }
      ?? NodeGroup(name: "rank", instanceTypes: [], subnets: [])
    if let capacityType { template.capacityType = capacityType }
    var filter = InstanceRanking.Filter()
    filter.architectures = Set(architectures.map(\.rawValue))
    filter.oldestGeneration = oldestGeneration
    filter.includesBareMetal = metal
    let ranking = InstanceRanking(
      of: try requestedPod(of: plan), in: plan, template: template, catalog: catalog, prices: prices, filter: filter)
    if ranking.rows.isEmpty { try orExit { throw InvalidInput(description: emptiness(ranking)) } }
    return (ranking, prices.today)
  }

  /// Returns why no type is ranked, in one sentence.
  private func emptiness(_ ranking: InstanceRanking) -> String {
    if ranking.roomless == 0, ranking.unpriced > 0 {
      return "no instance type has a known price in the region for this way of paying; give prices with --prices"
    }
    return "no instance type that the options allow has room for one such pod"
  }

  /// Returns the plan with its prices; without a plan, an empty one of the region.
  private func subject() throws -> (ClusterPlan, Prices) {
    if let region, plan.filename.isEmpty {
      return try orExit {
        let empty = try ClusterPlan(name: "rank", region: region) {
          $0.subnets = [Subnet(name: "any", zone: "\(region)a")]
        }
        return (empty, try plan.prices(of: empty))
      }
    }
    let imported = try plan.read()
    let prices: Prices = try orExit { try plan.prices(of: imported.plan, own: imported.priceFiles) }
    return (imported.plan, prices)
  }

  private func requestedPod(of plan: ClusterPlan) throws -> Workload {
    if let pod {
      var requested = Workload(name: "pod")
      (requested.cpu, requested.memory) = (pod.cpu, pod.memory)
      return requested
    }
    return try orExit {
      if let workload {
        return plan.workloads[try find(workload, "workload", among: plan.workloads.map(\.name))]
      }
      guard let mean = InstanceRanking.meanPod(of: plan, on: nodeGroup) else {
        let place = nodeGroup.map { " that may run on \($0)" } ?? " that may run on nodes"
        throw InvalidInput(description: "the plan lists no pods\(place); expected --pod cpu=500m,memory=1Gi")
      }
      return mean
    }
  }

  private func find(_ name: String, _ noun: String, among names: [String]) throws -> Int {
    if let place = names.firstIndex(of: name) { return place }
    let hint = nearestName(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    throw InvalidInput(description: "the plan has no \(noun) \(name)\(hint)")
  }
}

/// The requests of a pod as a command-line argument, such as `cpu=500m,memory=1Gi`.
struct PodRequests: ExpressibleByArgument {
  private(set) var cpu: CPUAmount?
  private(set) var memory: MemoryAmount?

  init?(argument: String) {
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { return nil }
      switch pair[0] {
      case "cpu":
        guard cpu == nil, let amount = CPUAmount(pair[1]) else { return nil }
        cpu = amount
      case "memory", "mem":
        guard memory == nil, let amount = MemoryAmount(pair[1]) else { return nil }
        memory = amount
      default: return nil
      }
    }
  }
}
