internal import Headroom

/// Finds the subnets that the classes of NodePools select.
extension FactMerger {
  /// The most comparisons of terms with subnets: those of a hundred classes of thirty terms with ten thousand subnets.
  private static let mostComparisons = 30_000_000

  /// Gives the groups the subnets that their selectors select. All of those of a zone may be used: Karpenter launches
  /// each node in the one with the most free addresses.
  ///
  /// Source: `ZonalSubnetsForLaunch` in `pkg/providers/subnet/subnet.go` of aws/karpenter-provider-aws 1d927085.
  mutating func resolveSelectors() {
    var found: [SubnetSelector: (keys: [String], isOpen: Bool)] = [:]
    for index in groups.indices {
      for fact in groups[index].selectors {
        let selector = fact.value
        if found[selector] == nil {
          let terms = (found.count + 1) * selector.terms.count
          guard terms <= Self.mostComparisons / max(1, subnets.count) else {
            return complain(
              "there are too many subnets and different terms that select them", at: fact.place)
          }
          found[selector] = selected(by: selector)
        }
        guard let (keys, isOpen) = found[selector] else { continue }
        guard !keys.isEmpty else {
          groups[index].homes.append(Fact(GroupFacts.Homes(), fact.place, fact.stage))
          remarks.append(
            RemarkFacts(
              .notInFiles, PlanPart(.nodeGroup, groups[index].name, key: "subnets"),
              "no subnet in the files is known to meet the terms that select them; \(selector.command) prints them as status.subnets",
              fact.place))
          continue
        }
        groups[index].homes.append(Fact(GroupFacts.Homes(keys: keys), fact.place, fact.stage))
        if isOpen {
          notes.insert(
            """
            The tags or zones of some subnets are not in the files, so the node group '\(groups[index].name.prefix(80))' may have more \
            subnets; `aws ec2 describe-subnets` prints tags.
            """)
        }
      }
    }
  }

  /// Returns the keys of the subnets that a selector selects, and whether there may be others.
  func selected(by selector: SubnetSelector) -> (keys: [String], isOpen: Bool) {
    var keys: [String] = []
    var isOpen = false
    for item in subnets {
      switch selector.selects(item) {
      case true?: if let key = item.id ?? item.keys.min() { keys.append(key) }
      case nil: isOpen = true
      case false?: break
      }
    }
    // A term may name a subnet that no other file does; whether its zone is one of those wanted is then not known.
    let others = selector.terms.compactMap(\.id).filter { subnetOfKey[$0] == nil && $0.hasPrefix("subnet-") }
    if selector.zones.isEmpty { keys += others } else { isOpen = isOpen || !others.isEmpty }
    return (Set(keys).sorted(), isOpen)
  }
}
