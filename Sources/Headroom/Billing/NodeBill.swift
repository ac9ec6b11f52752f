/// The bill lines of a plan's node groups: instances, the fee of EKS Auto Mode, root volumes and pods on Fargate.
struct NodeBill {
  private let tariff: Tariff
  private let prices: Prices

  init(_ tariff: Tariff, prices: Prices) {
    self.tariff = tariff
    self.prices = prices
  }

  /// Returns the lines of a group.
  func lines(of load: GroupLoad, _ cost: GroupCost) -> [BillLine] {
    let group = load.profile.group
    if group.isFargate { return load.fargatePods.flatMap { fargate($0, group.name) }.map { $0.inZones(zones(load)) } }
    guard let type = cost.type else { return [] }
    let lines = [instances(type, group, cost)] + autoMode(type.name, group, cost) + volumes(group, cost)
    return lines.map { $0.inZones(zones(load)) }
  }

  /// The number of nodes of a group in each zone, spread evenly with the remainder in the zones that sort first.
  private func zones(_ load: GroupLoad) -> [String: Int] {
    let count = load.zones.count
    // A group without nodes costs nothing now, and at the peak its nodes may be in any of its zones.
    guard count > 0, load.nodes > 0 else { return Dictionary(load.zones.map { ($0, 1) }) { $1 } }
    return Dictionary(
      load.zones.enumerated().map { ($1, load.nodes / count + ($0 < load.nodes % count ? 1 : 0)) }
    ) { $1 }
  }

  private func instances(_ type: InstanceType, _ group: NodeGroup, _ cost: GroupCost) -> BillLine {
    BillLine(
      group.meter(of: type), .nodes(group: group.name, type: type.name, group.capacityType), .hours(cost.nodes),
      at: cost.price?.perUnit,
      in: tariff.currency
    ).atPeak(.hours(cost.peakNodes))
  }

  // MARK: EKS Auto Mode

  private func autoMode(_ type: String, _ group: NodeGroup, _ cost: GroupCost) -> [BillLine] {
    guard group.manager == .autoMode else { return [] }
    return [
      BillLine(
        .autoModeHour(type), .autoModeFee(group: group.name, type: type), .hours(cost.nodes), at: autoModeFee(type),
        in: tariff.currency
      ).atPeak(.hours(cost.peakNodes))
    ]
  }

  /// Returns the fee of EKS Auto Mode for a type: a share of its on-demand price, rounded half-even to five decimals,
  /// however the instance is paid for; `nil` if the price or the share is not known.
  func autoModeFee(_ type: String) -> UnitPrice? {
    if let own = tariff.prices[.autoModeHour(type)]?.first { return own }
    guard let price = prices.instances[type], let share = tariff.prices[.autoModeShare]?.first,
      let part = share.perUnit
    else { return nil }
    let fiveDecimals = ExactDecimal.unit / 100_000
    let exact = price.perHour.nanounits * part.nanounits
    let rounded = exact.dividedRoundingHalfEven(by: ExactDecimal.unit * fiveDecimals) * fiveDecimals
    return UnitPrice(
      perUnit: Money(nanounits: rounded, currency: price.perHour.currency), unit: "hour",
      source: "\(part.decimal) of the on-demand price; \(share.source)", asOf: price.asOf)
  }

  // MARK: Volumes

  private func volumes(_ group: NodeGroup, _ cost: GroupCost) -> [BillLine] {
    let volume = group.rootVolume ?? group.usualRootVolume
    let isAssumed = group.rootVolume == nil
    func line(_ meter: Meter, _ purpose: BillPurpose, _ each: Int) -> BillLine {
      func amount(_ nodes: Int) -> Quantity {
        Quantity(billionths: Int128(each) * Int128(nodes) * ExactDecimal.unit, unit: "")
      }
      return tariff.line(meter, purpose, amount(cost.nodes), isAssumed: isAssumed).atPeak(amount(cost.peakNodes))
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
    let (workload, size) = (pods.workload.name, FargatePodSize(cpu: pods.workload.cpu, memory: pods.workload.memory))
    func hours(_ unit: Int, per whole: Int, _ count: Int) -> Quantity {
      let exact = Int128(unit) * Int128(count) * Int128(Money.hoursPerMonth) * ExactDecimal.unit
      return Quantity(billionths: exact.dividedRoundingHalfEven(by: Int128(whole)), unit: "hour")
    }
    func line(_ meter: Meter, _ purpose: BillPurpose, _ unit: Int?, per whole: Int) -> BillLine {
      tariff.line(meter, purpose, unit.map { hours($0, per: whole, pods.now) })
        .atPeak(unit.map { hours($0, per: whole, pods.peak) })
    }
    // The storage is requested in bytes and billed in GB, of which 20 are free.
    let storage = pods.workload.ephemeralStorage.map { Int(($0.bytes - 1) >> 30) + 1 } ?? 0
    var lines = [
      line(.fargateCPU, .fargateCPU(group: group, workload: workload), size?.millicores, per: 1000),
      line(.fargateMemory, .fargateMemory(group: group, workload: workload), size?.mebibytes, per: 1024),
    ]
    if storage > FargatePodSize.includedStorage {
      let more = storage - FargatePodSize.includedStorage
      lines.append(line(.fargateStorage, .fargateStorage(group: group, workload: workload), more, per: 1))
    }
    return lines
  }
}
