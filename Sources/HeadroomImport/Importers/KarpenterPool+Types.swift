internal import Headroom

/// Reads the instance types of a NodePool and how they are paid for.
extension KarpenterPool {
  /// Whether EKS Auto Mode uses a type: it must have more than one vCPU and be larger than small.
  ///
  /// Source: EKS user guide, automode/automode-learn-instances.
  static func isPossibleInAutoMode(_ type: InstanceType) -> Bool {
    let size = EC2TypeName(type.name).size ?? ""
    return !["nano", "micro", "small"].contains(size) && type.vcpus ?? 2 > 1
  }

  /// The family of the image is that of the class; the requirement on the operating system must not contradict it.
  mutating func readFamily(_ reader: inout FactReader) {
    let systems = ["linux", "windows"].filter { requirements.allow(NodeLabel.system, $0) }
    if let family = ownClass?.family {
      group.family = [family]
      let own = family.value == .windows ? "windows" : "linux"
      if !systems.contains(own) {
        reader.complain(
          """
          no instance type is left for NodePool '\(object.name.prefix(80))': it requires \(NodeLabel.system) other than \
          \(own), which the images of its class have
          """, at: requirementsPlace)
        isRefused = true
      }
    } else if systems == ["windows"] {
      group.family = [Fact(.windows, requirementsPlace, stage)]
    } else if ownClass != nil {
      group.family = [
        Fact(.amazonLinux2023, place, stage, .assumed("neither amiFamily nor an alias of the class says it"))
      ]
    }
  }

  mutating func readTypes(_ types: inout KarpenterTypes, _ reader: inout FactReader) {
    guard isComplete, !isRefused else {
      group.types = [Fact(nil, requirementsPlace, stage)]
      return remark("instanceTypes", "a requirement of the NodePool could not be read", requirementsPlace, &reader)
    }
    let onTypes = requirements.filter { InstanceTypeLabels.isOne($0.key) }
    let capacity = allowedCapacityTypes
    let isWindows = group.family.first?.value == .windows
    let (isAutoMode, classes) = (isAutoMode, Set(capacity))
    let selection = types.selection(onTypes) { type in
      // Windows runs on x86-64 only; no offering of a type means that it cannot be launched.
      // Source: `getOS` and `createOfferings` in `pkg/providers/instancetype` of aws/karpenter-provider-aws.
      if isWindows, type.isARM { return false }
      if isAutoMode, !Self.isPossibleInAutoMode(type) { return false }
      let offered = type.details.usageClasses
      return offered.isEmpty || classes.contains("reserved") || !classes.isDisjoint(with: offered)
    }
    guard let selection else {
      return reader.complain(
        "the NodePools have more than \(KarpenterTypes.mostRequirements) different requirements", at: requirementsPlace)
    }
    guard !selection.names.isEmpty else { return complain(of: selection.culprits, onTypes, &reader) }
    group.types = [Fact(selection.names, requirementsPlace, stage)]
    if !selection.undecided.isEmpty {
      reader.facts.notes.insert(
        """
        The catalogue does not know \(abbreviated(selection.undecided.sorted())) of some types of NodePool \
        '\(object.name.prefix(80))'; they count as meeting its requirements.
        """)
    }
  }

  /// Reports that no type is left, with the requirements that drop the last ones.
  private func complain(of culprits: [NodeRequirement], _ all: [NodeRequirement], _ reader: inout FactReader) {
    let named = (culprits.isEmpty ? Array(Set(all)) : culprits).map(\.description).sorted()
    let list = named.prefix(5).joined(separator: "; ") + (named.count > 5 ? "; and \(named.count - 5) more" : "")
    let reason =
      named.isEmpty
      ? "no type can be used" : "\(culprits.isEmpty ? "no type meets all of" : "the last ones are dropped by") \(list)"
    reader.complain(
      "no instance type is left for NodePool '\(object.name.prefix(80))': \(reason)", at: requirementsPlace)
  }

  // MARK: Payment

  /// The ways of paying that the requirements allow.
  private var allowedCapacityTypes: [String] {
    ["reserved", "spot", "on-demand"].filter { requirements.allow(NodeLabel.capacityType, $0) }
  }

  /// Source: `getCapacityType` in `pkg/providers/instance/instance.go` of aws/karpenter-provider-aws: reserved capacity
  /// first, then Spot, then on-demand.
  mutating func readCapacityType() {
    let allowed = allowedCapacityTypes
    let isRequired = requirements.contains { $0.key == NodeLabel.capacityType }
    guard isRequired else {
      group.capacityType = [
        Fact(.onDemand, place, stage, .assumed("the NodePool does not say it; on-demand is never cheaper than Spot"))
      ]
      return
    }
    switch (allowed.contains("spot"), allowed.contains("on-demand")) {
    case (true, true):
      group.capacityType = [
        Fact(.spot, requirementsPlace, stage, .assumed("Karpenter prefers Spot where a NodePool allows both"))
      ]
    case (true, false): group.capacityType = [Fact(.spot, requirementsPlace, stage)]
    // A reservation is paid like on-demand capacity.
    default: group.capacityType = [Fact(.onDemand, requirementsPlace, stage)]
    }
  }
}
