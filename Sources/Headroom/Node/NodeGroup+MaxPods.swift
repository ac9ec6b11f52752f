extension NodeGroup {
  /// The program or service that sets max pods on the group's nodes; `nil` on Fargate, where there is none.
  package var maxPodsSetter: MaxPodsSetter? {
    switch (manager, amiFamily) {
    case (.fargate, _): nil
    case (.autoMode, _): .autoMode
    case (.karpenter, _): .karpenter
    case (.managed, _) where !usesCustomAMI: .managed
    case (_, .amazonLinux2): .al2
    case (_, .bottlerocket): .bottlerocket
    case (_, .amazonLinux2023), (_, .windows), (_, .custom): .nodeadm
    }
  }

  /// Returns the max pods value that is set on a new node of each of the group's instance types.
  func maxPodsOfNewNodes(settings: CNISettings) -> [Int?] {
    let numbers = instanceTypes.map { computedMaxPods(on: $0, settings: settings) }
    if declaredMaxPodsCount, let declaredMaxPods { return numbers.map { _ in declaredMaxPods } }
    // A managed node group sets the smallest value over its types on all nodes; the others decide for each node.
    let known = numbers.compactMap(\.self)
    guard maxPodsSetter == .managed, known.count == numbers.count, let least = known.min() else { return numbers }
    return numbers.map { _ in least }
  }

  /// Returns the max pods value that is set on a node unless the plan declares one; `nil` if it depends on a number of
  /// vCPUs that is not known, and on Fargate.
  func computedMaxPods(on type: InstanceType, settings: CNISettings) -> Int? {
    guard let setter = maxPodsSetter else { return nil }
    let node = MaxPods(on: type, settings: settings, platform: platform, reservedInterfaces: reservedENIs)
    let value = expressedMaxPods(on: type) ?? setter.maxPods(for: node)
    // Bottlerocket has no setting for pods per core.
    guard podsPerCore > 0, setter == .karpenter, amiFamily != .bottlerocket else { return value }
    return type.vcpus.flatMap { vcpus in value.map { min($0, podsPerCore * vcpus) } }
  }

  /// Returns the value of the plan's max pods expression on a type; `nil` if there is no expression, if the program that
  /// configures the node knows none, or if it has no value, in which case the formula counts.
  package func expressedMaxPods(on type: InstanceType) -> Int? {
    guard let maxPodsExpression, let setter = maxPodsSetter, setter == .nodeadm || setter == .karpenter else {
      return nil
    }
    var variables = [
      "default_enis": type.interfaces, "ips_per_eni": type.addressesPerInterface,
      "max_pods": type.interfaces * type.podSlotsPerInterface + 2,
    ]
    if setter == .karpenter {
      variables["vcpus"] = type.vcpus
      variables["memory_mib"] = type.memory?.mebibytes
    }
    let known: Set<String> = setter == .karpenter ? ["min", "max"] : []
    let least = setter == .karpenter ? 0 : 1
    return maxPodsExpression.value(of: variables, functions: known).flatMap {
      (least...Int(Int32.max)).contains($0) ? min($0, PlanValidation.mostPodsPerNode) : nil
    }
  }

  /// Whether the max pods value that the plan declares has an effect.
  ///
  /// EKS' own value overrides it in a managed node group without a custom AMI and in Auto Mode.
  ///
  /// Source: EKS user guide, nodes/create-managed-node-group, "How maxPods is determined".
  package var declaredMaxPodsCount: Bool { maxPodsSetter != .managed && maxPodsSetter != .autoMode }
}
