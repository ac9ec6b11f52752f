/// The CPU and memory that a node has left for pods after the reservations for the system (its allocatable resources).
public struct Allocatable: Hashable, Sendable {
  /// The allocatable CPU; `nil` if the number of vCPUs is not known.
  public let cpu: CPUAmount?
  /// The allocatable memory; `nil` if the type's memory is not known.
  ///
  /// The memory that the hypervisor and the kernel use is estimated as Karpenter does it, as 7.5% of the type's memory.
  public let memory: MemoryAmount?
  /// The steps of the calculation, in order.
  public let steps: [DerivationStep]

  /// Computes the allocatable resources of a node.
  ///
  /// A `t3.medium` with max pods 17 has 1930m CPU and 3246 MiB.
  ///
  /// Sources: nodeadm's `config.go` and `bootstrap.sh` in awslabs/amazon-eks-ami (kube-reserved, eviction), Karpenter's
  /// `types.go` (the estimate of the overhead).
  ///
  /// - Parameters:
  ///   - type: The instance type.
  ///   - family: The family of the machine image. Bottlerocket and Windows reserve memory for the max pods that are
  ///     set, the other families for the pods that the type's interfaces can serve.
  ///   - maxPods: The node's max pods value.
  public init(on type: InstanceType, family: NodeGroup.AMIFamily, maxPods: Int) {
    self.init(on: type, family: family, maxPods: maxPods, formulaPods: nil)
  }

  /// Computes the allocatable resources of a node on which an expression replaces the formula for max pods.
  init(on type: InstanceType, family: NodeGroup.AMIFamily, maxPods: Int, formulaPods: Int?) {
    let byFormula = formulaPods ?? type.interfaces * type.podSlotsPerInterface + 2
    let pods = family == .bottlerocket || family == .windows ? maxPods : byFormula
    var steps: [DerivationStep] = []
    cpu = type.vcpus.map { vcpus in
      let reserved = Self.reservedMillicores(vcpus: vcpus)
      let left = CPUAmount(millicores: max(0, vcpus * 1000 - reserved))
      steps.append(
        DerivationStep(
          "allocatable CPU",
          formula:
            "vCPUs − kube-reserved (6% of the first, 1% of the second, 0.5% of the next two, 0.25% of the rest)",
          arithmetic: "\(vcpus * 1000)m − \(reserved)m = \(left)", source: Source.nodeadm))
      return left
    }
    memory = type.memory.map { memory in
      let total = memory.mebibytes
      // Karpenter subtracts 64 MiB for the kernel on Arm before it takes the percentage.
      let visible = total - (type.isARM ? 64 : 0)
      let overhead = (visible * 75).dividedRoundingUp(by: 1000)
      let reserved = 11 * pods + 255
      let left = MemoryAmount.mebibytes(max(0, visible - overhead - reserved - Self.evictionMiB))
      steps.append(
        DerivationStep(
          "allocatable memory",
          formula:
            "memory − overhead (7.5%, an estimate) − kube-reserved (11 × pods + 255 MiB) − eviction (100 MiB)",
          arithmetic: "\(visible) − \(overhead) − (11 × \(pods) + 255) − \(Self.evictionMiB) = \(left)",
          source: Source.nodeadm + "; " + Source.karpenter))
      return left
    }
    self.steps = steps
  }

  /// The amount of available memory below which the kubelet evicts pods, in MiB.
  private static let evictionMiB = 100

  /// Returns the CPU that is reserved for the system (kube-reserved).
  ///
  /// It is 60 millicores for the first vCPU, 10 for the second, 5 each for the third and fourth, and 2.5 for each of
  /// the others.
  private static func reservedMillicores(vcpus: Int) -> Int {
    let further = max(0, vcpus - 4) * 5 / 2
    return [60, 10, 5, 5].prefix(vcpus).reduce(0, +) + further
  }
}
