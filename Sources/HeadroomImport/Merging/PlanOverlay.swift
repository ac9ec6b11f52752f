extension YAMLNode {
  /// Returns the tree with what a plan file says in place of what other files say.
  ///
  /// Objects are put together key by key, and items of lists by their names. Other lists and single values are those of
  /// the plan file; its remarks come after the others.
  func overlaid(with plan: YAMLNode) -> YAMLNode {
    switch (content, plan.content) {
    case (.mapping(var pairs), .mapping(let others)):
      // What is in a subnet can be said in several ways, of which that of the plan file replaces the others.
      let uses = ["usedAddresses", "availableAddresses", "nodesCounted", "occupied"]
      if others.contains(where: { uses.contains($0.key.text ?? "") && $0.key.text != "nodesCounted" }) {
        pairs.removeAll { uses.contains($0.key.text ?? "") }
      }
      var places: [String: Int] = [:]
      for (index, pair) in pairs.enumerated() { places[pair.key.text ?? ""] = index }
      for (key, value) in others {
        let name = key.text ?? ""
        guard let place = places[name] else {
          pairs.append((key, value))
          continue
        }
        let own = pairs[place].value
        if name == "remarks", let first = own.items, let more = value.items {
          pairs[place].value = YAMLNode(.sequence(first + more), at: own.place)
        } else {
          pairs[place].value = own.overlaid(with: value)
        }
      }
      return YAMLNode(.mapping(pairs), at: plan.place)
    case (.sequence(var items), .sequence(let others))
    where !(items + others).contains(where: { $0["name"]?.text == nil }):
      var places: [String: Int] = [:]
      for (index, item) in items.enumerated() { places[item["name"]?.text ?? ""] = index }
      for item in others {
        if let place = places[item["name"]?.text ?? ""] {
          items[place] = items[place].overlaid(with: item)
        } else {
          items.append(item)
        }
      }
      return YAMLNode(.sequence(items), at: plan.place)
    default: return plan
    }
  }
}
