extension NodeGroup {
  /// Returns the group with one of its types alone, with its sizes as numbers of nodes.
  ///
  /// Without weights the sizes are numbers of nodes already. With weights they count units, of which a node of a type
  /// has as many as the weight of the type says. EC2 Auto Scaling launches nodes until the units suffice, so the last
  /// one may go beyond them.
  ///
  /// Source: Amazon EC2 Auto Scaling API, `MaxSize` and `WeightedCapacity`.
  func alone(_ type: InstanceType) -> NodeGroup {
    guard let weight = weights[type.name] else { return self }
    var group = self
    (group.weights, group.instanceTypes) = ([:], [type])
    group.desiredSize = desiredSize?.dividedRoundingUp(by: weight)
    group.minSize = minSize?.dividedRoundingUp(by: weight)
    group.maxSize = maxSize?.dividedRoundingUp(by: weight)
    return group
  }
}
