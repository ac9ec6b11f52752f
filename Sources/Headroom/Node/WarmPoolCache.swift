/// A cache of computed pools, because the groups of a plan share instance types and settings.
struct WarmPoolCache {
  private struct Key: Hashable {
    let type: String
    let pods: Int
    let maxPods: Int
    let primaryServesPods: Bool
    let arrival: PodArrival
  }
  private var pools: [Key: WarmPool] = [:]
  /// Whether footprints list their secondary interfaces one by one, which only subnet discovery needs.
  let listsInterfaces: Bool

  init(listsInterfaces: Bool = true) { self.listsInterfaces = listsInterfaces }

  /// Returns the pool of a node.
  ///
  /// All calls of one cache must use the same catalogue and the same settings, except for custom networking.
  mutating func pool(
    on type: InstanceType, pods: Int, settings: CNISettings, maxPods: Int, arrival: PodArrival
  ) -> WarmPool {
    let key = Key(
      type: type.name, pods: pods, maxPods: maxPods, primaryServesPods: !settings.customNetworking, arrival: arrival)
    if let pool = pools[key] { return pool }
    let pool =
      switch arrival {
      case .oneByOne: WarmPool(on: type, pods: pods, settings: settings, maxPods: maxPods)
      case .atOnce: WarmPool(afterBurstOn: type, pods: pods, settings: settings, maxPods: maxPods)
      }
    pools[key] = pool
    return pool
  }
}
