/// The mean of pods at the peak, which is added up workload by workload.
struct PodMean {
  private var pods = 0
  private var millicores: Int128 = 0, bytes: Int128 = 0
  private var haveSecurityGroups = true

  /// Adds the pods of a workload. DaemonSets and pods in the host's network do not count.
  mutating func add(_ workload: Workload) {
    let count = max(workload.replicas, workload.maxReplicas ?? 0)
    guard !workload.isDaemonSet, !workload.usesHostNetwork, count > 0 else { return }
    pods += count
    millicores += Int128(count) * Int128(workload.cpu?.millicores ?? 0)
    bytes += Int128(count) * Int128(workload.memory?.bytes ?? 0)
    haveSecurityGroups = haveSecurityGroups && workload.hasSecurityGroups
  }

  /// The mean pod, with its requests rounded up to a millicore and a MiB; `nil` if no pods were added.
  var pod: Workload? {
    guard pods > 0 else { return nil }
    func mean(_ sum: Int128, per unit: Int128) -> Int { Int((sum + Int128(pods) * unit - 1) / (Int128(pods) * unit)) }
    var pod = Workload(name: "mean pod")
    pod.cpu = CPUAmount(millicores: mean(millicores, per: 1))
    pod.memory = .mebibytes(mean(bytes, per: 1 << 20))
    pod.hasSecurityGroups = haveSecurityGroups
    return pod
  }
}
