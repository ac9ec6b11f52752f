/// What happens to one simulated node, in order.
public struct NodeScenario: Sendable {
  /// One thing that happens.
  public enum Event: Hashable, Sendable {
    /// The node runs until nothing changes; gives a snapshot.
    case settle
    /// A snapshot.
    case snapshot
    /// So many pods want an address.
    case pods(Int, NodeSimulator.Order)
    /// Time passes.
    case advance(seconds: Int)
    /// The agent restarts with other settings.
    case configure(CNIEnvironment)
    /// The agent restarts.
    case restart
    /// The node takes no new pods, or does again.
    case cordon(Bool)
    /// EC2 refuses for so many seconds.
    case refuse(seconds: Int)
  }

  /// The node as it starts.
  public let node: NodeSimulator
  /// The events.
  public let events: [Event]

  /// Makes a scenario.
  public init(node: NodeSimulator, events: [Event]) {
    self.node = node
    self.events = events
  }

  /// Runs the events; a snapshot for each ``Event/settle`` and ``Event/snapshot``.
  public func run() -> [NodeSnapshot] { run(node) }

  /// The fewest and the most that come out over several orders: both policies, and orders that are drawn, since upstream
  /// walks its tables in random order.
  ///
  /// - Parameters:
  ///   - orders: How many are drawn.
  ///   - seed: Where the random numbers start.
  public func bounds(orders: Int, seed: UInt64 = 1) -> [NodeBounds] {
    var bounds: [NodeBounds] = []
    func add(_ node: NodeSimulator) {
      let snapshots = run(node)
      if bounds.isEmpty { bounds = snapshots.map(NodeBounds.init) }
      for (index, snapshot) in snapshots.enumerated() { bounds[index].add(snapshot) }
    }
    for policy in NodeSimulator.Policy.allCases { add(node.following(policy)) }
    for order in 0..<max(0, orders) {
      var node = node
      node.draw(seed: seed &+ UInt64(order))
      add(node)
    }
    return bounds
  }

  private func run(_ node: NodeSimulator) -> [NodeSnapshot] {
    var node = node
    return events.compactMap { event in
      switch event {
      case .settle: return node.settle()
      case .snapshot: return node.snapshot()
      case .pods(let count, let order): node.setPods(count, order: order)
      case .advance(let seconds): node.advance(seconds: seconds)
      case .configure(let environment):
        node.configure(environment.settings, agent: AgentSettings(environment))
      case .restart: node.restart()
      case .cordon(let isCordoned): node.cordon(isCordoned)
      case .refuse(let seconds): node.refuse(seconds: seconds)
      }
      return nil
    }
  }
}
