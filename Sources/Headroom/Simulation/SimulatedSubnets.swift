/// The subnets that the nodes of a cluster simulation share.
///
/// Before an agent runs, ``SimulatedCluster`` sets which node it belongs to.
struct SimulatedSubnets: AddressSource {
  var spaces: [SubnetSpace]
  /// The number of EC2 API calls by subnet, and of those that were refused because there were too few addresses or
  /// blocks.
  private(set) var calls: [Int]
  private(set) var refusals: [Int]
  /// The time of the first refusal.
  private(set) var firstRefusal: [Int?]
  /// The time in seconds since the start.
  var clock = 0
  private(set) var places: [UInt32] = []
  /// The subnet of the node whose agent runs and, with custom networking, its pod subnet.
  var home = 0
  var podHome: Int?
  /// The subnets in which new interfaces of the node may be created: its own, unless tags allow others.
  var candidates: [Int] = []

  var isRefusing: Bool { false }

  init(_ spaces: [SubnetSpace]) {
    self.spaces = spaces
    calls = spaces.map { _ in 0 }
    refusals = calls
    firstRefusal = spaces.map { _ in nil }
  }

  /// Sets all counters to zero.
  mutating func forgetCalls() { self = SimulatedSubnets(spaces) }

  /// Takes one address for something that the agent does not do: a new node or a branch interface.
  mutating func takeAddress(from subnet: Int) -> UInt32? {
    calls[subnet] += 1
    let address = spaces[subnet].takeSingle()
    if address == nil { refuse(subnet) }
    return address
  }

  private mutating func refuse(_ subnet: Int) {
    refusals[subnet] += 1
    if firstRefusal[subnet] == nil { firstRefusal[subnet] = clock }
  }

  mutating func take(slots: Int, prefixes: Bool, from subnet: Int) -> Refusal? {
    calls[subnet] += 1
    return gather(slots: slots, prefixes: prefixes, from: subnet) ? nil : .insufficient
  }

  private mutating func gather(slots: Int, prefixes: Bool, from subnet: Int) -> Bool {
    places.removeAll(keepingCapacity: true)
    guard slots <= (prefixes ? spaces[subnet].freeBlocks : spaces[subnet].freeSingles) else {
      refuse(subnet)
      return false
    }
    for _ in 0..<slots {
      places.append(prefixes ? spaces[subnet].takeBlock()! : spaces[subnet].takeSingle()!)
    }
    return true
  }

  mutating func takeInterface(
    _ kind: InterfaceKind, slots: Int, prefixes: Bool
  ) -> Result<InterfacePlace, Refusal> {
    switch kind {
    case .trunk: return takeInterface(in: home, slots: slots, prefixes: prefixes)
    case .podSubnet:
      guard let podHome else { return .failure(.other) }
      return takeInterface(in: podHome, slots: slots, prefixes: prefixes)
    case .pods:
      guard candidates.count != 1 else { return takeInterface(in: candidates[0], slots: slots, prefixes: prefixes) }
      // The CNI tries the subnets by free addresses, as DescribeSubnets returns them, without regard to free /28
      // blocks.
      let ranked = candidates.indices.sorted {
        let (first, second) = (spaces[candidates[$0]].freeAddresses, spaces[candidates[$1]].freeAddresses)
        return first != second ? first > second : $0 < $1
      }
      for index in ranked {
        let answer = takeInterface(in: candidates[index], slots: slots, prefixes: prefixes)
        if case .success = answer { return answer }
      }
      return .failure(candidates.isEmpty ? .other : .insufficient)
    }
  }

  private mutating func takeInterface(
    in subnet: Int, slots: Int, prefixes: Bool
  ) -> Result<InterfacePlace, Refusal> {
    calls[subnet] += 1
    guard prefixes || slots < spaces[subnet].freeSingles, let address = spaces[subnet].takeSingle() else {
      refuse(subnet)
      return .failure(.insufficient)
    }
    guard gather(slots: slots, prefixes: prefixes, from: subnet) else {
      spaces[subnet].give(single: address)
      return .failure(.insufficient)
    }
    calls[subnet] += EC2Calls.attach - 1
    return .success(InterfacePlace(subnet: subnet, address: address))
  }

  mutating func give(slot place: UInt32, isPrefix: Bool, to subnet: Int) {
    if isPrefix { spaces[subnet].give(block: place) } else { spaces[subnet].give(single: place) }
  }

  mutating func give(_ interface: InterfacePlace) {
    spaces[interface.subnet].give(single: interface.address)
  }

  mutating func count(calls: Int, on subnet: Int) { self.calls[subnet] += calls }
}
