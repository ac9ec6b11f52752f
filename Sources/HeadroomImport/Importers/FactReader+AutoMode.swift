internal import Headroom

extension FactReader {
  /// Adds the NodePools that EKS Auto Mode creates itself; those of users are objects of Kubernetes.
  ///
  /// - Parameters:
  ///   - cluster: The cluster, in whose subnets the nodes are.
  ///   - pools: The names of the NodePools; none if the file does not say them.
  ///   - place: Where Auto Mode is switched on.
  mutating func addAutoMode(_ cluster: ClusterFacts, pools: [String], _ place: Place) {
    for name in pools.isEmpty ? [nil] : pools.map(Optional.some) {
      facts.builtInPools.append(
        BuiltInPoolFacts(
          name: name, cluster: cluster.name, homes: GroupFacts.Homes(keys: cluster.controlPlane.best()?.value),
          place: place, stage: stage))
    }
    facts.notes.insert(
      """
      EKS Auto Mode may have NodePools beside those that it creates itself; `kubectl get nodepools -o json` prints all \
      with their limits.
      """)
  }
}
