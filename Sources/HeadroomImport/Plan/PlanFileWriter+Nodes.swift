internal import Headroom
internal import Yams

/// Writes node groups, instance types and workloads.
extension PlanFileWriter {
  /// The types that the embedded catalogue lacks, or that differ from it.
  var ownTypes: [YAMLObject] {
    let groups = plan.nodeGroups + plan.incompleteGroups.map(\.group)
    let types = Set(groups.flatMap(\.instanceTypes)).filter { InstanceCatalog.bundled[$0.name] != $0 }
    return types.sorted { $0.name < $1.name }.map { type in
      object {
        for (column, text) in zip(InstanceTypeColumn.allCases, InstanceTypeTable.cells(type)) where !text.isEmpty {
          let isPlain = text == "true" || text == "false" || Int(text) != nil
          if isPlain { $0.add(column.key, plain: text) } else { $0.add(column.key, text as String?) }
        }
      }
    }
  }

  /// Returns an amount of memory in mebibytes where it is a whole number of them, which people read more easily.
  private static func size(_ amount: MemoryAmount) -> String {
    amount.bytes > 0 && amount.bytes.isMultiple(of: 1 << 20) ? amount.description : "\(amount.bytes)"
  }

  func group(_ group: NodeGroup, _ unknown: Set<IncompleteGroup.Unknown> = []) -> YAMLObject {
    object {
      $0.add("name", group.name as String?)
      if group.manager != .managed { $0.add("manager", group.manager.rawValue as String?) }
      if unknown.contains(.instanceTypes) {
        $0.add("instanceTypes", plain: Self.unknown)
      } else {
        $0.add("instanceTypes", YAMLObject.list(group.instanceTypes.map { YAMLObject.text($0.name) }))
      }
      $0.add("desiredSize", plain: unknown.contains(.desiredSize) ? Self.unknown : group.desiredSize?.description)
      $0.add("minSize", plain: group.minSize)
      $0.add("maxSize", plain: group.isMaxSizeUnknown ? Self.unknown : group.maxSize?.description)
      let subnets = YAMLObject.list(group.subnets.map(YAMLObject.text))
      if unknown.contains(.subnets) {
        $0.add("subnets", plain: Self.unknown)
      } else if unknown.contains(.choiceOfSubnets) {
        $0.add("subnets", object { $0.add("among", subnets) })
      } else {
        $0.add("subnets", subnets)
      }
      if group.amiFamily != .amazonLinux2023 { $0.add("amiFamily", group.amiFamily.rawValue as String?) }
      $0.add("customAMI", group.usesCustomAMI, unless: group.amiFamily == .custom)
      $0.add("maxPods", plain: unknown.contains(.maxPods) ? Self.unknown : group.declaredMaxPods?.description)
      $0.add("currentMaxPods", plain: group.currentMaxPods)
      $0.add("maxPodsExpression", group.maxPodsExpression?.text)
      if group.podsPerCore != 0 { $0.add("podsPerCore", plain: group.podsPerCore) }
      if group.reservedENIs != 0 { $0.add("reservedENIs", plain: group.reservedENIs) }
      let limits = object {
        $0.add("cpu", group.limits?.cpu?.description)
        $0.add("memory", plain: group.limits?.memory.map(Self.size))
      }
      $0.add("limits", limits)
      $0.add("zoneSpread", group.spreadsOverZones, unless: false)
      let update = object {
        $0.add("maxUnavailable", plain: group.update.maxUnavailable.map(amount))
        if group.update.strategy != .standard { $0.add("strategy", group.update.strategy.rawValue as String?) }
      }
      $0.add("update", update)
      if group.capacityType != .onDemand { $0.add("capacityType", group.capacityType.rawValue as String?) }
      $0.add("discount", plain: group.discount)
      if let volume = group.rootVolume {
        let fields = object {
          $0.add("sizeGiB", plain: volume.gibibytes)
          $0.add("iops", plain: volume.iops)
          $0.add("throughputMiBps", plain: volume.mebibytesPerSecond)
        }
        $0.add("rootVolume", fields)
      }
      let weights = object { object in
        for (name, weight) in group.weights.sorted(by: { $0.key < $1.key }) { object.add(name, plain: weight) }
      }
      $0.add("weights", weights)
      $0.add("labels", group.labels)
    }
  }

  /// The word for what is not known.
  static let unknown = "unknown"

  private func amount(_ amount: UpdatePolicy.Amount) -> String {
    switch amount {
    case .count(let count): "\(count)"
    case .percent(let percent): "\(percent)%"
    }
  }

  func workload(_ workload: Workload) -> YAMLObject {
    object {
      $0.add("name", workload.name as String?)
      if !workload.isDaemonSet || workload.replicas != 0 { $0.add("replicas", plain: workload.replicas) }
      $0.add("maxReplicas", plain: workload.maxReplicas)
      $0.add("maxSurge", plain: workload.maxSurge.map(amount))
      $0.add("cpu", plain: workload.cpu.map { "\($0.millicores)m" })
      $0.add("memory", plain: workload.memory.map(Self.size))
      $0.add("ephemeralStorage", plain: workload.ephemeralStorage.map(Self.size))
      $0.add("daemonSet", workload.isDaemonSet, unless: false)
      $0.add("hostNetwork", workload.usesHostNetwork, unless: false)
      $0.add("securityGroups", workload.hasSecurityGroups, unless: false)
      $0.add("multiNIC", workload.usesAllCards, unless: false)
      $0.add("systemCritical", workload.isSystemCritical, unless: false)
      $0.add("nodeGroups", workload.nodeGroups)
    }
  }
}
