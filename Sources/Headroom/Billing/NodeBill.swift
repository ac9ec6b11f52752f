/// The bill lines of a plan's node groups: instances, the fee of EKS Auto Mode, root volumes and pods on Fargate.
struct NodeBill {
  private let tariff: Tariff
  private let prices: NodePrices

  init(_ tariff: Tariff, _ prices: NodePrices) {
    self.tariff = tariff
    self.prices = prices
  }

  /// Returns the lines of a group.
  func lines(of load: GroupLoad, _ cost: GroupCost) -> [BillLine] {
    let group = load.profile.group
    let zones = (now: zones(load, load.nodes), peak: zones(load, load.peakNodes))
    if group.isFargate {
      return load.fargatePods.flatMap { fargate($0, group.name) }.map { $0.inZones(zones.now, atPeak: zones.peak) }
    }
    guard let now = cost.now, let peak = cost.peak else { return [] }
    let lines =
      if now.type == peak.type {
        nodes(now, (now.count, peak.count), group, cost)
      } else {
        // The pods of the peak are cheaper on another type.
        nodes(now, (now.count, 0), group, cost) + nodes(peak, (0, peak.count), group, cost)
      }
    return (lines + volumes(group, (now.count, peak.count))).map { $0.inZones(zones.now, atPeak: zones.peak) }
  }

  /// Returns the line of a group of which the plan does not say enough for an amount.
  func line(of item: IncompleteGroup) -> BillLine {
    let types = item.group.instanceTypes
    let name = types.first?.name ?? "types not known"
    let meter = types.first.map(item.group.meter) ?? .instanceHour(name, item.group.capacityType)
    return BillLine(
      meter, .nodes(group: item.name, type: name, item.group.capacityType, choices: types.count), nil, at: nil,
      in: tariff.currency)
  }

  /// The number of nodes of a group in each zone, spread evenly with the remainder in the zones that sort first. Without
  /// nodes, the zones weigh the same.
  private func zones(_ load: GroupLoad, _ nodes: Int) -> [String: Int] {
    let count = load.zones.count
    guard count > 0, nodes > 0 else { return Dictionary(load.zones.map { ($0, 1) }) { $1 } }
    return Dictionary(load.zones.enumerated().map { ($1, nodes / count + ($0 < nodes % count ? 1 : 0)) }) { $1 }
  }

  /// The hours of nodes of one type, and the fee of EKS Auto Mode.
  private func nodes(
    _ nodes: GroupCost.Nodes, _ count: (now: Int, peak: Int), _ group: NodeGroup, _ cost: GroupCost
  ) -> [BillLine] {
    let type = nodes.type.name
    var lines = [
      BillLine(
        group.meter(of: nodes.type),
        .nodes(group: group.name, type: type, group.capacityType, choices: cost.typeCount), .hours(count.now),
        at: nodes.price?.perUnit, in: tariff.currency, isAssumed: cost.isAssumed
      ).atPeak(.hours(count.peak))
    ]
    if group.manager == .autoMode {
      lines.append(
        BillLine(
          .autoModeHour(type), .autoModeFee(group: group.name, type: type), .hours(count.now),
          at: prices.autoModeFee(type), in: tariff.currency, isAssumed: cost.isAssumed
        ).atPeak(.hours(count.peak)))
    }
    return lines
  }

  // MARK: Volumes

  private func volumes(_ group: NodeGroup, _ nodes: (now: Int, peak: Int)) -> [BillLine] {
    let volume = group.rootVolume ?? group.usualRootVolume
    let isAssumed = group.rootVolume == nil
    func line(_ meter: Meter, _ purpose: BillPurpose, _ each: Int) -> BillLine {
      func amount(_ nodes: Int) -> Quantity {
        Quantity(billionths: Int128(each) * Int128(nodes) * ExactDecimal.unit, unit: "")
      }
      return tariff.line(meter, purpose, amount(nodes.now), isAssumed: isAssumed).atPeak(amount(nodes.peak))
    }
    var lines = [
      line(.volumeSize, .rootVolumes(group: group.name, gibibytes: volume.gibibytes), volume.gibibytes)
    ]
    if volume.iops > RootVolume.includedIOPS {
      lines.append(
        line(.volumeIOPS, .rootVolumeIOPS(group: group.name), volume.iops - RootVolume.includedIOPS))
    }
    if volume.mebibytesPerSecond > RootVolume.includedThroughput {
      let more = volume.mebibytesPerSecond - RootVolume.includedThroughput
      lines.append(line(.volumeThroughput, .rootVolumeThroughput(group: group.name), more))
    }
    return lines
  }

  // MARK: Fargate

  private func fargate(_ pods: GroupLoad.FargatePods, _ group: String) -> [BillLine] {
    // Pods that are too large for Fargate are pending and not among these.
    guard let size = FargatePodSize(of: pods.workload) else { return [] }
    let workload = pods.workload.name
    func hours(_ unit: Int, per whole: Int, _ count: Int) -> Quantity {
      let exact = Int128(unit) * Int128(count) * Int128(Money.hoursPerMonth) * ExactDecimal.unit
      return Quantity(billionths: exact.dividedRoundingHalfEven(by: Int128(whole)), unit: "hour")
    }
    func line(_ meter: Meter, _ purpose: BillPurpose, _ unit: Int, per whole: Int) -> BillLine {
      tariff.line(meter, purpose, hours(unit, per: whole, pods.now)).atPeak(hours(unit, per: whole, pods.peak))
    }
    // The storage is requested in bytes and billed in GB, of which 20 are free.
    let storage = pods.workload.ephemeralStorage.map { Int(($0.bytes - 1) >> 30) + 1 } ?? 0
    var lines = [
      line(.fargateCPU, .fargateCPU(group: group, workload: workload), size.millicores, per: 1000),
      line(.fargateMemory, .fargateMemory(group: group, workload: workload), size.mebibytes, per: 1024),
    ]
    if storage > FargatePodSize.includedStorage {
      let more = storage - FargatePodSize.includedStorage
      lines.append(line(.fargateStorage, .fargateStorage(group: group, workload: workload), more, per: 1))
    }
    return lines
  }
}
