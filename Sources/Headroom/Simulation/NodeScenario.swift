/// A sequence of events on one simulated node.
package struct NodeScenario: Sendable {
  /// An event on the node.
  package enum Event: Hashable, Sendable {
    /// The node runs until its pool settles, and a snapshot is taken.
    case settle
    /// A snapshot is taken.
    case snapshot
    /// The number of pods that want an address is set; the order decides which pods leave first.
    case pods(Int, NodeSimulator.Order)
    /// A number of seconds passes.
    case advance(seconds: Int)
    /// The clock runs to a time in seconds, unless that has passed already.
    case advanceTo(Int)
    /// The agent restarts with other settings.
    case configure(CNIEnvironment)
    /// The agent restarts.
    case restart
    /// The node is cordoned or uncordoned.
    case cordon(Bool)
    /// EC2 refuses all calls for a number of seconds.
    case refuse(seconds: Int)
  }

  /// The node at the start.
  package let node: NodeSimulator
  /// The events, in order.
  package let events: [Event]

  /// Creates a scenario.
  package init(node: NodeSimulator, events: [Event]) {
    self.node = node
    self.events = events
  }

  /// Runs the events and returns a snapshot for each ``Event/settle`` and ``Event/snapshot``.
  package func run() -> [NodeSnapshot] { run(node) }

  /// Returns the smallest and the largest values over several orders of the agent's choices, for each snapshot.
  ///
  /// Upstream iterates over Go maps, whose order is random. The orders tried here are both policies of the simulator
  /// and a number of random orders.
  ///
  /// - Parameters:
  ///   - orders: The number of random orders.
  ///   - seed: The seed of the random numbers.
  package func bounds(orders: Int, seed: UInt64 = 1) -> [NodeBounds] {
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
      case .advanceTo(let time): node.advance(seconds: time - node.clock)
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
