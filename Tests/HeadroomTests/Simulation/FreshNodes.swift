import Headroom

/// A suite that simulates nodes which have just started.
protocol FreshNodes {}

extension FreshNodes {
  /// A subnet with more room than any node takes.
  var wide: NodeSubnet { NodeSubnet(freeAddresses: 60_000, freeBlocks: 3700) }

  /// A node that has just started.
  func node(
    _ type: InstanceType, _ settings: CNISettings = .chart, maxPods: Int? = nil,
    policy: NodeSimulator.Policy = .packed, subnet: NodeSubnet? = nil
  ) -> NodeSimulator {
    NodeSimulator(
      type: type, settings: settings, maxPods: maxPods, policy: policy, subnet: subnet ?? wide,
      podSubnet: settings.customNetworking ? wide : nil)
  }
}
