/// The size of a pod on Fargate: the combination of vCPU and memory that AWS bills.
///
/// Fargate adds 256 MiB to the memory that a pod requests, for the kubelet, kube-proxy and containerd, and takes the
/// smallest combination that has at least as much vCPU and memory. A pod without requests gets the smallest one.
///
/// Source: EKS user guide, fargate-pod-configuration.
struct FargatePodSize: Hashable, Sendable {
  /// The vCPUs in thousandths.
  let millicores: Int
  /// The memory in MiB.
  let mebibytes: Int

  /// The vCPUs in thousandths, with the memory in GiB that they may have: from, to, in steps of.
  private static let combinations = [
    (250, [0.5, 1, 2]), (500, [1, 2, 3, 4]), (1000, Array(stride(from: 2.0, through: 8, by: 1))),
    (2000, Array(stride(from: 4.0, through: 16, by: 1))), (4000, Array(stride(from: 8.0, through: 30, by: 1))),
    (8000, Array(stride(from: 16.0, through: 60, by: 4))), (16000, Array(stride(from: 32.0, through: 120, by: 8))),
  ]

  /// Returns the size of a pod; `nil` if no combination is large enough, so that the pod stays pending.
  init?(cpu: CPUAmount?, memory: MemoryAmount?) {
    let wanted = (memory?.bytes ?? 0).addingReportingOverflow(256 << 20)
    guard !wanted.overflow else { return nil }
    for (millicores, sizes) in Self.combinations where millicores >= cpu?.millicores ?? 0 {
      // A pod without requests gets 0.5 GB, which its 256 MiB fit into.
      guard let size = sizes.first(where: { Int($0 * 1024) << 20 >= wanted.partialValue }) else { continue }
      (self.millicores, mebibytes) = (millicores, Int(size * 1024))
      return
    }
    return nil
  }

  /// Returns the size of a workload's pods; `nil` if Fargate runs no pods of that size, so that they stay pending.
  init?(of workload: Workload) {
    if let storage = workload.ephemeralStorage, storage.bytes > Self.mostStorage << 30 { return nil }
    self.init(cpu: workload.cpu, memory: workload.memory)
  }

  /// The ephemeral storage that every pod has without a fee, in GiB.
  static let includedStorage = 20
  /// The most ephemeral storage that a pod can have, in GiB.
  private static let mostStorage = 175
  /// The largest pod, in words.
  static let largest = "16 vCPU, 120 GiB of memory and \(mostStorage) GiB of storage"
}
