internal import Headroom

/// Finds the workload of each Service.
extension FactMerger {
  /// Keeps the Services whose pods are those of a single workload.
  mutating func mergeServices() {
    var places: [Label: [Int]] = [:]
    for (place, item) in workloads.enumerated() {
      for (key, value) in item.facts.needs?.labels ?? [:] {
        places[Label(namespace: item.key.namespace, key: key, value: value), default: []].append(place)
      }
    }
    var seen: [WorkloadKey: ServiceFacts] = [:]
    for item in facts.kubernetes.services {
      let key = WorkloadKey(namespace: item.namespace, kind: "Service", name: item.name)
      if let other = seen[key], other.place < item.place { continue }
      seen[key] = item
    }
    var unclear = 0
    var found: [(key: WorkloadKey, workload: String, facts: ServiceFacts)] = []
    for (key, item) in seen.sorted(by: { $0.key < $1.key }) {
      let lists = item.selector.map { places[Label(namespace: item.namespace, key: $0.key, value: $0.value)] ?? [] }
      let shortest = lists.min { $0.count < $1.count } ?? []
      let fitting = shortest.filter { place in
        item.selector.allSatisfy { workloads[place].facts.needs?.labels[$0.key] == $0.value }
      }
      guard fitting.count == 1 else {
        unclear += 1
        continue
      }
      found.append((key, workloads[fitting[0]].name, item))
    }
    var count: [String: Int] = [:]
    for item in found { count[item.key.name, default: 0] += 1 }
    services = found.map { item in
      let name = count[item.key.name] == 1 ? item.key.name : "\(item.key.namespace)/\(item.key.name)"
      return (name, item.workload, item.facts)
    }.sorted { $0.name < $1.name }
    if unclear > 0 {
      notes.insert(
        """
        \(unclear) Service\(unclear == 1 ? " selects" : "s select") the pods of no workload in the files, or of several, and \
        \(unclear == 1 ? "is" : "are") not part of the plan.
        """)
    }
  }

  /// A label of pods in a namespace.
  private struct Label: Hashable {
    let namespace: String, key: String, value: String
  }
}
