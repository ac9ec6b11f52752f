/// What a node leaves to pods once the system has its share.
public struct Allocatable: Hashable, Sendable {
  /// The CPU, or `nil` if the type's vCPUs are not known.
  public let cpu: CPUAmount?
  /// The memory, or `nil` if the type's memory is not known.
  ///
  /// What the hypervisor and the kernel keep is estimated as Karpenter does, by 7.5 % of the type's memory.
  public let memory: MemoryAmount?
  /// The arithmetic, in order.
  public let steps: [DerivationStep]

  /// Works out what a node leaves to pods: a `t3.medium` with 17 max pods 1930m CPU and 3246 MiB.
  ///
  /// Sources: nodeadm's `config.go` and `bootstrap.sh` in awslabs/amazon-eks-ami (kube-reserved, eviction), Karpenter's
  /// `types.go` (the estimate of the overhead).
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - family: The operating system's family; Bottlerocket and Windows reserve by the pods that are set, the
  ///     others by what the type's interfaces could serve.
  ///   - maxPods: The max pods set on the node.
  public init(on type: InstanceType, family: NodeGroup.AMIFamily, maxPods: Int) {
    let byFormula = type.interfaces * type.podSlotsPerInterface + 2
    let pods = family == .bottlerocket || family == .windows ? maxPods : byFormula
    var steps: [DerivationStep] = []
    cpu = type.vcpus.map { vcpus in
      let reserved = Self.reservedMillicores(vcpus: vcpus)
      let left = CPUAmount(millicores: max(0, vcpus * 1000 - reserved))
      steps.append(
        DerivationStep(
          "allocatable CPU",
          formula:
            "vCPUs less kube-reserved (6 % of the first, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest)",
          arithmetic: "\(vcpus * 1000)m − \(reserved)m = \(left)", source: Source.nodeadm))
      return left
    }
    memory = type.memory.map { memory in
      let total = memory.mebibytes
      // Karpenter takes 64 MiB off for Arm's kernel before the percentage.
      let visible = total - (type.isARM ? 64 : 0)
      let overhead = (visible * 75).dividedRoundingUp(by: 1000)
      let reserved = 11 * pods + 255
      let left = MemoryAmount.mebibytes(max(0, visible - overhead - reserved - Self.evictionMiB))
      steps.append(
        DerivationStep(
          "allocatable memory",
          formula:
            "memory less overhead (7.5 %, an estimate), kube-reserved (11 × pods + 255 MiB) and eviction (100 MiB)",
          arithmetic: "\(visible) − \(overhead) − (11 × \(pods) + 255) − \(Self.evictionMiB) = \(left)",
          source: Source.nodeadm + "; " + Source.karpenter))
      return left
    }
    self.steps = steps
  }

  /// Memory at which kubelet evicts pods, in MiB.
  private static let evictionMiB = 100

  /// 60 thousandths for the first vCPU, 10 for the second, 5 for the third and fourth, 2.5 for each further one.
  private static func reservedMillicores(vcpus: Int) -> Int {
    let further = max(0, vcpus - 4) * 5 / 2
    return [60, 10, 5, 5].prefix(vcpus).reduce(0, +) + further
  }
}
